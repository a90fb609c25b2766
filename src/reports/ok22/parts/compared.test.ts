import { describe, expect, test } from "vitest";
import { comparisons } from "../../../testing/comparisons.js";
import { shippedOk22 } from "../../../testing/drawn/drawn-ok22.js";
import type { ShownGroup } from "../shown.js";
import { binomialShareLimit } from "../../../domain/statistics/binomial.js";
import { addMonths, monthsBetween, parseMonth } from "../../../domain/month.js";
import { comparedFindings } from "./compared.js";
import type { FunnelView } from "./funnel.js";
import { funnelChart } from "./funnel.js";
import { drawnBasis } from "../../../testing/drawn/drawn-basis.js";

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

describe("the funnel", () => {
  const month = parseMonth("2025-02")!;
  const whole = {
    regions: [],
    municipalities: [],
    comparisons,
    basis: drawnBasis(monthsBetween(addMonths(month, -11), month), { date: "2025-03-05" }),
    rule: {
      title: "OK22",
      threshold: "Mindst 10.",
      months: 12,
      status: "unconfirmed" as const,
      statusText: null,
      source: "A",
    },
  };
  const view = (groups: ShownGroup[]): FunnelView => {
    const sum = (of: "pass" | "clinics"): number => groups.reduce((total, one) => total + one.count[of], 0);
    return { ...whole, systems: groups, national: count(sum("pass"), sum("clinics")) };
  };
  const eight = Array.from({ length: 8 }, (_, place) =>
    group(`LPS ${place}`, 50 + 5 * place, 100 + 10 * place),
  );

  test("has a point for each group that is shown for itself, and the limits that decide a size's exact ones", () => {
    const chart = funnelChart("systems", { view: view([...eight, rest]), texts })!;
    const { groups = [], limits = [] } = chart.input.data;
    expect(groups.map(({ name, clinics }) => [name, clinics])).toEqual(
      eight.map(({ name, count: own }) => [name, own.clinics]),
    );
    const last = limits.at(-1)!;
    const share = Number(last["share"]);
    expect(last["clinics"]).toBe(170);
    expect(last["alarmHigh"]).toBeCloseTo(binomialShareLimit(170, share, 0.999), 12);
    expect(last["warningLow"]).toBeCloseTo(binomialShareLimit(170, share, 0.025), 12);
  });

  test("names what differs, in the picture and for who cannot see it", () => {
    const chart = funnelChart("systems", { view: view([...eight, group("LPS X", 25, 100)]), texts })!;
    expect(chart.input.data["labels"]?.map(({ text }) => text)).toEqual(["LPS X 25,0\u00a0%"]);
    expect(chart.description).toContain("LPS X (25,0\u00a0%)");
  });

  test("of few groups is none", () => {
    expect(funnelChart("systems", { view: view(eight.slice(0, 5)), texts })).toBeNull();
    expect(funnelChart("systems", { view: { ...view(eight), national: null }, texts })).toBeNull();
  });
});
