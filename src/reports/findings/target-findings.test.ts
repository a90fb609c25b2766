import { expect, test } from "vitest";
import type { Target } from "../../defs/agreement/targets.js";
import { addMonths } from "../../domain/month.js";
import { month } from "../../testing/workshop.js";
import type { TargetFigures } from "./target-findings.js";
import { targetFindings } from "./target-findings.js";
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
};

function say(changes: Partial<TargetFigures> = {}, asked: Partial<Target> = {}): string[] {
  return targetFindings([{ ...target, ...asked }], { ...figures, ...changes }, texts).map((text) =>
    text.replaceAll("\u00a0", " "),
  );
}

test("a goal is told with what lacks, who is near, when it is reached, and who set it", () => {
  expect(say()).toEqual([
    "81 klinikker flere skal opfylde OK22-kravet for at nå 85,0 %; 56 er tæt på. I det seneste års tempo nås 85,0 % i juli 2025; med usikkerheden tidligst i juli 2025 og senest i juli 2025. Målet er sat af Operationel styregruppe 24-04-2025 og gælder til december 2026.",
  ]);
});

test("an audience that is not told of groups hears what lacks alone", () => {
  expect(say({ near: null })[0]).toMatch(
    /^81 klinikker flere skal opfylde OK22-kravet for at nå 85,0 %\. I det/,
  );
});

test("a goal that is reached, not in sight, or of another rule's months says so", () => {
  expect(say({}, { share: 0.75, by: null })).toEqual([
    "Målet på 75,0 % er nået: 1.278 af 1.598 klinikker opfylder OK22-kravet. Målet er sat af Operationel styregruppe 24-04-2025.",
  ]);
  const notInSight =
    /I det seneste års tempo er 85,0 % ikke i sigte, eller for få måneder er kendt til at sige det/;
  expect(say({ trend: trend.map((row, place) => ({ ...row, share: 0.9 - 0.01 * place })) })[0]).toMatch(
    notInSight,
  );
  expect(say({ ruleFrom: month("2024-06") })[0]).toMatch(notInSight);
  expect(say({ compliance: { clinics: 0, pass: 0 } })).toEqual([]);
});
