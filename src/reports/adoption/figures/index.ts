import type { SteeringFacts } from "../facts.js";
import { figure as accumulated } from "./accumulated.js";
import { figure as activity } from "./activity.js";
import { figure as compliance } from "./compliance.js";
import { figure as distribution } from "./distribution.js";
import type { FigureContext, FigureKind, FigureSettings, SteeringFigure } from "./figure.js";
import { composeFigure } from "./figure.js";
import { figure as monthly } from "./monthly.js";
import { figure as plansByType } from "./plans-by-type.js";

/** The figures that the report can show, by id. The only such list. Source: the slides of 24-04-2025. */
const figures = {
  "plans-per-doctor": distribution,
  "plans-accumulated": accumulated,
  "plans-per-month": monthly,
  "active-clinics": activity,
  ok22: compliance,
  "plans-by-type": plansByType,
} as const;

export type SteeringFigureId = keyof typeof figures;

/** The words of each figure. */
export type FigureWords = {
  [Id in SteeringFigureId]: (typeof figures)[Id] extends FigureKind<infer Words> ? Words : never;
};

const byId: { [Id in SteeringFigureId]: FigureKind<FigureWords[Id]> } = figures;

/** The ids, in the order of the list. */
export const steeringFigureIds: readonly SteeringFigureId[] = Object.keys(figures).filter(isFigureId);

/** True for the id of a figure. */
export function isFigureId(id: string): id is SteeringFigureId {
  return Object.hasOwn(figures, id);
}

/** What is asked of every figure alike. */
export function figureOf(id: SteeringFigureId): Omit<FigureKind<unknown>, "words" | "compose"> {
  return figures[id];
}

/** The schema of each figure's words. */
export const figureWords = Object.fromEntries(steeringFigureIds.map((id) => [id, figures[id].words])) as {
  [Id in SteeringFigureId]: FigureKind<FigureWords[Id]>["words"];
};

/** What the figures of a report are composed from, beside its facts. */
export interface FiguresDefinition extends FigureSettings {
  /** Figures in the order in which they are shown. */
  figures: readonly SteeringFigureId[];
  texts: FigureSettings["texts"] & { figures: FigureWords };
}

/** The figures of the steering group's report, in the order that its definition gives. Pure: no files, no clock. */
export function composeSteering(facts: SteeringFacts, definition: FiguresDefinition): SteeringFigure[] {
  const words = definition.texts.figures;
  return definition.figures.map((id) => composeOne(id, words, { facts, definition }));
}

function composeOne<Id extends SteeringFigureId>(
  id: Id,
  words: Pick<FigureWords, Id>,
  context: FigureContext,
): SteeringFigure {
  return composeFigure(id, byId[id].compose({ ...context, words: words[id] }), context);
}
