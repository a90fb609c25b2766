import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { programFolder } from "../../lib/program.js";
import { renderCsv } from "../../render/csv.js";
import { readTheme } from "../../render/theme.js";
import type { Workshop } from "../../testing/workshop.js";
import { openWorkshop } from "../../testing/workshop.js";
import { readOk22Terms } from "../shared/terms.js";
import type { StatusPart } from "./compose.js";
import { drawStatus, tellStatus } from "./gather.js";
import { renderStatus } from "./render.js";

const reports = join(programFolder, "reports");
const samples = join(programFolder, "fixtures", "status");
const { style } = await readTheme(reports, "theme.yaml");
const terms = await readOk22Terms(reports);

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

/** What is shown of the registers; the newest figures are of the day that is given. */
const shown = (audience: "internal" | "public" = "internal", date = "2025-10-01", asOf = 1000) =>
  tellStatus({ ...shop, asOf, audience }, reports, { terms, style, date });

/** Loads one register on a day of its own and gives what is shown of it. */
async function partOf(content: string, { on = "2025-10-01" } = {}): Promise<StatusPart> {
  shop.clock.instant = new Date(`${on}T10:00:00Z`);
  await shop.load("register.csv", content);
  const { parts } = await shown("internal", "2025-01-01");
  return parts[0]!;
}

/** Words with ordinary spaces. */
const plain = (text: string): string => text.replaceAll("\u00a0", " ");

describe("the sentences of a register", () => {
  const head = "Opgave;Ansvarlig;Fra;Til;Status\n";
  const late = "A;MedCom;01-01-2025;30-09-2025;I gang\n";

  test("count what is done, and name what is late on the day on which the newest file was loaded", async () => {
    const part = await partOf(
      `${head}${late}B;PLSP;01-01-2025;01-10-2025;Planlagt\nC;PLSP;01-01-2025;01-02-2025;Afsluttet\n`,
    );
    expect(part.findings).toEqual([
      "1 af 3 leverancer er afsluttet",
      "Én leverance har overskredet sin slutdato og er ikke afsluttet: A",
    ]);
  });

  test("call nothing late on its last day", async () => {
    const part = await partOf(`${head}${late}`, { on: "2025-09-30" });
    expect(part.findings[1]).toBe("Ingen leverance har overskredet sin slutdato");
  });

  test("tell of the sample incidents: 5 in 2025, 3 serious, 2 of one cause, 4 noticed by clinicians", async () => {
    const part = await partOf(await readFile(join(samples, "driftsforstyrrelser.csv"), "utf8"));
    expect(part.findings).toEqual([
      "5 driftsforstyrrelser i 2025, 3 af dem alvorlige",
      "2 driftsforstyrrelser har samme årsag: Oprydningsjob i databasen",
      "4 driftsforstyrrelser berørte klinikere",
    ]);
  });

  test("add money up exactly: 0,10 and 0,20 of 1 are 30,0 %", async () => {
    const part = await partOf("Post;Budget;Forbrug;Rest\nA;0,50;0,10;0,40\nB;0,50;0,20;0,30\n");
    expect(part.findings.map(plain)).toEqual([
      "30,0 % af budgettet på 1 kr. er brugt",
      "Der er 0,70 kr. tilbage",
    ]);
  });

  test("are none of a register of which every entry was kept apart, and its table says so", async () => {
    await shop.load("b.csv", "Post;Budget;Forbrug;Rest\nA;1;1;0\nB;x;1;0\n", { quarantine: true });
    const { parts } = await shown();
    expect(parts[0]?.marks.map(({ label }) => label)).toEqual(["Ufuldstændigt register"]);
  });
});

describe("the table of a register", () => {
  test("has its words and numbers as Danes write them, in the order of its file, and a row of sums", async () => {
    const part = await partOf("Post;Budget;Forbrug;Rest\nLille;100;40;60\nStor;1.500,50;0;1.500,50\n");
    expect(part.table.rows).toEqual([
      { cells: ["Stor", "1.500,50", "0", "1.500,50", "–"], stressed: false },
      { cells: ["Lille", "100", "40", "60", "–"], stressed: false },
      { cells: ["I alt", "1.600,50", "40", "1.560,50", ""], stressed: true },
    ]);
  });
});

describe("the figures of the samples", () => {
  const files = [
    "leverancer.csv",
    "driftsforstyrrelser.csv",
    "laegesystemer.csv",
    "oekonomi.xlsx",
    "projekter.csv",
  ];
  const loadAll = async (): Promise<void> => {
    shop.clock.instant = new Date("2025-10-01T10:00:00Z");
    for (const file of files) await shop.load(file, await readFile(join(samples, file)));
  };

  test("say in words what they draw, with every value", async () => {
    await loadAll();
    const { parts } = await shown();
    expect(parts.map(({ id, agendaPoint, isAnnex }) => [agendaPoint, id, isAnnex])).toEqual([
      [2, "deliveries", false],
      [2, "database-users", true],
      [3, "incidents", false],
      [4, "practice-systems", false],
      [5, "budget", false],
    ]);
    const descriptions = parts.map(({ figure }) => plain(figure?.chart.description ?? ""));
    expect(descriptions[0]).toContain("Ny standard for planens målinger: 01-11-2024 til 30-06-2025, I gang");
    expect(descriptions[1]).toBe("");
    expect(descriptions[2]).toContain("Marts 2025: Alvorlig 2");
    expect(descriptions[3]).toContain("LPS-F: Aftale: i dialog");
    expect(descriptions[4]).toContain("Projektledelse: budget 200.000 kr., forbrug 95.000 kr.");
    for (const description of descriptions.filter((text) => text !== ""))
      expect(description).toContain("Syntetiske data.");
  });

  test("are drawn without a complaint of the engine, each with its mark and its source", async () => {
    await loadAll();
    const { parts } = await shown();
    const pictures = await drawStatus(parts, reports, style);
    expect([...pictures.keys()]).toEqual(["deliveries", "incidents", "practice-systems", "budget"]);
    for (const png of pictures.values()) expect(png.length).toBeGreaterThan(10_000);
    expect(parts.map(({ marks }) => marks.map(({ label }) => label))).toEqual(
      Array(5).fill(["Syntetiske data"]),
    );
    expect(parts[4]?.notes).toEqual(["Kilde: oekonomi.xlsx, indlæst 01-10-2025."]);
  });

  test("stand on a page and as files of their own: pictures, and all columns as numbers that programs read", async () => {
    await loadAll();
    const { parts } = await shown();
    const isWanted = (form: string): boolean => form !== "png";
    const { sections, files } = await renderStatus(parts, reports, {
      name: "steering_2025-02",
      style,
      isWanted,
    });
    expect(sections.map(({ heading }) => heading)).toEqual(parts.map(({ title }) => title));
    const kinds = sections.map(({ blocks }) => blocks.map(({ kind }) => kind).join());
    expect(kinds[4]).toBe("paragraph,finding,list,figure,table,note");
    const names = files.map(({ fileName }) => fileName);
    expect(names).toHaveLength(4 + 5);
    const csv = files[names.indexOf("steering_2025-02_status-incidents.csv")]!;
    expect(new TextDecoder().decode(csv.bytes).split("\r\n").slice(0, 2)).toEqual([
      "Dato;Varighed i minutter;Årsag;Kategori;Berørte klinikere;Alvor;Forbehold",
      "2025-09-17;20;Langsomme opslag efter en opdatering;Ydelse;Ja;Mindre;Syntetiske data",
    ]);
  });

  test("are left to the table where a picture has no room for all names", async () => {
    const lines = (count: number): string =>
      Array.from({ length: count }, (_, at) => `Opgave ${at};MedCom;01-01-2025;01-02-2025;I gang\n`).join("");
    const head = "Opgave;Ansvarlig;Fra;Til;Status\n";
    expect((await partOf(`${head}${lines(14)}`)).figure).not.toBeNull();
    const part = await partOf(`${head}${lines(15)}`);
    expect(part.figure).toBeNull();
    expect(part.table.rows).toHaveLength(15);
  });

  test("write no text that a spreadsheet takes for a formula", async () => {
    const part = await partOf("Post;Budget;Forbrug;Rest;Bemærkning\nA;1;1;0;=1+1\n");
    expect(renderCsv(part.csv)).toContain(";'=1+1\r\n");
  });

  test("as native charts hold the same values: days from the first to the last, both counted, and counts by month", async () => {
    await loadAll();
    const { parts } = await shown();
    const timeline = parts[0]!.figure!.native!;
    expect(timeline.sheet.columns.map(({ heading }) => heading)).toEqual([
      "Opgave",
      "Fra",
      "Afsluttet",
      "I gang",
      "Planlagt",
    ]);
    // 1 November 2024 to 30 June 2025: 30 + 31 + 31 + 28 + 31 + 30 + 31 + 30 days
    expect(timeline.sheet.rows.find(([task]) => task === "Ny standard for planens målinger")).toEqual([
      ...["Ny standard for planens målinger", "2024-11-01", null, 242, null],
    ]);
    const months = parts[2]!.figure!.native!;
    // from January of the first incident's year to the month in which the file was loaded
    expect(months.sheet.rows).toHaveLength(10);
    expect(months.sheet.rows[2]).toEqual(["Mar 2025", 2, null]);
  });

  test("are in no edition that may be published: people write registers freely", async () => {
    await loadAll();
    const { parts, withheld } = await shown("public");
    expect(parts).toEqual([]);
    expect(withheld.map(({ agendaPoint }) => agendaPoint)).toEqual([2, 2, 3, 4, 5]);
  });

  test("are those of the load that is asked for", async () => {
    await shop.load("b1.csv", "Post;Budget;Forbrug;Rest\nA;1;1;0\n");
    await shop.load("b2.csv", "Post;Budget;Forbrug;Rest\nA;1;0;1\n");
    const [then] = (await shown("internal", "2025-10-01", 1)).parts;
    const [now] = (await shown()).parts;
    expect([then, now].map((part) => plain(part!.findings[0]!))).toEqual([
      "100,0 % af budgettet på 1 kr. er brugt",
      "Intet af budgettet på 1 kr. er brugt endnu",
    ]);
  });
});
