import type { SteeringDefinition, SteeringFigureId } from "../reports/steering/report-file.js";
import { composeAccumulated } from "./steering-accumulated.js";
import { composeActivity } from "./steering-activity.js";
import { composeCompliance } from "./steering-compliance.js";
import { composeDistribution } from "./steering-distribution.js";
import type { SteeringFacts } from "./steering-facts.js";
import type { FigureContext, SteeringFigure } from "./steering-figure.js";
import { composeMonthly } from "./steering-monthly.js";

export type { SteeringFacts } from "./steering-facts.js";
export type { SteeringFigure } from "./steering-figure.js";

const composers: Record<SteeringFigureId, (context: FigureContext) => SteeringFigure> = {
  "plans-per-doctor": composeDistribution,
  "plans-accumulated": composeAccumulated,
  "plans-per-month": composeMonthly,
  "active-clinics": composeActivity,
  ok22: composeCompliance,
};

/** The figures of the steering group's report, in the order that its definition gives. Pure: no files, no clock. */
export function composeSteering(facts: SteeringFacts, definition: SteeringDefinition): SteeringFigure[] {
  return definition.figures.map((id) => composers[id]({ facts, definition }));
}
