import { expect, test } from "vitest";
import { readDefinitions } from "../../../defs/definitions.js";
import type { Basis } from "../../../domain/shapes/figures.js";
import { month } from "../../../testing/workshop.js";
import { readConsultantsTexts } from "../texts.js";
import type { Afterwards } from "./compare.js";
import { readAfterwards } from "./settings.js";
import { afterwardsWords } from "./words.js";

const { segments } = await readDefinitions("pipelines/monthly");
const texts = await readConsultantsTexts("reports");
const afterwardsSettings = await readAfterwards("reports");
const basis: Basis = {
  ...{ month: month("2025-07"), asOf: 1, date: "2025-08-05", registerMonth: null, knownMonths: [] },
  ...{ incompleteMonths: [], isRegisterIncomplete: false, loads: [], synthetic: false },
};

function words(changes: Partial<Afterwards>) {
  const afterwards: Afterwards = {
    ...{ from: month("2024-02"), to: month("2025-01"), clinics: 14, clinicsAlike: 40, visitedLater: 3 },
    ...{
      visited: { part: 6, whole: 12 },
      alike: { part: 12, whole: 50 },
      weighted: { share: 0.3, size: 30 },
    },
    rows: [
      {
        ...{ segment: "near", visited: { part: 6, whole: 12 }, alike: { part: 12, whole: 50 } },
        alikeShare: 0.3,
      },
    ],
    difference: { value: 0.2, low: -0.101, high: 0.463 },
    apart: { "unknown-before": 0, "met-before": 2, gone: 0, "unknown-after": 0, "none-alike": 0 },
    ...changes,
  };
  return afterwardsWords({ afterwards, afterwardsSettings, basis, segments, texts });
}

/** The sentences, with plain blanks. */
const said = (changes: Partial<Afterwards>): string =>
  words(changes).sentences.join(" ").replaceAll("\u00a0", " ");

test("counts, shares, the difference and its interval are told, and that it may be chance where the interval holds 0", () => {
  const text = said({});
  expect(text).toContain("6 af 12 besøgte klinikker opfyldte kravet 6 måneder efter (50,0 %).");
  expect(text).toContain("Blandt klinikker, der lignede dem og ikke var besøgt, var andelen 30,0 %.");
  expect(text).toMatch(/Forskellen er \+20,0 procentpoint \(95 %-interval [-−]10,1 til \+46,3\)\./);
  expect(text).toContain("forskellen kan være tilfældig");
  const clear = said({ difference: { value: 0.2, low: 0.001, high: 0.4 } });
  expect(clear).not.toContain("kan være tilfældig");
  expect(clear).toContain("Tallene siger ikke hvorfor.");
});

test("no cause is claimed, and what is not known and who is left apart stands beneath", () => {
  const { remarks } = words({});
  expect(remarks.join(" ")).toContain("Tallene viser, hvad der skete, ikke hvad besøget gjorde.");
  expect(remarks.join(" ")).toContain("regression mod gennemsnittet");
  expect(remarks).toContain("Uden for sammenligningen: 2 opfyldte kravet allerede.");
});

test("fewer than the floor are counted and not compared", () => {
  const few = words({ visited: { part: 4, whole: 9 }, difference: null });
  expect(few.table).toBeNull();
  expect(few.sentences.at(-1)).toBe("De sammenlignes ikke med andre, før mindst 10 er besøgt.");
  expect(few.sentences.join(" ")).not.toContain("procentpoint");
});

test("without a visit it says which months were looked at, and nothing else", () => {
  const none = words({ clinics: 0 });
  expect(none).toMatchObject({ table: null, remarks: [] });
  expect(none.sentences).toEqual([
    "Ingen klinikker er besøgt fra februar 2024 til januar 2025. Et besøg tages med, når der er gået 6 måneder.",
  ]);
});
