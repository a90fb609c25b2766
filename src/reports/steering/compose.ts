import type { SteeringDefinition, SteeringFigureId } from "./report-file.js";
import { composeAccumulated } from "./accumulated.js";
import { composeActivity } from "./activity.js";
import { composeCompliance } from "./compliance.js";
import { composeDistribution } from "./distribution.js";
import type { SteeringFacts } from "./facts.js";
import type { FigureContext, SteeringFigure } from "./figure.js";
import { composeMonthly } from "./monthly.js";

export type { SteeringFacts } from "./facts.js";
export type { SteeringFigure } from "./figure.js";

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
