import { expect, test } from "vitest";
import type { Target } from "../../defs/agreement/targets.js";
import { addMonths } from "../../domain/month.js";
import { month } from "../../testing/workshop.js";
import type { TargetFigures } from "./target-findings.js";
import { targetParagraph, tellTargets } from "./target-findings.js";
import { readFindingTexts } from "./texts.js";

const { targets: texts } = await readFindingTexts("reports");
const newest = month("2025-02");
const target: Target = {
  metric: "ok22",
  share: 0.85,
  by: month("2026-12"),
  setBy: "Operationel styregruppe",
  setOn: "2025-04-24" as Target["setOn"],
};

/** 13 shares that rise by one point a month to 80 %. */
const trend = Array.from({ length: 13 }, (_, place) => ({
  month: addMonths(newest, place - 12),
  share: 0.68 + 0.01 * place,
}));
const figures: TargetFigures = {
  month: newest,
  compliance: { clinics: 1598, pass: 1278 },
  near: 56,
  trend,
  ruleFrom: null,
  next: null,
};

function say(changes: Partial<TargetFigures> = {}, asked: Partial<Target> = {}): string[] {
  return tellTargets([{ ...target, ...asked }], { ...figures, ...changes }, texts).map((told) =>
    targetParagraph(told).replaceAll("\u00a0", " "),
  );
}

test("a goal is told with what lacks, who is near, when it is reached, and who set it", () => {
  expect(say()).toEqual([
    "Yderligere 81 klinikker skal opfylde OK22-kravet, før 85,0 % er nået; 56 er tæt på. I det seneste års tempo nås 85,0 % i juli 2025. Målet er sat af Operationel styregruppe 24-04-2025 og skal være nået i december 2026.",
  ]);
});

test("an audience that is not told of groups hears what lacks alone", () => {
  expect(say({ near: null })[0]).toMatch(
    /^Yderligere 81 klinikker skal opfylde OK22-kravet, før 85,0 % er nået\. I det/,
  );
});

test("a goal that is reached, not in sight, or of another rule's months says so", () => {
  expect(say({}, { share: 0.75, by: null })).toEqual([
    "Målet på 75,0 % er nået: 1.278 af 1.598 klinikker opfylder OK22-kravet. Målet er sat af Operationel styregruppe 24-04-2025.",
  ]);
  const notInSight = /I det seneste års tempo er 85,0 % ikke i sigte inden for fem år\./;
  expect(say({ trend: trend.map((row, place) => ({ ...row, share: 0.9 - 0.01 * place })) })[0]).toMatch(
    notInSight,
  );
  expect(say({ ruleFrom: month("2024-06") })[0]).toMatch(
    /For få måneder er kendt til at sige, hvornår 85,0 % nås\./,
  );
  expect(say({ compliance: { clinics: 0, pass: 0 } })).toEqual([]);
});

test("whether a goal can be counted on follows from where the next month is to be expected", () => {
  const next = (lower: number, upper: number): string => say({ next: { lower, upper } })[0] ?? "";
  expect(next(0.8, 0.84)).toContain("Så længe intet ændrer sig, er målet ikke nået i næste måned.");
  expect(next(0.85, 0.88)).toContain("Så længe intet ændrer sig, er målet også nået i næste måned.");
  expect(next(0.84, 0.85)).toContain("om det er nået i næste måned, kan tilfældet afgøre.");
});

test("forecasts from earlier months that can be held against what came are told with how far they were off", () => {
  // 20 months that rise by half a point and then stand still: forecasts 4 months ahead from months 13 to 16.
  const long = Array.from({ length: 20 }, (_, place) => ({
    month: addMonths(newest, place - 19),
    share: 0.6 + 0.005 * Math.min(place, 15),
  }));
  const [told] = tellTargets([target], { ...figures, trend: long }, texts);
  // From month 13 (0,66) at 0,5 a month: 0,68 against 0,675. From month 14: 0,685 against 0,675, from 15: 0,69, from 16: 0,695.
  // Off by 0,5, 1,0, 1,5 and 2,0 points, 1,25 on average; changes that were all alike promised no room for any.
  expect(told?.details[0]).toMatch(
    /lå 4 måneder frem i gennemsnit 1,3 procentpoint fra det, der kom, og usikkerheden holdt 0 af 4 gange\./,
  );
});

test("the end of its line says by when it is to be reached", () => {
  const [told] = tellTargets([target], figures, texts);
  expect(told?.label.map((line) => line.replaceAll("\u00a0", " "))).toEqual(["Mål dec 2026", "85,0 %"]);
  expect(tellTargets([{ ...target, by: null }], figures, texts)[0]?.label[0]).toBe("Mål");
});
