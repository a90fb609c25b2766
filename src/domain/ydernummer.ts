/** A provider number: six digits as text, leading zeros kept. */
export type Ydernummer = string & { readonly __brand: "Ydernummer" };

/** Parses 1 to 6 digits and pads them with zeros to 6, or returns null. All zeros is no number. */
export function parseYdernummer(text: string): Ydernummer | null {
  if (!/^\d{1,6}$/.test(text)) return null;
  const padded = text.padStart(6, "0");
  return padded === "000000" ? null : (padded as Ydernummer);
}
