/** What a cell of a number format shows: a number, a day (with or without a time), or a time of day alone. */
export type Shown = "number" | "day" | "time";

/** A number format of the kinds that files have: built in where there is no code. */
export interface NumberFormat {
  id: number;
  code: string | null;
  shows: Shown;
}

const builtIn = (shows: Shown, ids: readonly number[]): NumberFormat[] =>
  ids.map((id) => ({ id, code: null, shows }));
const own = (shows: Shown, codes: readonly string[]): { code: string; shows: Shown }[] =>
  codes.map((code) => ({ code, shows }));

/** Number formats that workbooks name, and what they show as Excel shows it: judged by eye, format by format. */
export const numberFormats: readonly NumberFormat[] = [
  ...builtIn("number", [0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 37, 38, 39, 40, 48, 49]),
  ...builtIn("day", [14, 15, 16, 17, 22]),
  ...builtIn("time", [18, 19, 20, 21, 45, 46, 47]),
  ...[
    ...own("day", [
      "yyyy\\-mm",
      "mmm\\-yy;@",
      "[$-406]mmmm\\ yyyy;@",
      "dd\\-mm\\-yyyy",
      "yyyy\\-mm\\-dd\\ hh:mm:ss",
      "d\\.\\ mmmm\\ yyyy",
      "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
      "mmmm",
      '"md." mm/yyyy',
      "[Red]yyyy/mm/dd",
      "m/d/yy\\ h:mm;@",
      'yyyy"-"mm"-"dd',
      "YYYY\\-MM\\-DD",
      "MMM\\ YY",
      "d",
    ]),
    ...own("time", ["hh:mm", "[h]:mm:ss", "[mm]:ss", "h\\ AM/PM", "[$-F400]h:mm:ss\\ AM/PM", "mm:ss.0"]),
    ...own("number", [
      "0.0",
      '#,##0\\ "md"',
      "[Red]0.00",
      'General" mdr."',
      "0\\d",
      '_-* #,##0.00\\ "kr."_-;\\-* #,##0.00\\ "kr."_-',
      "[$kr.-406]\\ #,##0.00",
      '0.00" dage"',
      "000000",
      "[<1000]0;[>=1000]#,##0",
      "0.00E+00",
      "#\\ ?/?",
      "@",
    ]),
  ].map((format, place) => ({ ...format, id: 164 + place })),
];
