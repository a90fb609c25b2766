/** One column of a layout. */
export interface ProfileColumn {
  /** The header as the supplier writes it. */
  header: string;
  /** Other headers that mean the same. */
  aliases: string[];
  /** Header and aliases in the form of `normalizeLabel`. */
  labels: string[];
  /** True when files may lack the column. */
  optional: boolean;
}
