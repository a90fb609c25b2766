import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resolveQuestion } from "../../question/question.js";
import { readMetricText } from "../answer/metric-texts.js";
import { readExplainTexts } from "./texts.js";
import type { RuleSet } from "../../defs/agreement/rules.js";
import { ruleInForce } from "../../defs/agreement/rules.js";
import type { Explanation } from "../../domain/shapes/explanation.js";
import type { MetricId } from "../index.js";
import { parseYdernummer } from "../../domain/ydernummer.js";
import { programFolder } from "../../lib/program.js";
import type { Target } from "../../defs/agreement/targets.js";
import type { LevelChange } from "../../defs/limits/level-changes.js";
import { answerTarget } from "../answer/target.js";
import { composeExplanation } from "./compose.js";
import type { Workshop } from "../../testing/workshop.js";
import { month, openWorkshop } from "../../testing/workshop.js";
import { explainMetric } from "./explain.js";

const national = join(programFolder, "fixtures", "national");
const files = ["laegehuse_2025-02.csv", "planer_2022-03_2025-01.csv", "planer_2025-02.csv"];

describe("an explanation of the national sample", () => {
  let workshop: Workshop;
  const lines = new Map(
    files.map((file) => [file, readFileSync(join(national, file), "utf8").split("\r\n")]),
  );
  const ask = async (metric: MetricId, ydernummer: string | null = null): Promise<Explanation> =>
    explainMetric(await resolveQuestion(workshop, { month: month("2025-02") }), {
      metric,
      ydernummer: ydernummer === null ? null : parseYdernummer(ydernummer),
    });

  const wordsOf = async (language: "en" | "da", rule: RuleSet | null) => ({
    metric: await readMetricText("ok22", language),
    clinicDetail: "outcome" as const,
    rule,
    texts: await readExplainTexts(join(programFolder, "reports"), language),
  });

  beforeAll(async () => {
    workshop = await openWorkshop();
    for (const file of files) await workshop.load(file, readFileSync(join(national, file)));
  });
  afterAll(() => workshop.end());

  it.each([
    ["plans-per-month", 8_183, 12_234],
    ["plans-accumulated", 100_547, 144_369],
  ] as const)(
    "of %s names rows whose plans add up to the published figure",
    async (metric, newPlans, maintained) => {
      const { rows, figure } = await ask(metric);
      expect(rows.reduce((sum, row) => sum + row.new, 0)).toBe(newPlans);
      expect(rows.reduce((sum, row) => sum + row.maintained, 0)).toBe(maintained);
      expect(figure).toMatchObject({ new: newPlans, maintained });
    },
  );

  it("places a clinic among the bins by the plans and doctors that its files name, and none that is not compared", async () => {
    const counts = [
      ...(lines.get("planer_2022-03_2025-01.csv") ?? []),
      ...(lines.get("planer_2025-02.csv") ?? []),
    ]
      .map((line) => line.split(";"))
      .filter(([of = "", number]) => number === "001040" && of >= "2024-03" && of <= "2025-02");
    const newPlans = counts.reduce((sum, cells) => sum + Number(cells[3]), 0);
    const [clinic] = (await ask("plans-per-doctor", "001040")).clinics;
    expect(clinic).toMatchObject({ doctors: 2, bin: { newPlans } });
    expect([newPlans / 2 >= 10, newPlans / 2 < 15, clinic?.bin?.label]).toEqual([true, true, "10–14"]);
    const [regional] = (await ask("plans-per-doctor", "004669")).clinics;
    expect(regional).toMatchObject({ kind: "Regionsklinik", bin: null });
  });

  it("names the line of the file on which each row stands", async () => {
    const { rows } = await ask("plans-accumulated");
    const wrong = rows.filter(
      ({ month: of, ydernummer, planType, new: newPlans, maintained, file, line }) => {
        const written = lines.get(file)?.[line - 1];
        return written !== [of, ydernummer, planType, newPlans, maintained].join(";");
      },
    );
    expect(wrong).toEqual([]);
  });

  it("counts the clinics at each filter down to those held against the rule", async () => {
    const { population, figure } = await ask("ok22");
    expect(population.map(({ step, detail, clinics }) => [step, detail, clinics])).toEqual([
      ["in-register", null, 1_772],
      ["not-open", null, -150],
      ["open", null, 1_622],
      ["excluded-kind", "Regionsklinik", -12],
      ["excluded-kind", "Udbudsklinik", -12],
      ["compared", null, 1_598],
    ]);
    expect(figure).toMatchObject({ clinics: 1_598, pass: 1_278, fail: 320, unknown: 0 });
  });

  it("shows for every clinic of the population rows that add up to the plans it is judged by", async () => {
    const { rows } = await ask("ok22");
    const newest = (await workshop.ask({ metrics: ["ok22"] }))[0];
    expect(newest?.rows[0]).toMatchObject({ pass: 1_278 });
    const some = ["001040", "001058", "093497"];
    for (const number of some) {
      const { clinics, rows: own } = await ask("ok22", number);
      const judged = clinics.flatMap(({ compliance }) => (compliance === null ? [] : [compliance.newPlans]));
      expect(own.reduce((sum, row) => sum + row.new, 0)).toBe(judged.reduce((sum, plans) => sum + plans, 0));
    }
    expect(rows.length).toBeGreaterThan(0);
  });

  it("names the register line that a clinic's doctors come from", async () => {
    const { clinics } = await ask("ok22", "001040");
    const [clinic] = clinics;
    expect(lines.get(clinic?.file ?? "")?.[(clinic?.line ?? 0) - 1]).toContain("001040;Lægerne Enghaven");
    expect(clinic?.doctors).toBe(2);
  });

  it("writes months and dates in Danish as Danes read them, in English as commands take them", async () => {
    const explanation = await ask("ok22", "001040");
    const said = async (language: "en" | "da"): Promise<string> => {
      return JSON.stringify({ ...composeExplanation(explanation, await wordsOf(language, null)), rows: [] });
    };
    const danish = await said("da");
    expect(danish).toContain("Opfyldelse af OK22, februar 2025");
    expect(danish).toContain("åbnet 01-08-2001");
    expect(danish).not.toMatch(/2025-02(?!\.csv)|2001-08-01/);
    expect(await said("en")).toMatch(/, 2025-02.*opened 2001-08-01/s);
  });

  it("says whether the newest figure is noise, in both languages, and nothing of it for one clinic", async () => {
    const partOf = async (metric: MetricId, language: "en" | "da", label: string): Promise<string> => {
      const words = { ...(await wordsOf(language, null)), metric: await readMetricText(metric, language) };
      const { parts } = composeExplanation(await ask(metric), words);
      return parts.find((part) => part.label === label)?.lines.join(" ") ?? "";
    };
    // February is below its expected value like each of the eleven months before it, though inside the limits.
    expect(await partOf("plans-per-month", "da", "Er det tilfældigt?")).toMatch(
      /^Nej: hver måned siden marts 2024 ligger under det forventede\. 20\.417, hvor /,
    );
    // 77,9 % in January and 80,0 % in February, where the share moved by half a point a month before.
    expect(await partOf("ok22", "en", "Is that noise?")).toMatch(
      /^No: it lies above what is usual\. 80,0.%, /,
    );
    expect((await ask("ok22", "001040")).variation).toBeUndefined();
    expect((await ask("plans-per-doctor")).variation).toBeUndefined();
  });

  it("says how far the goals are, as the command line answers for any share", async () => {
    expect((await ask("ok22")).goals).toEqual([]);
    const question = await resolveQuestion(workshop, { month: month("2025-02") });
    const goal: Target = {
      metric: "ok22",
      share: 0.85,
      by: month("2026-12"),
      setBy: "Operationel styregruppe",
      setOn: "2025-04-24" as Target["setOn"],
    };
    const definitions = { ...question.definitions, targets: [goal] };
    const explanation = await explainMetric(
      { ...question, definitions },
      { metric: "ok22", ydernummer: null },
    );
    expect(explanation.goals?.[0]?.answer).toEqual(await answerTarget(question, 0.85));
    // 85 % of 1.598 are 1.358,3: 1.359 clinics, 81 more than 1.278.
    const said = composeExplanation(explanation, await wordsOf("da", null)).parts;
    expect(said.find(({ label }) => label === "Hvor langt er der til målet?")?.lines.slice(0, 2)).toEqual([
      "85,0\u00a0% til december 2026, sat af Operationel styregruppe 24-04-2025:",
      "yderligere 81 klinikker skal opfylde kravet; 56 er tæt på",
    ]);
  });

  it("refuses a change of level in a month that nobody loaded", async () => {
    const question = await resolveQuestion(workshop, { month: month("2025-02") });
    const change: LevelChange = {
      metric: "ok22",
      from: month("2019-01"),
      reason: "ny aftale",
      confirmedBy: "Styregruppen",
      confirmedOn: "2025-01-01" as LevelChange["confirmedOn"],
    };
    const definitions = { ...question.definitions, levelChanges: [change] };
    await expect(
      explainMetric({ ...question, definitions }, { metric: "ok22", ydernummer: null }),
    ).rejects.toMatchObject({ code: 10, place: "level-changes.yaml" });
  });

  it("refuses a number that nobody knows", async () => {
    await expect(ask("ok22", "999999")).rejects.toMatchObject({ code: 2 });
  });

  it.each(["en", "da"] as const)(
    "says in %s that the rule is not confirmed, and shows the arithmetic",
    async (language) => {
      const explanation = await ask("ok22", "001040");
      const rule = ruleInForce(workshop.definitions.rules, explanation.month);
      const said = composeExplanation(explanation, await wordsOf(language, rule)).parts.flatMap(
        ({ lines: some }) => some,
      );
      expect(said.join("\n")).toMatch(/UNCONFIRMED|UBEKRÆFTET/);
      expect(said.join("\n")).toMatch(/25 .* = 25 .* 10 x 2 = 20/);
      expect(said.join("\n")).not.toContain("{");
    },
  );
});
