import { createHash } from "node:crypto";

/** A number as cells show it: no leading zeros, so that a ydernummer is never one. */
const number = /^-?(0|[1-9]\d*)(,\d+)?(e[-+]?\d+)?$/;

/** Control characters, which a cell shows as a replacement mark. */
const unwritable = /(?![\n\t])\p{Cc}/gu;

/** Digits of a number that all office suites write alike. */
const sureDigits = 9;

/** A number in the form in which {@link comparableText} compares it. */
export function comparableNumber(value: number): string {
  return String(Number(value.toPrecision(sureDigits))).replace(".", ",");
}

/**
 * A text of a cell in the form in which two cells are compared: composed characters, line ends as `\n`, no blanks round
 * it, and of a number the digits that a round trip through another office suite leaves alone.
 */
export function comparableText(text: string): string {
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
