import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addMonths } from "../../../domain/month.js";
import { programFolder } from "../../../lib/program.js";
import { resolveQuestion } from "../../../question/question.js";
import { find, findAll } from "../../../office/package/tree.js";
import type { ReadDeck } from "../../../testing/readers/read-deck.js";
import { readDeck, runsOf } from "../../../testing/readers/read-deck.js";
import type { Workshop } from "../../../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../../../testing/workshop.js";
import { makeReport, readFigures } from "../../index.js";

let shop: Workshop;

/** A year of two clinics. */
beforeAll(async () => {
  shop = await openWorkshop();
  await shop.load("laegehuse_2025-02.csv", clinicsCsv([{ ydernummer: "11" }, { ydernummer: "22" }]));
  const months = Array.from({ length: 12 }, (_, index) => addMonths(month("2024-03"), index));
  await shop.load(
    "planer.csv",
    countsCsv(months.map((one): [string, string, string, number, number] => [one, "11", "KOL", 1, 2])),
  );
});
afterAll(() => shop.end());

async function deckNow(): Promise<ReadDeck> {
  const question = await resolveQuestion(shop, {});
  const input = { question, figures: await readFigures("steering", question, ["pptx"]), shownBefore: null };
  const [file] = await makeReport("steering", { ...input, forms: ["pptx"], home: programFolder });
  return readDeck(file!.bytes);
}

/** The title of each slide. */
function titlesOf(deck: ReadDeck): string[] {
  return deck.slides.map((name) => {
    const shapes = findAll(deck.part(name), "sp");
    const title = shapes.find((shape) =>
      /^(title|ctrTitle)$/.test(find(shape, "ph")?.attributes["type"] ?? ""),
    );
    return title === undefined ? "" : runsOf(title).join("").replaceAll("\u00a0", " ");
  });
}

const slideWith = (deck: ReadDeck, title: string): string => deck.slides[titlesOf(deck).indexOf(title)]!;

describe("the deck with status registers", () => {
  test("has none of their slides, and all of its own in their order, while none is loaded", async () => {
    const titles = titlesOf(await deckNow());
    expect(titles.some((title) => /leverance|driftsforstyrrelse|lægesystem|budget/.test(title))).toBe(false);
  });

  test("has the one register that is loaded behind the main messages, and moves nothing that has room", async () => {
    const before = titlesOf(await deckNow());
    const file = await readFile(join(programFolder, "fixtures", "status", "driftsforstyrrelser.csv"));
    await shop.load("driftsforstyrrelser.csv", file);
    const deck = await deckNow();
    const titles = titlesOf(deck);
    const own = "5 driftsforstyrrelser i 2025, 3 af dem alvorlige";
    expect(titles.indexOf(own)).toBe(2);
    expect(titles.filter((title) => title !== own).toSorted()).toEqual(before.toSorted());
    expect(titles.indexOf("Bilag")).toBeLessThanOrEqual(10);
    const slide = slideWith(deck, own);
    const chart = deck.relations(slide).find(({ type }) => type === "chart");
    expect(chart).toBeDefined();
    expect(runsOf(deck.part(slide)).join(" ")).toContain("Syntetiske data");
  });

  test("keeps ten slides before its annex when all are loaded, and shows what gave way behind it", async () => {
    for (const name of ["leverancer.csv", "laegesystemer.csv", "oekonomi.xlsx", "projekter.csv"])
      await shop.load(name, await readFile(join(programFolder, "fixtures", "status", name)));
    const deck = await deckNow();
    const titles = titlesOf(deck);
    const annex = titles.indexOf("Bilag");
    expect(annex).toBeLessThanOrEqual(10);
    expect(titles.slice(2, 6)).toEqual([
      "3 af 8 leverancer er afsluttet",
      "5 driftsforstyrrelser i 2025, 3 af dem alvorlige",
      "3 af 6 lægesystemer er certificeret",
      "61,2 % af budgettet på 1.500.000 kr. er brugt",
    ]);
    expect(titles.indexOf("3 af 5 projekter, der bruger databasen, er i drift")).toBeGreaterThan(annex);
    const systems = deck.part(slideWith(deck, "3 af 6 lægesystemer er certificeret"));
    // its header, and a row for each of six systems
    expect(findAll(systems, "tr")).toHaveLength(7);
  });
});
