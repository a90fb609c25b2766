import type { ComplianceCount } from "../../../domain/shapes/figures.js";
import type { FigureContext } from "./figure.js";

/** A column of clinics by outcome. */
export interface OutcomeColumn {
  heading: string;
  of: (count: ComplianceCount) => number;
}

/** The outcomes that the audience sees apart: those that fail and those that cannot be told are one where it sees less. */
export function outcomeColumns({ facts, definition }: FigureContext): OutcomeColumn[] {
  const { pass, fail, unknown, notPass } = definition.terms.outcomes;
  const passing: OutcomeColumn = { heading: pass, of: (count) => count.pass };
  return facts.guarded === undefined
    ? [
        passing,
        { heading: fail, of: (count) => count.fail },
        { heading: unknown, of: (count) => count.unknown },
      ]
    : [passing, { heading: notPass, of: (count) => count.clinics - count.pass }];
}
