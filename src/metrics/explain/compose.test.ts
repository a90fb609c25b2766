import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { RuleSet } from "../../defs/agreement/rules.js";
import { readDefinitions } from "../../defs/definitions.js";
import type { Explanation, TracedClinic } from "../../domain/shapes/explanation.js";
import type { ClinicCompliance } from "../../domain/shapes/figures.js";
import { programFolder } from "../../lib/program.js";
import { month } from "../../testing/workshop.js";
import type { MetricText } from "../answer/metric-texts.js";
import { readMetricText } from "../answer/metric-texts.js";
import { composeExplanation } from "./compose.js";
import { filesOf } from "./explain-rows.js";
import type { ExplainTexts } from "./texts.js";
import { readExplainTexts } from "./texts.js";

const words = {} as Record<"en" | "da", { metric: MetricText; texts: ExplainTexts }>;
let shipped: RuleSet;
beforeAll(async () => {
  for (const language of ["en", "da"] as const)
    words[language] = {
      metric: await readMetricText("ok22", language),
      texts: await readExplainTexts(join(programFolder, "reports"), language),
    };
  const { rules } = await readDefinitions(join(programFolder, "pipelines", "monthly"));
  const [first] = rules;
  if (first === undefined) throw new Error("no rule");
  shipped = first;
});

/** A rule that a test works with: ten plans a doctor, half a plan more. */
const rule = (of: Partial<RuleSet> = {}): RuleSet => ({
  ...shipped,
  ...{
    title: "Drawn",
    thresholdThousandths: 10_500,
    windowMonths: 12,
    status: "unconfirmed",
    statusText: "Nobody knows.",
  },
  source: { ...shipped.source, document: "OK22", clause: null, url: null },
  ...of,
});

const clinic: TracedClinic = {
  ...{
    ydernummer: "000011",
    opened: "2001-08-01",
    closed: null,
    name: "Lægerne",
    region: "Region Nordjylland",
  },
  ...{ kind: "PLO-klinik", doctors: 2, isOpen: true, isExcluded: false, file: "r.csv", line: 7 },
  ...{ predecessors: [], bin: null, compliance: null },
};
const plain: Explanation = {
  ...{
    metric: "ok22",
    month: month("2025-02"),
    asOf: 3,
    registerMonth: month("2025-01"),
    population: [],
    models: [],
  },
  figure: { clinics: 1598, pass: 1278, fail: 320, unknown: 0, share: 0.79975 },
  ...{ files: [], rows: [], clinics: [] },
};
const compliance: NonNullable<TracedClinic["compliance"]> = {
  ...({ outcome: "fail", doctors: 2, required: 21, missing: 6.5, newPlans: 14.5 } as ClinicCompliance),
  ...{ ownNewPlans: 10, predecessorNewPlans: 4.5 },
};

type Detail = "outcome" | "bin" | null;
const say = (
  of: Partial<Explanation>,
  {
    language = "en",
    by = null,
    detail = null,
  }: { language?: "en" | "da"; by?: RuleSet | null; detail?: Detail } = {},
) => composeExplanation({ ...plain, ...of }, { ...words[language], rule: by, clinicDetail: detail });
const linesOf = (content: ReturnType<typeof say>, label: string): string[] | undefined =>
  content.parts.find((part) => part.label === label)?.lines;

describe("what is said of a figure", () => {
  test("is its definition, the figure, the models and the rows", () => {
    const content = say({
      models: [
        { name: "mart_ok22", path: "sql/mart.sql", sql: "" },
        { name: "b", path: "sql/b.sql", sql: "" },
      ],
    });
    expect(content.title).toBe("OK22 compliance, 2025-02");
    expect(content.parts).toEqual([
      { label: "Definition", lines: [words.en.metric.definition] },
      { label: "Figure", lines: ["2025-02: 1.278 of 1.598 clinics pass (80,0\u00a0%), 320 fail, 0 unknown"] },
      { label: "Computed by", lines: ["sql/mart.sql", "sql/b.sql"] },
      { label: "Rows behind the figure", lines: ["rows: 0, new plans: 0, maintained: 0; in these files:"] },
    ]);
    expect(say({}, { language: "da" }).title).toMatch(/, februar 2025$/);
    const unknown = say({ figure: { clinics: null, pass: 1, fail: null, unknown: null, share: null } });
    expect(linesOf(unknown, "Figure")).toEqual(["2025-02: 1 of – clinics pass (–), – fail, – unknown"]);
  });

  test("is the rule, whether anybody confirmed it, and where it stands", () => {
    const content = say({}, { by: rule() });
    expect(content.parts.slice(1, 4)).toEqual([
      { label: "Rule", lines: ["Drawn: at least 10,5 new plans per doctor over 12 months"] },
      { label: "Status", lines: ["UNCONFIRMED. Nobody knows."] },
      { label: "Source", lines: ["OK22"] },
    ]);
    expect(linesOf(say({}, { by: rule({ statusText: null }) }), "Status")).toEqual(["UNCONFIRMED. "]);
    const source = { ...shipped.source, document: "OK22", clause: "§ 5", url: "https://example.org" };
    const confirmed = say({}, { by: rule({ status: "confirmed", source }) });
    expect(linesOf(confirmed, "Status")).toEqual(["confirmed"]);
    expect(linesOf(confirmed, "Source")).toEqual(["OK22, § 5, https://example.org"]);
  });

  test("is the register, and the clinics at each filter", () => {
    const population = [
      { step: "in-register", detail: null, clinics: 1772 },
      { step: "excluded-kind", detail: "Udbudsklinik", clinics: -12 },
      { step: "drawn", detail: null, clinics: 5 },
    ];
    const content = say({ population });
    expect(linesOf(content, "Register")).toEqual([
      "2025-01 (the newest that is not later than the report month, or else the oldest there is)",
    ]);
    expect(linesOf(content, "Clinics")).toEqual([
      "  1.772  in the register",
      "    -12  of the excluded kind Udbudsklinik",
      "      5  drawn",
    ]);
    expect(linesOf(say({ population, registerMonth: null }), "Register")?.[0]).toMatch(/^– \(the newest/);
    expect(linesOf(say({ population }, { language: "da" }), "Register")?.[0]).toMatch(/januar 2025/i);
    expect(linesOf(say({}), "Register")).toBeUndefined();
  });

  test("are its rows with their files, each in its place of the table", () => {
    const row = {
      month: "2025-02",
      ydernummer: "000011",
      planType: "KOL",
      role: "own",
      load: 2,
      file: "b.csv",
      line: 9,
    } as const;
    const rows = [
      { ...row, new: 1000, maintained: 2 },
      { ...row, new: 3, maintained: 4, role: "predecessor", load: 1, file: "a.csv", line: 5 } as const,
      { ...row, new: 5, maintained: 6 },
    ];
    const content = say({ rows, files: filesOf(rows) });
    expect(linesOf(content, "Rows behind the figure")).toEqual([
      "rows: 3, new plans: 1.008, maintained: 12; in these files:",
      "a.csv (load 1): rows: 1, new plans: 3, maintained: 4",
      "b.csv (load 2): rows: 2, new plans: 1.005, maintained: 8",
    ]);
    expect(content.columns).toEqual([
      "month",
      "number",
      "plan type",
      "new",
      "maintained",
      "counts as",
      "file",
      "line",
    ]);
    expect(content.rows.slice(0, 2)).toEqual([
      ["2025-02", "000011", "KOL", 1000, 2, "own", "b.csv", 9],
      ["2025-02", "000011", "KOL", 3, 4, "predecessor's", "a.csv", 5],
    ]);
    expect(content.moreRows(1234)).toBe("more rows: 1.234; --json lists all of them");
  });
});

describe("what is said of a clinic", () => {
  const of = (change: Partial<TracedClinic>, more: Parameters<typeof say>[1] = {}) =>
    say({ clinics: [{ ...clinic, ...change }] }, more);

  test("is its row of the register, and its doctors", () => {
    const content = of({});
    expect(linesOf(content, "Clinic")).toEqual([
      "000011 Lægerne, PLO-klinik, Region Nordjylland, opened 2001-08-01",
    ]);
    expect(linesOf(content, "Doctors")).toEqual(["2, from r.csv line 7"]);
    expect(linesOf(content, "Outcome")).toBeUndefined();
    expect(linesOf(content, "Bin")).toBeUndefined();
    const closed = of({ closed: "2024-12-31", doctors: null });
    expect(linesOf(closed, "Clinic")?.[0]).toMatch(/, opened 2001-08-01, closed 2024-12-31$/);
    expect(linesOf(closed, "Doctors")).toEqual(["unknown, from r.csv line 7"]);
    expect(
      of({ closed: "2024-12-31" }, { language: "da" })
        .parts.flatMap(({ lines }) => lines)
        .join(),
    ).toMatch(/01-08-2001.*31-12-2024/);
  });

  test("is its bin, with the arithmetic", () => {
    const content = of({ bin: { newPlans: 25, label: "10–14" } }, { detail: "bin" });
    expect(linesOf(content, "Arithmetic")).toEqual([
      "25 own new plans in the 12 months / 2 doctors = 12,5 per doctor",
    ]);
    expect(linesOf(content, "Bin")).toEqual(["10–14"]);
    const unknown = ["counted apart, because the number of doctors is unknown or 0"];
    expect(linesOf(of({ bin: { newPlans: 25, label: null } }, { detail: "bin" }), "Bin")).toEqual(unknown);
    expect(
      linesOf(of({ bin: { newPlans: 25, label: "x" }, doctors: null }, { detail: "bin" }), "Bin"),
    ).toEqual(unknown);
  });

  test("is why it is not counted", () => {
    expect(linesOf(of({ kind: "Udbudsklinik" }, { detail: "bin" }), "Bin")).toEqual([
      "not counted: of the excluded kind Udbudsklinik",
    ]);
    expect(linesOf(of({ isOpen: false }, { detail: "bin" }), "Bin")).toEqual([
      "not counted: closed, or not yet open, on the report month's last day",
    ]);
    const outside = of({ kind: "Udbudsklinik" }, { detail: "outcome", by: rule() });
    expect(linesOf(outside, "Outcome")).toEqual([
      "not held against the rule: of the excluded kind Udbudsklinik",
    ]);
    expect(linesOf(outside, "Took over from")).toEqual(["no clinic"]);
    expect(linesOf(outside, "Arithmetic")).toBeUndefined();
    expect(linesOf(of({ compliance }, { detail: "outcome" }), "Outcome")).toEqual([
      "not held against the rule: of the excluded kind PLO-klinik",
    ]);
    const { texts } = words.en;
    const bare = { ...words.en, texts: { ...texts, steps: {} }, rule: null, clinicDetail: "bin" as const };
    const content = composeExplanation({ ...plain, clinics: [clinic] }, bare);
    expect(linesOf(content, "Bin")).toEqual(["not counted: excluded-kind"]);
  });

  test("is how it is judged, with those that it took over", () => {
    const predecessors = [
      { ydernummer: "000022", name: "Nord", closed: "2023-12-31", file: "r.csv", line: 9 },
    ];
    const content = of({ compliance, predecessors }, { detail: "outcome", by: rule() });
    expect(linesOf(content, "Took over from")).toEqual(["000022 Nord, closed 2023-12-31, from r.csv line 9"]);
    expect(linesOf(content, "Arithmetic")).toEqual([
      "10 own + 4,5 predecessors' = 14,5 new plans; required 10,5 x 2 = 21",
    ]);
    expect(linesOf(content, "Outcome")).toEqual(["does not pass, 6,5 lacking"]);
    const outcomeOf = (change: Partial<typeof compliance>) =>
      of({ compliance: { ...compliance, ...change } }, { detail: "outcome", by: rule() });
    expect(linesOf(outcomeOf({ outcome: "pass", missing: 0 }), "Outcome")).toEqual(["passes"]);
    for (const change of [{ doctors: null }, { required: null }] as const) {
      const unknown = outcomeOf({ ...change, outcome: "unknown", missing: null });
      expect(linesOf(unknown, "Arithmetic")).toEqual([
        "10 own + 4,5 predecessors' = 14,5 new plans; required: not known without doctors",
      ]);
      expect(linesOf(unknown, "Outcome")).toEqual(["cannot be judged, because its doctors are unknown or 0"]);
    }
    expect(
      of({ compliance, predecessors }, { detail: "outcome", by: rule(), language: "da" })
        .parts.flatMap(({ lines }) => lines)
        .join(),
    ).toContain("31-12-2023");
  });
});
