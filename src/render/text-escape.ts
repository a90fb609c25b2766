const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Makes text safe between tags and inside quoted attributes, in XML and HTML alike, as {@link allowedInXml}. */
export function escapeMarkup(text: string): string {
  return allowedInXml(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/**
 * The text with U+FFFD for characters that XML does not allow (controls other than tab and line ends, lone surrogates), so
 * that a file opens whatever a cell held.
 */
export function allowedInXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (control) => ("\t\n\r".includes(control) ? control : "\ufffd"));
}
