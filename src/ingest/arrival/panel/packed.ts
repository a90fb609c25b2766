import type { Month } from "../../../domain/month.js";

/**
 * One month's counts as whole numbers, three a row: the number and the place of the plan type as one key, new and
 * maintained plans. Nothing is made for a row: a month has thousands, a history hundreds of thousands.
 */
export interface PackedMonth {
  month: Month;
  rows: Int32Array;
}

/** Whole numbers that a row of a packed month has. */
export const rowLength = 3;

const typeBits = 5;

/** Plan types that are told apart, and one place for all others. */
export const maxTypes = 2 ** typeBits - 1;

/** What a number is multiplied by in a key; the place of the plan type is added. */
export const keyFactor = 2 ** typeBits;

/** The number, as a whole number, and the place of the plan type of a key. */
export const numberOf = (key: number): number => key >> typeBits;
export const typeOf = (key: number): number => key & maxTypes;

/** Places of the plan types that are marked, the lowest bit first; the first one where none is. */
export function typesOfMask(seen: number): number[] {
  const types = Array.from({ length: keyFactor }, (_, type) => type).filter((type) => (seen >> type) & 1);
  return types.length === 0 ? [0] : types;
}

/** Codes of the plan types that are told apart, in the order of their places; whatever is none of them comes after. */
export function typeCodes(planTypes: readonly { code: string }[]): string[] {
  return planTypes.slice(0, maxTypes).map(({ code }) => code);
}
