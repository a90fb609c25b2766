/** The source of a pattern that finds a text as it stands: signs that patterns give a meaning are escaped. */
export function literalPattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
