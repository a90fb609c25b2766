import { describe, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";
import { resolveQuestion } from "../question/question.js";
import type { EdgeWorld } from "../testing/drawn/edge-worlds.js";
import { edgeWorlds } from "../testing/drawn/edge-worlds.js";
import { tablesOf, wordsOf } from "../testing/read-public-files.js";
import { readSteeringDefinition } from "./adoption/report-file.js";
import { makeReport, readFigures, reportIds } from "./index.js";

/** Below it the numbers are told, not what one of them is in percent of the other. */
const fewest = 20;

interface Said {
  words: string;
  /** Cells of the steering page's regions on a change, each with the region's plans. */
  cells: { plans: number; cell: string }[];
}

/** All that the reports of a month say of a world. */
async function saidOf(world: EdgeWorld): Promise<Said> {
  const shop = await edgeWorlds[world]();
  try {
    const question = await resolveQuestion(shop, {});
    const files = [];
    for (const report of reportIds) {
      const figures = await readFigures(report, question, []);
      files.push(
        ...(await makeReport(report, {
          ...{ question, figures, shownBefore: null, forms: [], home: programFolder },
        })),
      );
    }
    const shown = files.filter(({ fileName }) => !/\.(png|svg)$/.test(fileName));
    const { comparisons } = shop.definitions;
    const { columns } = (await readSteeringDefinition("reports", comparisons)).texts.regions;
    const headings = [columns.change, columns.usual];
    const regions = (await tablesOf(shown)).filter((table) => table.headings.includes(columns.usual));
    expect(regions).not.toEqual([]);
    const cells = regions.flatMap((table) =>
      table.rows.flatMap((row) =>
        headings.map((heading) => ({
          plans: Number(row[table.headings.indexOf(columns.total)]),
          cell: String(row[table.headings.indexOf(heading)] ?? ""),
        })),
      ),
    );
    return { words: await wordsOf(shown), cells };
  } finally {
    await shop.end();
  }
}

const numberOf = (text: string): number => Number(text.replaceAll(".", "").replace(",", "."));

/** Changes that are told in percent, with both numbers: the one is said, the other follows from it. */
function changesIn(words: string): { sentence: string; greatest: number }[] {
  const said =
    /(?<now>\d[\d.]*) (?:nye )?(?:forløbs)?planer\b[^.:\n]*: (?<percent>[\d.,]+)\s% (?<side>flere|færre)/g;
  return [...words.matchAll(said)].map(({ 0: sentence, groups = {} }) => {
    const [now, share] = [numberOf(groups["now"] ?? ""), numberOf(groups["percent"] ?? "") / 100];
    const before = now / (groups["side"] === "flere" ? 1 + share : 1 - share);
    return { sentence, greatest: Math.max(now, before) };
  });
}

function ofFew(words: string): string[] {
  return changesIn(words).flatMap(({ sentence, greatest }) => (greatest < fewest - 0.5 ? [sentence] : []));
}

describe("a change of few is told in numbers, in every report", () => {
  test.each([
    "few clinics of few plans",
    "one clinic",
    "two known months",
    "a region without plans",
  ] as const)("%s", async (world) => {
    const { words, cells } = await saidOf(world);
    expect(ofFew(words)).toEqual([]);
    for (const { plans, cell } of cells)
      if (plans < fewest && plans > 0 && cell.includes("%"))
        // Percent are left where the year before had many: then it is more than half gone.
        expect([plans, cell]).toEqual([plans, expect.stringMatching(/^−/)]);
  });

  test("and of few clinics no point of a percentage", async () => {
    const { words } = await saidOf("few clinics of few plans");
    expect(words).toContain("I januar 2025 var det 0 af 5.");
    expect(words.match(/\d procentpoint/g)).toBeNull();
  });

  test("which the test would see", () => {
    expect(ofFew("4 forløbsplaner i februar 2025: 33,3 % færre end i februar 2024")).toHaveLength(1);
    expect(ofFew("14 nye planer i februar 2025: 16,7\u00a0% flere end i februar 2024")).toHaveLength(1);
    expect(ofFew("19 nye planer for KOL i februar 2025: 5,0 % færre end i februar 2024")).toEqual([]);
    expect(ofFew("4 forløbsplaner i februar 2025: 2 færre end i februar 2024")).toEqual([]);
  });
});
