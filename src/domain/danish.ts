/** Order of Danish text: Æ Ø Å last, Aa as Å, digits by value. */
const collator = new Intl.Collator("da-DK", { numeric: true, sensitivity: "variant" });

/** Compares two texts in Danish order, for `Array.sort`. */
export function compareDanish(left: string, right: string): number {
  return collator.compare(left, right);
}
