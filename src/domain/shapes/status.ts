/**
 * A value of a status register as it is stored: a text, a date as `yyyy-MM-dd`, a month as `yyyy-MM`, a whole number, an
 * amount in øre, the id of a choice, or a truth. Null: the register does not say it.
 */
export type StatusValue = string | number | boolean | null;

/** An entry of a status register. */
export interface StatusRow {
  /** The values that tell it apart, as a JSON array. */
  key: string;
  /** Its values by the id of their column. */
  values: Readonly<Record<string, StatusValue>>;
}

/** What a load did to one value of a register, or to an entry as a whole. */
export interface StatusChange {
  /** The values by which people know the entry. */
  entry: string;
  /** Heading of the column; null: the entry came or went. */
  column: string | null;
  /** In words; null: there was no such entry, or it said nothing. */
  old: string | null;
  new: string | null;
}
