import type { ReadLimits } from "../../defs/limits/read-limits.js";
import { beyondLimit } from "../office-error.js";

/** Counts over one file what its limits count, part after part. */
export interface ReadBudget {
  readonly limits: ReadLimits;
  elements: number;
  /** Of texts and attributes that are kept in memory. */
  characters: number;
}

/** A budget of which nothing is used. */
export function freshBudget(limits: ReadLimits): ReadBudget {
  return { limits, elements: 0, characters: 0 };
}

/** Counts characters that are kept in memory, and refuses too many. */
export function keepCharacters(budget: ReadBudget, count: number): void {
  budget.characters += count;
  const { maxSharedCharacters: most } = budget.limits;
  if (budget.characters <= most) return;
  throw beyondLimit({
    limit: "maxSharedCharacters",
    seen: budget.characters,
    most,
    what: `the texts of the file have ${budget.characters} characters or more`,
  });
}
