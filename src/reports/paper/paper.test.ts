import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addMonths } from "../../domain/month.js";
import { programFolder } from "../../lib/program.js";
import type { Question } from "../../question/question.js";
import { resolveQuestion } from "../../question/question.js";
import type { ReadDocument } from "../../testing/readers/read-document.js";
import { readDocument } from "../../testing/readers/read-document.js";
import type { Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../../testing/workshop.js";
import { makeReport, readFigures } from "../index.js";

let shop: Workshop;
let question: Question;
let home = "";

/** A year of two clinics: one makes 12 new plans a year for its one doctor, the other none. */
beforeAll(async () => {
  shop = await openWorkshop();
  await shop.load(
    "laegehuse_2025-02.csv",
    clinicsCsv([
      { ydernummer: "11", doctors: "1" },
      { ydernummer: "22", doctors: "1" },
    ]),
  );
  const months = Array.from({ length: 12 }, (_, index) => addMonths(month("2024-03"), index));
  await shop.load(
    "planer.csv",
    countsCsv(months.map((one): [string, string, string, number, number] => [one, "11", "KOL", 1, 2])),
  );
  question = await resolveQuestion(shop, {});
  home = await mkdtemp(join(tmpdir(), "flp-paper-"));
});
afterAll(async () => {
  await rm(home, { recursive: true, force: true });
  await shop.end();
});

/** The paper made with other points, or with other words in a file of the folder `reports`. */
async function paperOf(
  points: string,
  change: [file: string, from: string, to: string][] = [],
): Promise<ReadDocument> {
  await cp(join(programFolder, "reports"), join(home, "reports"), { recursive: true });
  await writeFile(join(home, "reports", "paper", "paper.yaml"), `points:\n${points}`);
  for (const [file, from, to] of change) {
    const path = join(home, "reports", file);
    const before = await readFile(path, "utf8");
    expect(before).toContain(from);
    await writeFile(path, before.replace(from, to));
  }
  const figures = await readFigures("paper", question, []);
  const [file] = await makeReport("paper", { question, figures, shownBefore: null, forms: [], home });
  return readDocument(file!.bytes);
}

const headingsOf = ({ paragraphs }: ReadDocument): string[] =>
  paragraphs
    .filter(({ style }) => /^Heading[12]$/.test(style))
    .map(({ style, text }) => `${style.at(-1)} ${text}`);

/** What stands between two headings of the second level. */
function under({ paragraphs }: ReadDocument, heading: string): string[] {
  const first = paragraphs.findIndex(({ style, text }) => style === "Heading2" && text === heading);
  const rest = paragraphs.slice(first + 1);
  const end = rest.findIndex(({ style }) => /^Heading[12]$/.test(style));
  return rest.slice(0, end).map(({ text }) => text);
}

const written = `  - number: 4
    title: Drift
    recommendation: { text: [tager status til efterretning] }
    background: { text: [Der var fem forstyrrelser., Tre var alvorlige.] }
    solution: { text: null }
`;

describe("the meeting's paper", () => {
  test("has each point in the form of the agenda, and its annexes with numbers behind them", async () => {
    const paper = await paperOf(`${written}  - number: 5
    title: Udbredelse
    recommendation: { text: [], parts: [decisions] }
    background: { text: [], parts: [findings, ok22] }
    solution: { text: [], parts: [targets, risk] }
`);
    expect(headingsOf(paper)).toEqual([
      "1 Punkt 4: Drift",
      "2 Indstilling",
      "2 Baggrund",
      "2 Løsning",
      "1 Punkt 5: Udbredelse",
      "2 Indstilling",
      "2 Baggrund",
      "2 Løsning",
      "2 Bilag",
      "1 Bilag 1: Tal bag figurerne",
      "1 Bilag 2: Definitioner",
      "1 Bilag 3: OK22-kravet",
      "1 Bilag 4: Datagrundlag",
    ]);
    // three pages before the annexes: the paper's front, and one for each point, the second of which has a picture
    const contents = paper.paragraphs.filter(({ style }) => style === "TOC1").map(({ text }) => text);
    expect(contents.slice(0, 2)).toEqual(["Punkt 4: Drift2", "Punkt 5: Udbredelse3"]);
    expect(contents).toHaveLength(6);
    expect(contents.every((entry) => /\d$/.test(entry))).toBe(true);
    expect(under(paper, "Bilag")).toEqual([
      "Bilag 1: Tal bag figurerne",
      "Bilag 2: Definitioner",
      "Bilag 3: OK22-kravet",
      "Bilag 4: Datagrundlag",
    ]);
  });

  test("shows what a person wrote, and marks what somebody has still to write", async () => {
    const paper = await paperOf(written);
    expect(under(paper, "Indstilling")).toEqual([
      "Det indstilles, at styregruppen:",
      "tager status til efterretning",
    ]);
    expect(under(paper, "Baggrund")).toEqual(["Der var fem forstyrrelser.", "Tre var alvorlige."]);
    expect(under(paper, "Løsning")).toEqual(["[Løsningen skrives af projektlederen]"]);
    // the solution and the day of the meeting
    expect(paper.paragraphs.map(({ text }) => text)).toContain(
      "Udkast: Projektlederen mangler at udfylde 2 steder. De står i kantede parenteser.",
    );
  });

  test("is no draft once everything is written", async () => {
    const paper = await paperOf(
      written.replace("solution: { text: null }", "solution: { text: [Vi venter.] }"),
      [["steering/report.yaml", "    date: null", "    date: 2025-04-24"]],
    );
    const texts = paper.paragraphs.map(({ text }) => text);
    expect(texts.filter((text) => text.includes("[") || text.startsWith("Udkast"))).toEqual([]);
    expect(texts).toContain("Mødedato: 24-04-2025");
  });

  test("marks a section as open where its parts have nothing to say", async () => {
    const open = `  - number: 1
    title: A
    recommendation: { text: [], parts: [decisions] }
    background: { text: [], parts: [restatements] }
    solution: { text: [], parts: [targets] }
`;
    const paper = await paperOf(open);
    expect(under(paper, "Indstilling")).toEqual(["[Indstillingen skrives af projektlederen]"]);
    expect(under(paper, "Baggrund")).toEqual(["[Baggrunden skrives af projektlederen]"]);
    const decided = await paperOf(open, [
      ["steering/report.yaml", "  decisions: []", "  decisions: [sætter et mål]"],
    ]);
    expect(under(decided, "Indstilling")).toEqual(["Det indstilles, at styregruppen:", "sætter et mål"]);
  });

  test("says before any figure what limits its use, and tells the figures of the year", async () => {
    const paper = await paperOf(`  - number: 1
    title: A
    recommendation: { text: null }
    background: { text: [], parts: [findings, plans-accumulated, ok22, regions] }
    solution: { text: [], parts: [risk] }
`);
    const texts = paper.paragraphs.map(({ text }) => text);
    const mark = texts.findIndex((text) => text.startsWith("Ubekræftet krav:"));
    expect(mark).toBeGreaterThan(0);
    expect(mark).toBeLessThan(texts.indexOf("Dagsorden"));
    // 12 months of 1 new and 2 maintained plans: 12 new and 36 in all; one of two clinics has its 10 for one doctor
    expect(texts.some((text) => text.startsWith("36 forløbsplaner på 12 måneder"))).toBe(true);
    const pictures = paper.pictures.map(({ description }) => description);
    expect(pictures).toHaveLength(2);
    expect(pictures[0]).toContain("Heraf 12 nye og 24 vedligeholdte planer");
    expect(pictures[1]).toContain("1 af 2 klinikker opfylder kravet");
    expect(pictures[1]).toContain("Ubekræftet krav.");
    const captions = texts.filter((text) => /^(Figur|Tabel) \d/.test(text)).map((text) => text.slice(0, 7));
    expect(captions).toEqual(["Figur 1", "Figur 2", "Tabel 1", "Tabel 2", "Tabel 3", "Tabel 4"]);
    for (const rows of paper.tables) {
      expect(rows[0]?.isHeader).toBe(true);
      expect(rows.slice(1).some(({ isHeader }) => isHeader)).toBe(false);
    }
    const accumulated = paper.tables.find(([head]) => head?.cells.includes("Total") === true);
    expect(accumulated?.[1]?.cells).toEqual(["Februar 2025", "12", "24", "36"]);
  });

  test("marks a risk that nobody has placed, and says where it lies once somebody has", async () => {
    const points = written.replace("{ text: null }", "{ text: [], parts: [risk] }");
    const gap = "[Risikoen vurderes af projektlederen i risk.yaml]";
    expect(under(await paperOf(points), "Løsning")).toContain(gap);
    const risk = "ok22/risk.yaml";
    const placed = await paperOf(points, [
      [risk, "\nlikelihood: null", "\nlikelihood: Sandsynligt"],
      [risk, "\nconsequence: null", "\nconsequence: Kritisk"],
      [risk, "assessed_on: null", "assessed_on: 2025-02-17"],
      [risk, "assessed_by: null", "assessed_by: projektgruppen"],
    ]);
    expect(under(placed, "Løsning")).toContain(
      "Vurderet 17-02-2025 af projektgruppen: sandsynlighed Sandsynligt, konsekvens Kritisk.",
    );
    expect(under(placed, "Løsning")).not.toContain(gap);
    const row = placed.tables.flat().find(({ cells }) => cells[0] === "Sandsynligt");
    expect(row?.cells).toEqual(["Sandsynligt", "", "", "1. Udbredelse", ""]);
  });

  test("refuses words with a civil registration number, and does not repeat it", async () => {
    const refused = await paperOf(written.replace("Tre var alvorlige.", "Ring om 010190-1234.")).catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({
      code: 10,
      lines: [
        expect.stringMatching(/paper\.yaml:5:\d+: words with what looks like a civil registration number/),
      ],
    });
    expect(JSON.stringify(refused) + String(refused)).not.toContain("1234");
  });

  test("refuses points whose numbers do not rise, with the place", async () => {
    await expect(paperOf(`${written}${written}`)).rejects.toMatchObject({
      code: 10,
      lines: [expect.stringMatching(/paper\.yaml:7:13: not above 4, the number before it/)],
    });
  });
});
