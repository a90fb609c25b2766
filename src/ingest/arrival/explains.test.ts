import { expect, test } from "vitest";
import type { CheckResult, MistakeId } from "../../domain/shapes/arrival.js";
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
