import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { join } from "node:path";
import { readDefinitions } from "../../defs/definitions.js";
import { addMonths, monthsBetween } from "../../domain/month.js";
import { programFolder } from "../../lib/program.js";
import { resolveQuestion } from "../../question/question.js";
import type { DrawnStore } from "../../testing/drawn/drawn-store.js";
import { drawStore } from "../../testing/drawn/drawn-store.js";
import { tablesOf } from "../../testing/read-public-files.js";
import { month } from "../../testing/workshop.js";
import { readSteeringDefinition } from "../adoption/report-file.js";
import { makeReport, readFigures } from "../index.js";

const last = month("2025-02");

let drawn: DrawnStore;
beforeEach(async () => {
  drawn = await drawStore();
});
afterEach(() => {
  drawn.end();
});

/** A cell with an en dash, as tables are read. */
const none = null;

/** One clinic in each region, with so many plans a month up to the last; how many months are known is the longest list's. */
async function regionTable(
  plans: Readonly<Record<string, readonly number[]>>,
): Promise<Map<string, unknown[]>> {
  const all = Object.entries(plans);
  drawn.register(
    last,
    all.map(([region], place) => ({
      ydernummer: `00000${place + 1}`,
      region,
      doctorsMillionths: 1_000_000,
    })),
  );
  const count = Math.max(...all.map(([, { length }]) => length));
  const months = monthsBetween(addMonths(last, 1 - count), last);
  drawn.counts(
    Object.fromEntries(
      months.map((one, at) => [
        one,
        all.map(([, values], place) => [`00000${place + 1}`, "KOL", values[at] ?? 0, 0] as const),
      ]),
    ),
  );
  const definitions = await readDefinitions(join(programFolder, "pipelines", "monthly"));
  const question = await resolveQuestion({ store: drawn.store, definitions }, {});
  const forms = ["html"] as const;
  const figures = await readFigures("steering", question, forms);
  const files = await makeReport("steering", {
    ...{ question, figures, shownBefore: null, forms, home: programFolder },
  });
  const { columns } = (await readSteeringDefinition("reports", definitions.comparisons)).texts.regions;
  const table = (await tablesOf(files)).find(({ headings }) => headings.includes(columns.usual))!;
  const shown = [columns.total, columns.change, columns.usual];
  return new Map(
    table.rows.map(([region, ...cells]) => [
      String(region),
      shown.map((heading) => cells[table.headings.indexOf(heading) - 1]),
    ]),
  );
}

/** A year of the same number, then 13 months that are in turn as many and so many more, the newest another number. */
const twoYears = (usual: number, more: number, newest: number): number[] => [
  ...Array.from({ length: 12 }, () => usual),
  ...Array.from({ length: 12 }, (_, place) => (place % 2 === 0 ? usual : more)),
  newest,
];

describe("a region's month beside the same month of the year before", () => {
  test("is told in percent, with what is usual for that region, and in plans where there are few", async () => {
    const table = await regionTable({
      // 13 ratios: six of 1, six of 1.1 and one of 1.2 have the mean 13.8 / 13 = 1.0615, and lie 0.1 apart: 2.66 × 0.1
      // round it are 0.7955 and 1.3275.
      nordjylland: twoYears(100, 110, 120),
      // Six of 1, six of 1.25 and one of 1.5: 15 / 13 = 1.1538 ± 0.665 of 4 plans, which is from 1.96 to 7.28.
      midtjylland: twoYears(4, 5, 6),
      // Fewer than 20 on both sides is few; 20 against 19 is not: 1 / 19 is 5.3 %.
      syddanmark: twoYears(19, 19, 19),
      hovedstaden: twoYears(19, 19, 20),
    });
    expect(table.get("Region Nordjylland")).toEqual([120, "+20,0 %", "−20,4 til +32,8 %"]);
    expect(table.get("Region Midtjylland")).toEqual([6, "+2", "−2 til +3"]);
    expect(table.get("Region Syddanmark")).toEqual([19, 0, "0 til 0"]);
    expect(table.get("Region Hovedstaden")?.[1]).toBe("+5,3 %");
    expect(table.get("Region Hovedstaden")?.[2]).toMatch(/^−?\d,\d til \+\d,\d %$/);
  });

  test("is told as all of it where a region fell silent, and not at all where it was silent then", async () => {
    const table = await regionTable({
      // Six ratios of 1, six of 1.1 and a 0: mean 12.6 / 13 = 0.9692; 11 steps of 0.1 and one of 1.1 are 0.1833 on
      // average, times 2.66 is 0.4877.
      nordjylland: twoYears(100, 110, 0),
      // Nothing can be divided by the nothing of February 2024.
      midtjylland: twoYears(100, 110, 120).map((plans, place) => (place === 12 ? 0 : plans)),
    });
    expect(table.get("Region Nordjylland")).toEqual([0, "−100,0 %", "−51,8 til +45,7 %"]);
    expect(table.get("Region Midtjylland")).toEqual([120, none, none]);
  });

  test("has nothing beside it where one month is known", async () => {
    const table = await regionTable({ nordjylland: [40], midtjylland: [3] });
    expect(table.get("Region Nordjylland")).toEqual([40, none, none]);
    expect(table.get("Region Midtjylland")).toEqual([3, none, none]);
    // No clinic, no plan.
    expect(table.get("Region Sjælland")).toEqual([0, none, none]);
  });

  test("has the year before where 13 months are known, and nothing that is usual", async () => {
    const months = (first: number, newest: number): number[] => [
      ...[first, ...Array.from({ length: 11 }, () => 30)],
      newest,
    ];
    const table = await regionTable({ nordjylland: months(40, 30), midtjylland: months(6, 4) });
    expect(table.get("Region Nordjylland")).toEqual([30, "−25,0 %", none]);
    expect(table.get("Region Midtjylland")).toEqual([4, -2, none]);
  });
});
