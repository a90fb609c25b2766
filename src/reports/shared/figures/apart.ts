import type { Definitions } from "../../../defs/definitions.js";
import { clinicDimensions } from "../../../metrics/shared/split.js";
import type { Question } from "../../../question/question.js";
import { askModels } from "../../../question/question.js";
import type { Run } from "../../../question/run.js";
import type { ActivityFigures } from "./activity.js";
import { plansByType, readActivity, readPlansPerDoctor } from "./activity.js";
import { monthsOfGroups } from "./group-months.js";
import type { ChoiceFigures, DeckFigures, MonthFigures } from "./month-figures.js";
import type { Trend } from "./trend.js";
import { readTrend } from "./trend.js";

/** What clinics did, by everything that it can be split by. */
export type WholeActivity = ActivityFigures &
  ChoiceFigures &
  Pick<DeckFigures, "plansByType"> &
  Pick<MonthFigures, "plansPerDoctor">;

/** Figures of a month that runs of their own compute beside compliance, so that another thread can do it. */
export interface FiguresApart {
  activity: WholeActivity;
  trend: Trend;
}

/** What a run is split by that all activity is read from. */
export const everyDimension = [...clinicDimensions, "plan-type"] as const;

/** Computes what does not depend on the details of compliance. Throws as `figuresOfMonth`. */
export async function figuresApart(question: Question): Promise<FiguresApart> {
  const activity = await askModels(question, { dimensions: everyDimension }, (run) =>
    readWholeActivity(run, question.definitions),
  );
  return { activity, trend: await readTrend(question, true) };
}

/** Reads all activity from a run over all known months that is split by every dimension. */
export async function readWholeActivity(run: Run, definitions: Definitions): Promise<WholeActivity> {
  return {
    plansPerDoctor: await readPlansPerDoctor(run),
    ...(await readActivity(run, definitions)),
    plansByType: await plansByType(run, definitions),
    monthsOfGroups: await monthsOfGroups(run),
  };
}
