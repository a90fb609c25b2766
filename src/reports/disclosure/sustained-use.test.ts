import { beforeAll, expect, test } from "vitest";
import type { AudiencePolicy } from "../../defs/limits/policies.js";
import type { Edition } from "../../domain/disclosure/edition.js";
import { addMonths, parseMonth } from "../../domain/month.js";
import type { MonthUse } from "../../metrics/sustained-use.js";
import { shippedPolicy } from "../../testing/drawn/drawn-ok22.js";
import { disclose } from "./disclosure.js";
import type { DisclosureTexts } from "./texts.js";
import { readDisclosureTexts } from "./texts.js";

let policy: AudiencePolicy;
let texts: DisclosureTexts;
beforeAll(async () => {
  policy = await shippedPolicy("public");
  texts = await readDisclosureTexts("reports");
});

const month = parseMonth("2025-02")!;

/** An edition of 100 clinics in one place, 60 of which pass. */
function editionOf(changes: Partial<Edition> = {}): Edition {
  const clinics = Array.from({ length: 100 }, (_, place) => ({
    region: "Nord",
    municipality: "Aa",
    system: "X",
    passes: place < 60,
  }));
  return { month, asOf: 2, regions: ["Nord"], regionNames: new Map(), isWhole: true, clinics, ...changes };
}

/** What is shown of a month's sustained use, given the editions before. */
function shownOf(use: { before: number; still: number }, before: Edition[] = [], edition = editionOf()) {
  const sustained: MonthUse = { month, ...use, share: use.still / use.before };
  const pass = edition.clinics.filter(({ passes }) => passes).length;
  const clinics = edition.clinics.length;
  const compliance = { clinics, pass, fail: clinics - pass, unknown: 0, share: pass / clinics };
  const { sustained: shown } = disclose(
    { policy, texts },
    { edition, before, makers: [] },
    {
      compliance,
      complianceTrend: [],
      plansPerDoctor: { clinics, unknown: 0, rows: [] },
      activeClinics: [],
      sustained,
    },
  );
  return shown === null ? null : [shown.still, shown.before];
}

test("sustained use is told where neither those that stayed nor those that stopped are few", () => {
  expect(shownOf({ before: 90, still: 85 })).toEqual([85, 90]);
  expect(shownOf({ before: 90, still: 90 })).toEqual([90, 90]);
  for (const still of [89, 88, 87, 86, 4, 1]) expect(shownOf({ before: 90, still })).toBeNull();
});

test("it is not told of a month that was stated otherwise before: the two would differ by who moved", () => {
  const earlier = editionOf({ asOf: 1 });
  expect(shownOf({ before: 90, still: 80 }, [earlier])).toBeNull();
  expect(shownOf({ before: 90, still: 80 }, [{ ...earlier, month: addMonths(month, -1) }])).toEqual([80, 90]);
});

test("it is not told where the country itself is not", () => {
  const small = editionOf({ clinics: editionOf().clinics.slice(0, 4) });
  expect(shownOf({ before: 90, still: 80 }, [], small)).toBeNull();
});
