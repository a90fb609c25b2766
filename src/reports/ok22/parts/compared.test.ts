import { describe, expect, test } from "vitest";
import { comparisons } from "../../../testing/comparisons.js";
import { shippedOk22 } from "../../../testing/drawn/drawn-ok22.js";
import type { ShownGroup } from "../shown.js";
import { comparedFindings } from "./compared.js";

const { texts } = await shippedOk22();

function count(pass: number, clinics: number): ShownGroup["count"] {
  return { clinics, pass, notPass: clinics - pass, fail: null, unknown: null, share: pass / clinics };
}

function group(name: string, pass: number, clinics: number): ShownGroup {
  return { name, kind: "group", parent: null, groups: 1, count: count(pass, clinics) };
}

const rest: ShownGroup = { name: "Øvrige (3)", kind: "rest", parent: null, groups: 3, count: count(5, 90) };

function say(groups: { regions?: ShownGroup[]; municipalities?: ShownGroup[] }): string[] {
  const { regions = [], municipalities = [] } = groups;
  const all = [...regions, ...municipalities].map((one) => one.count);
  const sum = (of: "pass" | "clinics"): number => all.reduce((total, one) => total + one[of], 0);
  const national = count(sum("pass"), sum("clinics"));
  const view = { regions, systems: [], municipalities, national, comparisons };
  return comparedFindings(view, texts.own.findings.compared).map((text) => text.replaceAll("\u00a0", " "));
}

describe("groups held against the country", () => {
  test("are named where they differ by more than chance explains, with the counts behind it", () => {
    expect(
      say({ regions: [group("Nord", 280, 400), group("Midt", 240, 300), group("Syd", 260, 300)] }),
    ).toEqual([
      "Nord ligger med 70,0 % (280 af 400) 8,0 procentpoint under og Syd ligger med 86,7 % (260 af 300) 8,7 procentpoint over landet (78,0 %). Det er mere, end tilfældet kan forklare.",
    ]);
  });

  test("are said not to differ where chance may explain it", () => {
    expect(say({ regions: [group("Nord", 150, 200), group("Syd", 160, 200)] })).toEqual([
      "Ingen region afviger mere fra landet, end tilfældet kan forklare.",
    ]);
  });

  test("that are shown together are neither named nor spoken for", () => {
    expect(
      say({ municipalities: [group("Odense", 70, 80), group("Svendborg", 30, 35), rest] }),
    ).not.toContain("Ingen kommune afviger mere fra landet, end tilfældet kan forklare.");
    expect(
      say({
        municipalities: [
          group("Odense", 16, 20),
          group("Svendborg", 15, 20),
          { ...rest, count: count(7, 9) },
        ],
      }),
    ).toEqual([
      "Ingen af de kommuner, der vises hver for sig, afviger mere fra landet, end tilfældet kan forklare.",
    ]);
  });

  test("that all spread are told of as a whole, and how much wider their limits are", () => {
    const spread = Array.from({ length: 40 }, (_, place) => group(`Kommune ${place}`, 90 + 3 * place, 250));
    expect(say({ municipalities: spread })).toEqual([
      "Ingen kommune afviger mere fra landet, end tilfældet kan forklare.",
      expect.stringMatching(
        /^Kommunerne ligger længere fra hinanden, end tilfældet alene giver\. Grænserne er gjort \d,\d gange så brede\.$/,
      ),
    ]);
  });

  test("one group, or none, is not compared", () => {
    expect(say({ regions: [group("Nord", 1, 20)] })).toEqual([]);
    expect(say({})).toEqual([]);
  });
});
