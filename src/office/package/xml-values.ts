/** True for the texts by which XML says yes. */
export function isTrue(text: string | undefined): boolean {
  return text === "1" || text === "true";
}

/** Text of a workbook with its escapes undone: `_x000D_` is a carriage return. */
export function unescapeText(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}
