/** Characters that nobody sees: zero-width and direction marks, soft hyphens, byte order marks, and control characters that are no blank. */
const invisible = /[\p{Cf}\u115f\u1160\u180e\u3164\uffa0]|\u17b4|\u17b5|(?![\s\u0085])\p{Cc}/gu;

/** Blanks of every kind, one or more. */
const blanks = /[\s\p{Z}\u0085]+/gu;

/**
 * A text as it is stored: composed letters (NFC), trimmed, each run of blanks of any kind as one space, and nothing that
 * nobody sees. So a group that is written in two ways is not there twice. Source: the project's contract, section 5, "Text".
 */
export function tidyText(text: string): string {
  // Nearly all texts are letters and single spaces, and are done with one look.
  if (/^[\x21-\x7eæøåÆØÅ]+(?: [\x21-\x7eæøåÆØÅ]+)*$/.test(text)) return text;
  return text.replaceAll(invisible, "").normalize("NFC").replaceAll(blanks, " ").trim();
}
