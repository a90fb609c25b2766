import type { Definitions } from "../../../defs/definitions.js";
import { clinicDimensions } from "../../../metrics/shared/split.js";
import type { Question } from "../../../question/question.js";
import { askModels } from "../../../question/question.js";
import type { Run } from "../../../question/run.js";
import type { ActivityFigures } from "./activity.js";
import { plansByType, readActivity } from "./activity.js";
import { monthsOfGroups } from "./group-months.js";
import type { ChoiceFigures, DeckFigures } from "./month-figures.js";

/** What clinics did, by everything that it can be split by. */
export type WholeActivity = ActivityFigures & ChoiceFigures & Pick<DeckFigures, "plansByType">;

/** What a run is split by that all activity is read from. */
export const everyDimension = [...clinicDimensions, "plan-type"] as const;

/** Computes all activity in a run of its own, so that another thread can do it. */
export function activityApart(question: Question): Promise<WholeActivity> {
  return askModels(question, { dimensions: everyDimension }, (run) =>
    readWholeActivity(run, question.definitions),
  );
}

/** Reads all activity from a run over all known months that is split by every dimension. */
export async function readWholeActivity(run: Run, definitions: Definitions): Promise<WholeActivity> {
  return {
    ...(await readActivity(run, definitions)),
    plansByType: await plansByType(run, definitions),
    monthsOfGroups: await monthsOfGroups(run),
  };
}
