import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CheckResult, MistakeId } from "../../domain/shapes/arrival.js";
import { mistakeIds } from "../../domain/shapes/arrival.js";
import { resultOf } from "./check.js";
import { inOrderOfExplanation, knownMistakes } from "./explains.js";

const held = (mistake: MistakeId | null, excess = 2, id = "drawn"): CheckResult =>
  resultOf(
    { id, verdict: "hold", seen: 1, expected: [0, 0], unit: "index", basis: "", finding: "" },
    { looks_like: mistake, excess },
  );

test.each<[string, MistakeId[], MistakeId[]]>([
  [
    "ten times too much is round and many clinics are impossible",
    ["rounded", "clinic-impossible", "multiplied", "total-off"],
    ["multiplied"],
  ],
  ["averages are alike", ["measures-equal", "types-equal", "averaged"], ["averaged"]],
  ["counts that were sorted apart make types alike", ["types-equal", "numbers-mixed"], ["numbers-mixed"]],
  ["test rows rise by one", ["filled-down", "test-rows"], ["test-rows"]],
  [
    "two mistakes are two",
    ["share-off", "measures-swapped", "clinic-impossible"],
    ["clinic-impossible", "measures-swapped"],
  ],
  [
    "a ring of mistakes names one all the same",
    ["small-counts-lost", "counts-equal", "doubled"],
    ["small-counts-lost"],
  ],
  ["a total that nothing explains", ["total-off"], ["total-off"]],
])("%s", (_, found, told) => {
  expect(knownMistakes(found.map((mistake) => held(mistake)))).toEqual(told);
  expect(knownMistakes(found.toReversed().map((mistake) => held(mistake)))).toEqual(told);
});

test("of two ways to put counts right the one after which they fit best is told", () => {
  const checks = [held("types-swapped", 0.6, "types-swapped"), held("numbers-shifted", 1, "numbers-shifted")];
  expect(knownMistakes(checks)).toEqual(["numbers-shifted"]);
});

test("what explains most comes first, what no mistake is known for last", () => {
  const checks = [held(null, 9), held("total-off", 8), held("doubled", 1), held("doubled", 3)];
  expect(inOrderOfExplanation(checks).map((check) => [check.looks_like, check.excess])).toEqual([
    ["doubled", 3],
    ["doubled", 1],
    ["total-off", 8],
    [null, 9],
  ]);
});

describe("mistakes that explain each other", () => {
  const mistakes = fc.uniqueArray(fc.constantFrom(...mistakeIds), { minLength: 1, maxLength: 8 });

  test("are told in the same order however they come, and never none", () => {
    fc.assert(
      fc.property(mistakes, fc.nat(), (found, turn) => {
        const told = knownMistakes(found.map((mistake) => held(mistake)));
        const turned = found.map((_, place) => held(found[(place + turn) % found.length] ?? null));
        expect(knownMistakes(turned)).toEqual(told);
        expect(told.length).toBeGreaterThan(0);
        expect(told).toEqual(mistakeIds.filter((mistake) => told.includes(mistake)));
        for (const mistake of told) expect(found).toContain(mistake);
      }),
    );
  });

  test("that are told are told alone as well, and what is left out is explained by one that is found", () => {
    fc.assert(
      fc.property(mistakes, (found) => {
        const told = knownMistakes(found.map((mistake) => held(mistake)));
        for (const mistake of found)
          if (!told.includes(mistake))
            expect(
              found.some(
                (other) => other !== mistake && knownMistakes([held(other), held(mistake)])[0] === other,
              ),
            ).toBe(true);
        expect(knownMistakes(told.map((mistake) => held(mistake)))).toEqual(told);
      }),
    );
  });

  // Which of two is told: the other one is what the first brings with it, or both are.
  test.each<[MistakeId, MistakeId, readonly MistakeId[]]>([
    ["copied-month", "small-counts-lost", ["copied-month"]],
    ["clinic-impossible", "total-off", ["clinic-impossible"]],
    ["measure-zero", "measures-swapped", ["measure-zero"]],
    ["region-missing", "missing-clinics", ["region-missing"]],
    ["region-missing", "kind-missing", ["region-missing"]],
    ["numbers-cut", "region-missing", ["region-missing"]],
    ["doubled", "clinic-impossible", ["doubled"]],
    ["multiplied", "rounded", ["multiplied"]],
    ["lost-plans", "restated-much", ["lost-plans"]],
    ["partial-month", "total-off", ["partial-month"]],
    ["partial-month", "spread-off", ["partial-month", "spread-off"]],
    ["measures-swapped", "types-swapped", ["measures-swapped", "types-swapped"]],
    ["name-months", "future-month", ["name-months", "future-month"]],
    // Each explains the other: the more specific is told.
    ["rounded", "filled-down", ["filled-down"]],
    ["averaged", "cumulative", ["cumulative"]],
  ])("of %s and %s %j is told", (one, other, told) => {
    expect(knownMistakes([held(one), held(other)])).toEqual(told);
    expect(knownMistakes([held(other), held(one)])).toEqual(told);
  });

  test("are none where nothing that is held looks like one", () => {
    expect(knownMistakes([])).toEqual([]);
    expect(knownMistakes([held(null), held(null)])).toEqual([]);
    expect(inOrderOfExplanation([])).toEqual([]);
  });
});

describe("a group that lacks something", () => {
  const group = (id: string, facts: CheckResult["facts"], subject: string | null = "LPS-B") => ({
    ...held("system-missing", 2, id),
    ...{ facts: { dimension: "system", ...facts }, subject },
  });
  const empty = (id: string, count: number) => ({
    ...held("missing-clinics", 2, id),
    facts: { empty: count },
  });

  test.each([
    [
      "more than twice as many clinics have nothing",
      group("group-share", { clinics: 3 }),
      empty("empty-clinics", 7),
      true,
    ],
    ["as many rows have nothing", group("group-share", { clinics: 3 }), empty("empty-rows", 7), true],
    ["its measures are concerned", group("group-measures", { clinics: 3 }), empty("empty-rows", 7), true],
    [
      "its measures are concerned, of whatever",
      group("group-measures", { clinics: 3 }, null),
      empty("empty-rows", 7),
      true,
    ],
    [
      "twice as many are no more than it may be",
      group("group-share", { clinics: 3 }),
      empty("empty-clinics", 6),
      false,
    ],
    [
      "it is a region",
      group("group-share", { clinics: 3, dimension: "region" }),
      empty("empty-clinics", 7),
      false,
    ],
    [
      "it is a stretch of numbers",
      group("group-share", { clinics: 3, dimension: "numbers" }),
      empty("empty-clinics", 7),
      false,
    ],
    ["its clinics are not counted", group("group-share", {}), empty("empty-clinics", 7), false],
    ["it is about all clinics", group("group-share", { clinics: 3 }, null), empty("empty-clinics", 7), false],
    ["another check counts", group("group-share", { clinics: 3 }), empty("new-numbers", 7), false],
    ["it is no check of groups", group("type-share", { clinics: 3 }), empty("empty-clinics", 7), false],
  ])("is a place where far more is gone: %s", (_, one, other, isPart) => {
    expect(knownMistakes([one, other])).toEqual([isPart ? "missing-clinics" : "system-missing"]);
  });
});

describe("counts that fit better in another place", () => {
  const rival = (id: "measures-swapped" | "types-swapped" | "numbers-shifted", excess: number) =>
    held(id, excess, id);

  test.each<[string, CheckResult[], MistakeId[]]>([
    [
      "the larger of two swaps",
      [rival("measures-swapped", 1), rival("types-swapped", 1.1)],
      ["types-swapped"],
    ],
    [
      "both of two that are equal",
      [rival("measures-swapped", 1), rival("types-swapped", 1)],
      ["measures-swapped", "types-swapped"],
    ],
    [
      "moved numbers, though the types fit a little better",
      [rival("types-swapped", 1.2), rival("numbers-shifted", 1)],
      ["numbers-shifted"],
    ],
    [
      "swapped types where they fit far better than moved numbers",
      [rival("types-swapped", 1.3), rival("numbers-shifted", 1)],
      ["types-swapped"],
    ],
    [
      "swapped types where moved numbers fit by less than four fifths",
      [rival("types-swapped", 1), rival("numbers-shifted", 0.79)],
      ["types-swapped"],
    ],
    [
      "moved numbers from four fifths on",
      [rival("types-swapped", 1), rival("numbers-shifted", 0.81)],
      ["numbers-shifted"],
    ],
    [
      "what is no rival beside them",
      [rival("types-swapped", 1), held("rounded", 9, "round-counts")],
      ["rounded", "types-swapped"],
    ],
  ])("are told as %s", (_, checks, told) => {
    expect(knownMistakes(checks)).toEqual(told);
    expect(knownMistakes(checks.toReversed())).toEqual(told);
  });
});

test("of each mistake that nothing explains one check comes first, then the others by how far they lie off", () => {
  const checks = [
    held("measures-swapped", 1, "a"),
    held("clinic-impossible", 2, "b"),
    held("measures-swapped", 5, "c"),
    held("clinic-impossible", 4, "d"),
    held("total-off", 3, "e"),
    held("share-off", 3, "f"),
    held(null, 7, "g"),
    held(null, 8, "h"),
  ];
  expect(
    inOrderOfExplanation(checks)
      .map(({ id }) => id)
      .join(""),
  ).toBe("dcbafehg");
});
