import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Explanation, FigureVariation, ReachableGoal } from "../../domain/shapes/explanation.js";
import { programFolder } from "../../lib/program.js";
import { month } from "../../testing/workshop.js";
import { noiseAndGoals } from "./noise-and-goals.js";
import type { ExplainTexts } from "./texts.js";
import { readExplainTexts } from "./texts.js";

const words = {} as Record<"en" | "da", { texts: ExplainTexts }>;
beforeAll(async () => {
  for (const language of ["en", "da"] as const)
    words[language] = { texts: await readExplainTexts(join(programFolder, "reports"), language) };
});

const say = (
  of: Pick<Explanation, "variation" | "goals">,
  { language = "en" }: { language?: "en" | "da" } = {},
) => noiseAndGoals(of as Explanation, words[language].texts);
const linesOf = (parts: ReturnType<typeof say>, label: string): string[] | undefined =>
  parts.find((part) => part.label === label)?.lines;

describe("whether a figure is noise", () => {
  const variation: FigureVariation = {
    ...{
      method: "month-before",
      before: month("2025-01"),
      value: 0.8,
      expected: 0.78,
      low: 0.77,
      high: 0.79,
    },
    ...{ signals: [], level_from: null },
  };
  const noise = (of: Partial<FigureVariation> | null, language: "en" | "da" = "en") =>
    linesOf(
      say({ variation: of === null ? null : { ...variation, ...of } }, { language }),
      words[language].texts.noise.label,
    );

  test("is told with where it was to be expected", () => {
    expect(noise({})).toEqual([
      "Yes, as far as can be told: it is within what is usual.",
      "80,0\u00a0%, against 78,0\u00a0% expected and 77,0\u00a0% to 79,0\u00a0% usual, from 2025-01 and how the share changes in a month (XmR of the changes)",
    ]);
    expect(
      noise({
        method: "year-before",
        before: month("2024-02"),
        value: 20_417,
        expected: 22_000.4,
        low: 20_000,
        high: 24_000,
      })?.[1],
    ).toMatch(
      /^20\.417, against 22\.000 expected and 20\.000 to 24\.000 usual, from 2024-02 and how such months differ/,
    );
    expect(noise({}, "da")?.join()).toContain("januar 2025");
  });

  test("is told by each rule that speaks, and where another level is confirmed", () => {
    const since = month("2024-03");
    expect(
      noise({
        signals: [
          { rule: "outside", side: "above", since },
          { rule: "run", side: "below", since },
        ],
        level_from: month("2024-06"),
      }),
    ).toEqual([
      "No: it lies above what is usual.",
      "No: every month since 2024-03 lies below the expected one.",
      expect.stringContaining("80,0") as string,
      "Another level is confirmed from 2024-06; the limits are computed anew from there.",
    ]);
  });

  test("cannot be told of too few months, and is not of others", () => {
    expect(noise(null)).toEqual([
      "It cannot be told: too few months are known for limits of normal variation.",
    ]);
    expect(linesOf(say({}), "Is that noise?")).toBeUndefined();
  });
});

describe("how far a goal is", () => {
  const goal: ReachableGoal = {
    target: { share: 0.85, by: month("2026-12"), set_by: "Styregruppen", set_on: "2025-04-24" },
    answer: { share: 0.85, needed: 1359, missing: 1081, near: 56, reached: null, backtest: null },
  };
  const goals = (
    answers: readonly Partial<ReachableGoal["answer"]>[],
    target: Partial<ReachableGoal["target"]> = {},
    language: "en" | "da" = "en",
  ) =>
    linesOf(
      say(
        {
          goals: answers.map((answer) => ({
            target: { ...goal.target, ...target },
            answer: { ...goal.answer, ...answer },
          })),
        },
        { language },
      ),
      words[language].texts.goal.label,
    );
  const head = "85,0\u00a0% by 2026-12, set by Styregruppen on 2025-04-24:";
  const missing = "1.081 more clinics must meet the rule; 56 are near";

  test("is told for each goal: reached, or what lacks and when it is reached", () => {
    expect(goals([{ missing: 0 }, {}])).toEqual([
      head,
      "it is reached.",
      head,
      missing,
      "not in sight at the pace of the last 12 months, or too few months are known",
    ]);
    expect(goals([{ missing: -3 }])).toEqual([head, "it is reached."]);
    expect(goals([{ missing: 1 }])).toHaveLength(3);
    const reached = { month: month("2026-05"), low: month("2026-01"), high: month("2027-03") };
    expect(goals([{ reached }])?.[2]).toBe(
      "at the pace of the last 12 months reached in 2026-05, nine times of ten between 2026-01 and 2027-03",
    );
    expect(goals([{ reached: { ...reached, high: null } }])?.[2]).toBe(
      "at the pace of the last 12 months reached in 2026-05, at the earliest in 2026-01, with no end in sight",
    );
    expect(goals([{ backtest: { months: 3, forecasts: 20, held: 18, mean_error: 0.012 } }])?.[3]).toBe(
      "such forecasts over 3 months held the truth 18 of 20 times, and were off by 1,2 percentage points on average",
    );
  });

  test("has no month where none is set, and dates as Danes write them", () => {
    expect(goals([{}], { by: null })?.[0]).toBe(
      "85,0\u00a0% by no month, set by Styregruppen on 2025-04-24:",
    );
    expect(goals([{}], {}, "da")?.[0]).toMatch(/december 2026.*24-04-2025/);
  });

  test("is told to be none where none is set", () => {
    expect(goals([])).toEqual([words.en.texts.goal.none]);
    expect(linesOf(say({}), words.en.texts.goal.label)).toBeUndefined();
  });
});
