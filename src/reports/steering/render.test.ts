import { comparisons } from "../../testing/comparisons.js";
import { describe, expect, it } from "vitest";
import { readSteeringDefinition } from "../adoption/report-file.js";
import { readTheme } from "../../render/theme.js";
import { addMonths, monthsBetween, parseMonth } from "../../domain/month.js";
import type { ComplianceCount } from "../../domain/shapes/figures.js";
import { pageScript, pageScriptSource } from "../../render/page/script.js";
import type { SteeringFacts } from "../adoption/facts.js";
import { renderSteering } from "./render.js";
import { nothingRestated } from "../../testing/drawn/nothing-restated.js";

const look = await readTheme("reports");
const definition = await readSteeringDefinition("reports", comparisons);
const last = parseMonth("2025-02")!;

/** A made-up series of so many months with a dip each July. */
function factsOf(count: number, changes: Partial<SteeringFacts> = {}): SteeringFacts {
  const months = count === 0 ? [] : monthsBetween(addMonths(last, 1 - count), last);
  const monthly = months.map((month) => {
    const fresh = month.endsWith("-07") ? 10 : 20;
    return { month, new: fresh, maintained: fresh, total: 2 * fresh };
  });
  const sum = { new: 0, maintained: 0, total: 0 };
  const accumulated = monthly.slice(-12).map((row) => {
    sum.new += row.new;
    sum.maintained += row.maintained;
    sum.total += row.total;
    return { month: row.month, ...sum };
  });
  const compliance =
    count === 0
      ? { clinics: 0, pass: 0, fail: 0, unknown: 0, share: null }
      : { clinics: 10, pass: 7, fail: 2, unknown: 1, share: 0.7 };
  return {
    basis: {
      month: last,
      asOf: 1,
      date: "2025-03-10",
      registerMonth: last,
      knownMonths: months,
      incompleteMonths: [],
      isRegisterIncomplete: false,
      loads: [
        {
          load: 1,
          loadedAt: "2025-03-10T08:00:00Z",
          file: "<script>x</script>.csv",
          sha256: "0123456789abcdef".repeat(4),
          kind: "plan-counts",
          months,
          acceptedReason: "Grund & årsag",
          rejectedRows: 0,
        },
      ],
      synthetic: true,
    },
    monthly,
    accumulated,
    activity: months.map((month) => ({ month, active: month.endsWith("-07") ? 5 : 8, clinics: 10 })),
    byPlanType: {
      dimension: "plan-type",
      values: [
        { value: "KOL", row: monthly },
        { value: "T2D", row: monthly.map((row) => ({ ...row, total: 2 * row.total })) },
      ],
    },
    sustained: null,
    perDoctor: {
      clinics: count === 0 ? 0 : 10,
      unknown: count === 0 ? 0 : 1,
      rows: [{ label: "0", clinics: count === 0 ? 0 : 9 }],
    },
    compliance,
    complianceCrossings: [],
    complianceTrend: months.slice(11).map((month) => ({ month, ...compliance })),
    restated: nothingRestated,
    ruleFrom: parseMonth("2022-01")!,
    rule: {
      title: "OK22",
      threshold: "Mindst 10.",
      months: 12,
      status: "unconfirmed",
      statusText: "Ikke <bekræftet>.",
      source: "OK22",
    },
    ...changes,
  };
}

const textOf = (files: { fileName: string; bytes: Uint8Array }[], ending: string): string[] =>
  files
    .filter(({ fileName }) => fileName.endsWith(ending))
    .map(({ bytes }) => new TextDecoder().decode(bytes));

const stems = definition.figures.map((id, place) => `${place + 1}-${id}`);

describe("the rendered report", () => {
  it("is a page and, for each figure, a picture in two forms and its data", async () => {
    const files = await renderSteering(factsOf(36), definition, { look });
    expect(files.map(({ fileName }) => fileName)).toEqual([
      "steering_2025-02.html",
      ...stems.flatMap((stem) => ["svg", "png", "csv"].map((ending) => `steering_2025-02_${stem}.${ending}`)),
    ]);
  });

  it("is the same bytes for the same facts", async () => {
    const first = await renderSteering(factsOf(36), definition, { look });
    expect(await renderSteering(factsOf(36), definition, { look })).toEqual(first);
  });

  it("makes only the forms that are wanted", async () => {
    const files = await renderSteering(factsOf(12), definition, { look, formats: ["csv"] });
    expect(files.every(({ fileName }) => fileName.endsWith(".csv"))).toBe(true);
    expect(files).toHaveLength(stems.length);
  });

  it("says that its data are synthetic and its rule unconfirmed, wherever it is shown", async () => {
    const files = await renderSteering(factsOf(36), definition, { look });
    for (const text of [...textOf(files, ".svg"), ...textOf(files, ".csv"), ...textOf(files, ".html")]) {
      expect(text.includes("Syntetiske data")).toBe(true);
    }
    expect(textOf(files, "5-ok22.svg")[0]!.includes("Ubekræftet krav")).toBe(true);
    expect(textOf(files, "5-ok22.csv")[0]!.includes("Ubekræftet krav")).toBe(true);
  });

  it("says the same of a figure in its picture, in the picture's file and on the page", async () => {
    const files = await renderSteering(factsOf(36), definition, { look });
    const [html = ""] = textOf(files, ".html");
    const svgs = textOf(files, ".svg");
    const pngs = textOf(files, ".png");
    const wordsIn = (svg: string): (string | undefined)[] => [
      /<title id="[^"]*">([^<]*)</.exec(svg)?.[1],
      /<desc id="[^"]*">([^<]*)</.exec(svg)?.[1],
    ];
    expect(svgs).toHaveLength(stems.length);
    for (const [index, svg] of svgs.entries()) {
      for (const words of wordsIn(svg)) {
        expect(words).toMatch(/./);
        expect(html.includes(`>${words}<`)).toBe(true);
        expect(pngs[index]!.includes(words!.replaceAll("&lt;", "<"))).toBe(true);
      }
    }
  });

  it("says in short what it says of the regions, and how far a goal is", async () => {
    const { monthly, activity, compliance } = factsOf(36);
    const count = (clinics: number, pass: number): ComplianceCount => ({
      ...{ clinics, pass, fail: clinics - pass, unknown: 0, share: pass / clinics },
    });
    const regions = [
      { region: "Region Nord", monthly, activity, compliance: count(100, 70) },
      { region: "Region Syd", monthly, activity, compliance: count(100, 71) },
    ];
    const goals = [
      { share: 0.85, label: ["Mål: 85 %"], text: "29 klinikker flere skal opfylde kravet.", details: [] },
    ];
    const facts = factsOf(36, { regions, goals, compliance: { ...compliance, ...count(200, 141) } });
    const [html = ""] = textOf(await renderSteering(facts, definition, { look, formats: ["html"] }), ".html");
    const summary = /<section id="summary"[^]*?<\/section>/.exec(html)?.[0];
    // 70 of 100 and 71 of 100 are nothing but chance.
    const finding = "Ingen region afviger mere fra landet (70,5\u00a0%), end tilfældet kan forklare";
    expect(summary).toContain(`<li>${finding}</li>`);
    expect(summary).toContain("<li>29 klinikker flere skal opfylde kravet.</li>");
    expect(html.split(finding)).toHaveLength(3);
  });

  it("shows markup from file names and texts, and never runs it", async () => {
    const [html = ""] = textOf(
      await renderSteering(factsOf(36), definition, { look, formats: ["html"] }),
      ".html",
    );
    // The page's own script is the only one, and the only one that its policy lets run.
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html.includes(`<script>${pageScript}</script>`)).toBe(true);
    expect(html.includes(`script-src ${pageScriptSource}`)).toBe(true);
    expect(html.includes("&lt;script&gt;x&lt;/script&gt;.csv")).toBe(true);
    expect(html.includes("Grund &amp; årsag")).toBe(true);
    expect(html.includes("0123456789ab<")).toBe(true);
  });

  it("has no id twice, and stays under 1 MB", async () => {
    const [html = ""] = textOf(
      await renderSteering(factsOf(90), definition, { look, formats: ["html"] }),
      ".html",
    );
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(html.length).toBeLessThan(1_000_000);
  });

  it.each([0, 1, 3, 11, 14, 90])("can be made from %d months", async (count) => {
    const files = await renderSteering(factsOf(count), definition, { look });
    expect(files).toHaveLength(1 + 3 * stems.length);
  });

  it("can be made from figures that are all zero", async () => {
    const zero = factsOf(14);
    const monthly = zero.monthly.map(({ month }) => ({ month, new: 0, maintained: 0, total: 0 }));
    const activity = zero.activity.map(({ month }) => ({ month, active: 0, clinics: 0 }));
    const files = await renderSteering(
      { ...zero, monthly, accumulated: monthly.slice(-12), activity },
      definition,
      { look },
    );
    expect(files).toHaveLength(1 + 3 * stems.length);
  });
});
