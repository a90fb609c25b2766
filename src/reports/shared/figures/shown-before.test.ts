import ExcelJs from "exceljs";
import JSZip from "jszip";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveQuestion } from "../../../question/question.js";
import { addMonths } from "../../../domain/month.js";
import { programFolder } from "../../../lib/program.js";
import type { Workshop } from "../../../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../../../testing/workshop.js";
import { publishedFor } from "../../disclosure/disclose-for.js";
import type { FiguresOfMonth } from "./month-figures.js";
import { figuresOfMonth } from "./of-month.js";
import { makeReport } from "../../index.js";
import { sealRelease } from "../../../release/seal.js";
import { shownBefore } from "./shown-before.js";

const accept = { acceptedReason: "drawn in a test" };
const options = { theme: null, audience: "internal", accessible: false } as const;

/** February to October 2024: one plan a month. */
const earlier = Array.from({ length: 9 }, (_, index) => addMonths(month("2024-02"), index));

let shop: Workshop;
let figures: FiguresOfMonth;

const seal = (name: string) =>
  sealRelease(
    { name, month: null, asOf: null, options, note: null },
    {
      store: shop.store,
      home: programFolder,
      definitionsFolder: join(programFolder, "pipelines", "monthly"),
      runtime: "a test",
    },
    shop,
  );

/** One of two clinics with one doctor each makes 10 new plans in January; the meeting sees 50,0 %. */
beforeAll(async () => {
  shop = await openWorkshop();
  await shop.load(
    "laegehuse_2025-01.csv",
    clinicsCsv([
      { ydernummer: "11", doctors: "1" },
      { ydernummer: "22", doctors: "1" },
    ]),
  );
  await shop.load(
    "planer.csv",
    countsCsv([
      ...earlier.map((one): [string, string, string, number, number] => [one, "11", "KOL", 0, 1]),
      ["2024-11", "11", "KOL", 0, 400],
      ["2024-12", "11", "KOL", 0, 17_160],
      ["2025-01", "11", "KOL", 10, 0],
      ["2025-01", "22", "KOL", 1, 0],
    ]),
  );
  // Restated before the meeting: the meeting saw it so.
  await shop.load("november.csv", countsCsv([["2024-11", "11", "KOL", 0, 500]]), accept);
  shop.clock.instant = new Date("2026-11-20T12:00:00Z");
  await seal("møde 1");
  shop.clock.instant = new Date("2026-12-15T12:00:00Z");
  await shop.load("december.csv", countsCsv([["2024-12", "11", "KOL", 0, 17_214]]), accept);
  await shop.load(
    "januar.csv",
    countsCsv([
      ["2025-01", "11", "KOL", 10, 0],
      ["2025-01", "22", "KOL", 12, 0],
    ]),
    accept,
  );
  await shop.load("februar.csv", countsCsv([["2025-02", "11", "KOL", 1, 0]]), accept);
  figures = await figuresOfMonth(await resolveQuestion(shop, {}));
});
afterAll(() => shop.end());

const december = "Tal for december 2024 er genopgjort fra 17.160 til 17.214.";
const january = "Andelen, der opfylder OK22 i januar 2025, er genopgjort fra 50,0\u00a0% til 100,0\u00a0%.";
const since = "udgaven »møde 1«, forseglet 20-11-2026 (indlæsning 3)";

/** The files of a report, by the ending of their names. */
async function filesOf(
  report: "steering" | "ok22",
  audience: "internal" | "public" = "internal",
): Promise<Map<string, Uint8Array>> {
  const question = await resolveQuestion(shop, { audience });
  const files = await makeReport(report, {
    question,
    figures,
    published: await publishedFor(question, programFolder, figures.basis),
    shownBefore: shownBefore(shop.store, figures.basis),
    forms: ["html", "pptx", "xlsx"],
    home: programFolder,
  });
  return new Map(files.map(({ fileName, bytes }) => [fileName.split(".").at(-1) ?? "", bytes]));
}

const textOf = (bytes: Uint8Array | undefined): string =>
  new TextDecoder().decode(bytes).replaceAll("&gt;", ">").replaceAll("&nbsp;", "\u00a0");

describe("a month that was restated since the last sealed release", () => {
  test("is told on the steering group's page, with what it is compared with", async () => {
    const page = textOf((await filesOf("steering")).get("html"));
    for (const words of [december, january, since]) expect(page).toContain(words);
    expect(page).not.toContain("Tal for november 2024");
  });

  test("is told in the deck, the share on the slide that shows it", async () => {
    const zip = await JSZip.loadAsync((await filesOf("steering")).get("pptx")!);
    const names = Object.keys(zip.files).filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name));
    const slides = await Promise.all(
      names.map(async (name) => textOf(await zip.file(name)!.async("uint8array"))),
    );
    const restated = slides.filter((xml) => xml.includes("<a:t>Genopgjorte måneder</a:t>"));
    expect(restated).toHaveLength(1);
    expect(restated[0]).toContain(since);
    expect(restated[0]).toContain(december);
    // January: 11 plans then, 22 now; it is told as a month too.
    for (const cell of ["17.160", "17.214", "+54", "11", "22"])
      expect(restated[0]).toContain(`<a:t>${cell}</a:t>`);
    const withShare = slides.filter((xml) => xml.includes(january));
    expect(withShare).toHaveLength(1);
    expect(withShare[0]).toContain("Andel af klinikker, der opfylder OK22-kravet");
  });

  test("is told in the OK22 report, page and workbook", async () => {
    const files = await filesOf("ok22");
    const page = textOf(files.get("html"));
    for (const words of [december, january, since]) expect(page).toContain(words);
    const book = new ExcelJs.Workbook();
    await book.xlsx.load(new Uint8Array(files.get("xlsx")!).buffer);
    const cells: string[] = [];
    book.getWorksheet("Genopgjort")!.eachRow((row) => row.eachCell((cell) => cells.push(cell.text)));
    const words = cells.join(" ");
    for (const line of [december, january, since]) expect(words).toContain(line);
  });

  test("tells the public no share of an earlier report: groups that it hid could follow", async () => {
    const page = textOf((await filesOf("ok22", "public")).get("html"));
    expect(page).toContain(december);
    expect(page).not.toContain("Andelen, der opfylder OK22 i januar 2025");
  });
});

describe("what the meeting before was shown", () => {
  test("is the newest release sealed before the newest load came, and none that is sealed later", async () => {
    const then = shownBefore(shop.store, figures.basis);
    expect(then).toEqual({
      name: "møde 1",
      date: "2026-11-20",
      month: "2025-01",
      asOf: 3,
      share: 0.5,
    });
    shop.clock.instant = new Date("2027-01-10T12:00:00Z");
    await seal("møde 2");
    expect(shownBefore(shop.store, figures.basis)).toEqual(then);
  });

  test("is nothing before the first release", async () => {
    const first = await figuresOfMonth(await resolveQuestion(shop, { asOf: 3 }));
    expect(shownBefore(shop.store, first.basis)).toBeNull();
  });
});
