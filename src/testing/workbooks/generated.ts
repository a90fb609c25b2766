import fc from "fast-check";
import type { NumberFormat } from "./number-formats.js";
import { numberFormats } from "./number-formats.js";

/** A text as a workbook holds it: in one piece or several with formats of their own, perhaps with a reading aid beside it. */
export interface RichText {
  runs: readonly string[];
  isRich: boolean;
  hasReadingAid: boolean;
}

/** What one cell holds, and in which of the ways that the standard allows it is written. */
export type CellContent =
  | { kind: "shared"; text: RichText }
  | { kind: "inline"; text: RichText; beside: "none" | "value" | "no-type" }
  | { kind: "inline-in-v"; text: string }
  | { kind: "number"; value: number; written: string; format: NumberFormat; form: NumberForm }
  | { kind: "formula-text"; text: string }
  | { kind: "formula-without-value"; isShared: boolean }
  | { kind: "truth"; isTrue: boolean; written: "1" | "0" | "true" | "false" }
  | { kind: "error"; code: string; hasFormula: boolean }
  | { kind: "iso-date"; day: string; time: string | null }
  | { kind: "blank"; format: NumberFormat };

/** How a number is written: alone, with its type, behind a formula, beside another text, or among what a program may skip. */
export type NumberForm =
  "plain" | "typed" | "formula" | "array" | "beside-inline" | "extension" | "alternate";

/** A cell of a generated row. */
export interface GeneratedCell {
  /** Columns left out before it. */
  gap: number;
  content: CellContent;
}

/** A row of a generated sheet. */
export interface GeneratedRow {
  /** Rows left out before it. */
  gap: number;
  /** False: neither row nor cells say where they are, which only holds without gaps. */
  hasPlaces: boolean;
  cells: readonly GeneratedCell[];
}

/** A workbook in one of the forms that programs give it. */
export interface GeneratedWorkbook {
  has1904: boolean;
  isStrict: boolean;
  /** Prefix of every element of the standard; empty for none. */
  prefix: string;
  /** True where every row and cell says where it is. */
  hasPlaces: boolean;
  /** True: elements of other makers, formats of conditions and compatibility stand between those of the standard. */
  hasExtensions: boolean;
  /** True: cells hold extensions, alternatives and reading aids of inline texts. False: these are left out when written. */
  hasRareCells: boolean;
  sheets: readonly { name: string; isHidden: boolean; rows: readonly GeneratedRow[] }[];
}

const word = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom("KOL", "000040", "2025-02", "Iskæmisk hjertesygdom", "Lægehuset Søen"),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "a & b",
      "<b>",
      '"',
      " mellem ",
      "to\nlinjer",
      "linje\r\nskift",
      "1.234",
      "=1+1",
      "'",
      "tab\tulator",
      "👩‍⚕️",
    ),
  },
  {
    weight: 1,
    arbitrary: fc.string({
      unit: fc.constantFrom("æ", "Å", "x", "_", " ", "&", "1", "\n", "é"),
      maxLength: 9,
    }),
  },
);
const richText = fc.record({
  runs: fc.array(word, { minLength: 1, maxLength: 3 }),
  isRich: fc.boolean(),
  hasReadingAid: fc.boolean(),
});

const secondsInDay = 86_400;
/** Days of every time that a file may name, the first days of Excel's calendar and what lies outside it too. */
const serial = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 36_526, max: 47_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: -3, max: 70 }) },
  { weight: 1, arbitrary: fc.integer({ min: 71, max: 2_958_465 }) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.integer({ min: 36_526, max: 47_000 }), fc.nat({ max: secondsInDay - 1 }))
      .map(([day, second]) => day + second / secondsInDay),
  },
);
const number = fc.oneof(
  { weight: 3, arbitrary: serial },
  { weight: 2, arbitrary: fc.nat({ max: 2000 }) },
  { weight: 1, arbitrary: fc.constantFrom(0.1 + 0.2, 1e21, 1.5e-7, 12.5, -1, 1_234_567.891, 0.1, 1e15) },
);
const waysToWrite: readonly ((value: number) => string)[] = [
  String,
  String,
  (value) => value.toExponential(),
  (value) => (Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.0` : String(value)),
  (value) => String(value).replace("e", "E"),
];
const numberForms = fc.constantFrom<NumberForm>(
  ...([
    "plain",
    "plain",
    "plain",
    "typed",
    "formula",
    "array",
    "beside-inline",
    "extension",
    "alternate",
  ] as const),
);
const format = fc.constantFrom(...numberFormats);

const content: fc.Arbitrary<CellContent> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("shared" as const), text: richText }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("inline" as const),
      text: richText,
      beside: fc.constantFrom("none", "none", "none", "none", "value", "no-type"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("inline-in-v" as const), text: word }) },
  {
    weight: 8,
    arbitrary: fc
      .record({ value: number, way: fc.constantFrom(...waysToWrite), format, form: numberForms })
      .map(({ value, way, ...rest }) => ({ kind: "number" as const, value, written: way(value), ...rest })),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("formula-text" as const), text: word }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("formula-without-value" as const), isShared: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("1" as const, "0" as const, "true" as const, "false" as const)
      .map((written) => ({ kind: "truth" as const, written, isTrue: written === "1" || written === "true" })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("error" as const),
      code: fc.constantFrom("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"),
      hasFormula: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("iso-date" as const),
      day: fc.constantFrom("2025-02-01", "2024-02-29", "1999-12-31"),
      time: fc.constantFrom(null, "00:00:00", "00:00:00.000", "13:45:59"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("blank" as const), format }) },
);

const gap = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 30 }) },
);
const placedRow: fc.Arbitrary<GeneratedRow> = fc.record({
  gap,
  hasPlaces: fc.constant(true),
  cells: fc.array(fc.record({ gap, content }), { maxLength: 7 }),
});
const unplacedRow: fc.Arbitrary<GeneratedRow> = fc.record({
  gap: fc.constant(0),
  hasPlaces: fc.constant(false),
  cells: fc.array(fc.record({ gap: fc.constant(0), content }), { maxLength: 7 }),
});
const sheetsOf = (row: fc.Arbitrary<GeneratedRow>): fc.Arbitrary<GeneratedWorkbook["sheets"]> =>
  fc
    .array(fc.record({ isHidden: fc.boolean(), rows: fc.array(row, { maxLength: 8 }) }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((sheets) => sheets.map((sheet, place) => ({ ...sheet, name: `Ark ${place + 1} & mere` })));

/** Workbooks of up to three sheets, in every mixture of the forms; the rarer a form is among files, the rarer here. */
export const generatedWorkbook: fc.Arbitrary<GeneratedWorkbook> = fc
  .record({
    has1904: fc.boolean(),
    isStrict: fc.constantFrom(false, false, false, false, true),
    prefix: fc.constantFrom("", "", "", "", "", "", "", "x", "ss"),
    hasPlaces: fc.constantFrom(true, true, true, false),
    hasExtensions: fc.boolean(),
    hasRareCells: fc.constantFrom(false, false, false, true),
  })
  .chain((forms) =>
    sheetsOf(forms.hasPlaces ? placedRow : fc.oneof(placedRow, unplacedRow)).map((sheets) => ({
      ...forms,
      sheets,
    })),
  );
