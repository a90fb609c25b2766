import { createHash } from "node:crypto";

/** A number as cells show it: no leading zeros, so that a ydernummer is never one. */
const number = /^-?(0|[1-9]\d*)(,\d+)?(e[-+]?\d+)?$/;

/** Control characters, which a cell shows as a replacement mark. */
const unwritable = /(?![\n\t])\p{Cc}/gu;

/** Digits of a number that all office suites write alike. */
const sureDigits = 9;

/** A text that no rule below changes: composed letters with single blanks between them. */
const plainText = /^[A-Za-zÆØÅæøå]+(?: [A-Za-zÆØÅæøå]+)*$/;

/** A number in the form in which {@link comparableText} compares it. */
export function comparableNumber(value: number): string {
  // What a whole number of so few digits would come to, in a hundredth of the time: most numbers of a workbook are such.
  if (Number.isInteger(value) && Math.abs(value) < 10 ** sureDigits) return String(value);
  return String(Number(value.toPrecision(sureDigits))).replace(".", ",");
}

/**
 * A text of a cell in the form in which two cells are compared: composed characters, line ends as `\n`, no blanks round
 * it, and of a number the digits that a round trip through another office suite leaves alone.
 */
export function comparableText(text: string): string {
  if (plainText.test(text)) return text;
  const plain = text.normalize("NFC").replaceAll(/\r\n?/g, "\n").replaceAll(unwritable, "\uFFFD").trim();
  return number.test(plain) ? comparableNumber(Number(plain.replace(",", "."))) : plain;
}

/**
 * A short fingerprint of texts in their order, blanks left out, so that it is the same wherever a line was broken. It
 * tells a slip, not a forgery.
 */
export function digestOfTexts(texts: readonly string[]): string {
  const whole = texts
    .map((text) => comparableText(text).replaceAll(/\s+/g, ""))
    .filter((text) => text !== "");
  return createHash("sha256").update(whole.join("")).digest("hex").slice(0, 12);
}
