const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Makes text safe between tags and inside quoted attributes, in XML and HTML alike. Characters that XML does not allow
 * (controls other than tab and line ends, lone surrogates) become U+FFFD, so that a file opens whatever a cell held.
 */
export function escapeMarkup(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (control) => ("\t\n\r".includes(control) ? control : "\ufffd"))
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
