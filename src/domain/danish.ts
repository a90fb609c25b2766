/** Order of Danish text: Æ Ø Å last, Aa as Å, digits by value. */
const collator = new Intl.Collator("da-DK", { numeric: true, sensitivity: "variant" });

/** Compares two texts in Danish order, for `Array.sort`. */
export function compareDanish(left: string, right: string): number {
  return collator.compare(left, right);
}

const dateParts = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/Copenhagen",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** The calendar date in Denmark at an instant given as ISO 8601, as `yyyy-MM-dd`. */
export function dateInDenmark(instant: string): string {
  return dateParts.format(new Date(instant));
}
