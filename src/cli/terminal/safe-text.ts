/*
 * The one place that decides what may reach a terminal. Names of clinics and of files come from anywhere: a control
 * character in them could move the cursor, recolour or rename the window, and a direction mark could turn a number round.
 */

/** Shown in place of a sign that a terminal would obey. */
const replacement = "\u{fffd}";

/**
 * Control characters but line break and tab, marks without a width, direction marks, invisible tags (also those that no
 * version of Unicode has named yet), and halves of a pair.
 */
const steering = /[^\P{Cc}\n\t]|[\p{Cf}\p{Cs}\u{2028}\u{2029}\u{2060}-\u{206f}\u{e0000}-\u{e007f}]/gu;

/** A text of several lines without anything that steers a terminal; the lines stay. */
export function safeText(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll(steering, replacement);
}

/** A text for within one line: line breaks and tabs go too, so that a name cannot pretend to be a line of ours. */
export function safeLine(text: string): string {
  return safeText(text).replaceAll(/[\n\t]/g, replacement);
}

/** JSON text in which whatever a terminal could obey is written as an escape: read back it is the same value. */
export function safeJson(json: string): string {
  return json.replaceAll(
    /[\u{7f}-\u{9f}\p{Cf}\u{2028}\u{2029}\u{2060}-\u{206f}\u{e0000}-\u{e007f}]/gu,
    (sign) =>
      [...Array(sign.length).keys()]
        .map((place) => `\\u${sign.charCodeAt(place).toString(16).padStart(4, "0")}`)
        .join(""),
  );
}
