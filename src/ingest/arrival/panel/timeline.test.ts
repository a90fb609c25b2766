import { describe, expect, test } from "vitest";
import type { MonthRow } from "../../../testing/arrival/histories.js";
import type { Drawn } from "../../../testing/arrival/drawn-months.js";
import { arriving, drawClinics, drawMonths } from "../../../testing/arrival/drawn-months.js";
import { CountTally } from "./tally.js";
import type { Timeline } from "./timeline.js";
import { timelinesOf } from "./timeline.js";

/** A month of one clinic that says which month it is: so many new plans. */
const saying = (plans: number): MonthRow[] => [["000001", "KOL", plans, 0]];
const counted = (first: string, count: number, from = 1) =>
  drawMonths(first, count, (place) => saying(from + place));
const timelines = <Made>(drawn: Drawn, of: (timeline: Timeline) => Made) =>
  arriving(drawn, (arrival) => timelinesOf(arrival).map(of));
const pastOf = ({ past }: Timeline): (number | null)[] => past.map((one) => one?.newPlans ?? null);
const about = (timeline: Timeline) => [
  timeline.target.month,
  timeline.before?.newPlans ?? null,
  pastOf(timeline),
];

describe("the months that are looked at", () => {
  test("are those that are new, and those that say something else than before", async () => {
    const months = [
      ...counted("2025-01", 1),
      ...drawMonths("2025-02", 1, () => saying(9)),
      ...counted("2025-03", 1, 7),
    ];
    expect(
      await timelines({ before: [counted("2025-01", 2)], months }, ({ target }) => target.month),
    ).toEqual(["2025-02", "2025-03"]);
  });

  test("are the newest of a first load alone", async () => {
    expect(await timelines({ months: counted("2025-01", 4) }, about)).toEqual([["2025-04", null, [1, 2, 3]]]);
    expect(await timelines({ months: [] }, about)).toEqual([]);
  });

  test("are the newest thirteen of a long load", async () => {
    const found = await timelines(
      { before: [counted("2023-01", 1)], months: counted("2023-02", 15) },
      ({ target }) => target.month,
    );
    expect(found).toEqual(drawMonths("2023-04", 13, () => []).map((one) => one.month));
  });

  test("are read once", async () => {
    await arriving({ months: counted("2025-01", 2) }, (arrival) => {
      expect(timelinesOf(arrival)).toBe(timelinesOf(arrival));
    });
  });
});

describe("the months before", () => {
  test("stand one calendar month each, and nothing where nothing is known", async () => {
    const before = [drawMonths("2024-05", 7, (place) => (place === 1 ? null : saying(place + 1)))];
    // A row without plans is no gap.
    const found = await timelines({ before, months: drawMonths("2025-01", 1, () => saying(0)) }, about);
    expect(found).toEqual([["2025-01", null, [1, null, 3, 4, 5, 6, 7, null]]]);
  });

  test("are as they were known before the load, but for those that it brings itself", async () => {
    const months = [
      ...drawMonths("2024-07", 1, () => saying(70)),
      ...drawMonths("2024-08", 2, (place) => saying(80 + place)),
    ];
    expect(await timelines({ before: [counted("2024-01", 7)], months }, about)).toEqual([
      // Seven months are known, six of them before July.
      ["2024-07", 7, [1, 2, 3, 4, 5, 6]],
      ["2024-08", null, [1, 2, 3, 4, 5, 6, 7]],
      ["2024-09", null, [1, 2, 3, 4, 5, 6, 7, 80]],
    ]);
  });

  test("are 36, of a first load 24", async () => {
    const [known] = await timelines(
      { before: [counted("2021-01", 40)], months: counted("2024-05", 1, 99) },
      pastOf,
    );
    expect(known).toEqual(Array.from({ length: 36 }, (_, place) => 5 + place));
    const [first] = await timelines({ months: counted("2022-01", 30) }, pastOf);
    expect(first).toEqual(Array.from({ length: 24 }, (_, place) => 6 + place));
  });

  test("come after it, the nearest last, where fewer than six lie before it", async () => {
    const found = await timelines(
      { before: [counted("2024-06", 10)], months: drawMonths("2024-04", 2, () => saying(50)) },
      (one) => [one.target.month, one.isBackwards, pastOf(one)],
    );
    expect(found).toEqual([
      ["2024-04", true, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 50]],
      ["2024-05", true, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]],
    ]);
    const [seventh] = await timelines(
      { before: [counted("2024-06", 10)], months: drawMonths("2024-12", 1, () => saying(50)) },
      (one) => one.isBackwards,
    );
    expect(seventh).toBe(false);
    const [far] = await timelines(
      { before: [counted("2020-01", 60)], months: drawMonths("2019-12", 1, () => saying(50)) },
      pastOf,
    );
    expect(far).toEqual(Array.from({ length: 36 }, (_, place) => 36 - place));
  });
});

describe("numbers that a timeline knows", () => {
  const of = (number: string, plans = 1): MonthRow[] => [[number, "KOL", plans, 0]];
  const numbersOf = async (drawn: Drawn) => (await timelines(drawn, ({ numbers }) => numbers))[0];

  test("are those of the months that it looks at, no further back and none after it", async () => {
    // The 37th month before June 2024 is May 2021.
    const before = [
      drawMonths("2021-05", 40, (place) =>
        of(`00000${place === 0 ? 1 : place === 1 ? 2 : place < 38 ? 3 : 4}`),
      ),
    ];
    expect(await numbersOf({ before, months: drawMonths("2024-06", 1, () => of("000003", 9)) })).toEqual([
      "000002",
      "000003",
    ]);
    // Of a first load two years before the newest month, which is April 2024.
    const months = drawMonths("2022-03", 26, (place) => of(`00000${place === 0 ? 1 : place === 1 ? 2 : 3}`));
    expect(await numbersOf({ months })).toEqual(["000002", "000003"]);
  });

  test("are not those of months of the load that say what they said", async () => {
    const known = drawMonths("2024-01", 9, (place) => of(place === 8 ? "000008" : "000001"));
    const again = [
      ...drawMonths("2024-08", 1, () => of("000001", 5)),
      ...drawMonths("2024-09", 1, () => of("000008")),
    ];
    expect(await numbersOf({ before: [known], months: again })).toEqual(["000001"]);
  });

  test("of two new months are those of the 36 before each", async () => {
    const found = await timelines(
      { before: [counted("2021-01", 40)], months: counted("2024-05", 2, 90) },
      pastOf,
    );
    expect(found.map((past) => [past.length, past[0], past.at(-1)])).toEqual([
      [36, 5, 40],
      [36, 6, 90],
    ]);
  });
});

describe("the cells of a timeline", () => {
  const rows: MonthRow[] = [
    ["000030", "T2D", 1, 2],
    ["000007", "KOL", 3, 4],
    ["000007", "T2D", 0, 0],
    ["000030", "KOL", 0, 5],
    ["000007", "new", 6, 0],
  ];
  const drawn = {
    before: [drawMonths("2024-07", 6, (): MonthRow[] => [["000100", "KOL", 1, 1]])],
    months: drawMonths("2025-01", 1, () => rows),
  };

  test("are those of all numbers and plan types, in order, with what no code is known for last", async () => {
    const [found] = await timelines(drawn, ({ numbers, types }) => ({ numbers, types }));
    expect(found?.numbers).toEqual(["000007", "000030", "000100"]);
    // In the order of plan-types.yaml.
    expect(found?.types).toHaveLength(3);
    expect(found?.types.at(-1)).toBe("other");
    expect(new Set(found?.types)).toEqual(new Set(["KOL", "T2D", "other"]));
  });

  test("are told in the order of the file's rows, where these have plans", async () => {
    const [found] = await timelines(drawn, (timeline) =>
      [...timeline.inFileOrder()].map(
        (cell) => (timeline.target.fresh[cell] ?? 0) + 10 * (timeline.target.maintained[cell] ?? 0),
      ),
    );
    expect(found).toEqual([21, 43, 50, 6]);
  });

  test("are those of clinics as the newest register has them, with the region's name", async () => {
    const clinics = (system: string) => drawClinics(7, () => ({ system, doctors: 2.5 }));
    const [none] = await timelines(drawn, ({ clinics: facts, hasRegister }) => [facts, hasRegister]);
    expect(none).toEqual([[null, null, null], false]);
    const [found] = await timelines(
      {
        ...drawn,
        register: { month: "2024-06", clinics: clinics("old") },
        registerAfter: { month: "2024-12", clinics: clinics("LPS-B") },
      },
      ({ clinics: facts, hasRegister }) => [facts, hasRegister],
    );
    expect(found).toEqual([
      [
        {
          ydernummer: "000007",
          region: "Region Nordjylland",
          system: "LPS-B",
          kind: "PLO-klinik",
          doctors: 2.5,
        },
        null,
        null,
      ],
      true,
    ]);
  });

  test("are read from the store where the file's rows were not kept", async () => {
    await arriving({ before: [counted("2024-12", 1)], months: counted("2025-01", 2, 5) }, (arrival) => {
      const { planTypes } = arrival.definitions;
      const kept = new CountTally({ planTypes, keptMonths: 1 });
      const [found] = timelinesOf({ ...arrival, counts: kept });
      expect(found?.target.newPlans).toBe(5);
      expect([...(found?.inFileOrder() ?? [])]).toEqual([0]);
    });
  });

  test("are none of a month that a file names without a row", async () => {
    const [found] = await timelines(
      { before: [counted("2024-12", 1)], months: drawMonths("2025-01", 1, () => []) },
      (timeline) => [timeline.target.newPlans, timeline.inFileOrder().length],
    );
    expect(found).toEqual([0, 0]);
  });
});
