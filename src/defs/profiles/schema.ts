import { z } from "zod";
import { codePages } from "../../domain/text/code-page.js";
import { dateForms, usualDateForms } from "../../domain/iso-date.js";
import { aliases, refuse, slug, text, whenSound } from "../yaml/fields.js";
import { normalizeLabel } from "../labels.js";
import { totalPatterns } from "../files/table-words.js";
import { addMistake } from "../yaml/mistake.js";
import { checkCountForm, checkHeaders } from "./header-checks.js";
import type { ProfileColumn } from "./column.js";
import type {
  MeasureColumn,
  MonthColumn,
  MonthSource,
  PlanCountsProfile,
  ValueForms,
  WideColumn,
  XlsxOptions,
} from "./profiles.js";
import { monthFormats } from "./profiles.js";

interface RawColumn {
  header: string;
  aliases: string[];
  optional: boolean;
}

/** A column with the labels by which its heading is found. */
export function profileColumn(raw: RawColumn): ProfileColumn {
  return { ...raw, labels: [raw.header, ...raw.aliases].map(normalizeLabel) };
}

const columnKeys = { header: text, aliases, optional: z.boolean().default(false) };
const column = z.strictObject(columnKeys).transform(profileColumn);
const formats = z.array(z.enum(monthFormats)).min(1);
const measure = z.enum(["new", "maintained"]);
const maxTitleRows = 100;

const measureColumn = z
  .strictObject({
    ...columnKeys,
    values: z.strictObject({ new: z.array(text).min(1), maintained: z.array(text).min(1) }),
  })
  .transform(({ values, ...raw }): MeasureColumn => ({
    ...profileColumn(raw),
    values: { new: values.new.map(normalizeLabel), maintained: values.maintained.map(normalizeLabel) },
  }));

const wideColumn = z
  .strictObject({
    ...columnKeys,
    plan_type: text.nullable().default(null),
    measure: measure.nullable().default(null),
  })
  .transform(({ plan_type, measure: counted, ...raw }): WideColumn => ({
    ...profileColumn(raw),
    planType: plan_type,
    measure: counted,
  }));

const pattern = z.string().transform((written, context): RegExp => {
  const expected = "a regular expression with one group for the month, such as _(\\d{4}-\\d{2})";
  try {
    // Matching the empty text against "pattern or nothing" tells the number of groups.
    const groups = (new RegExp(`${written}|`, "u").exec("")?.length ?? 1) - 1;
    if (groups === 1) return new RegExp(written, "gu");
    return refuse(context, {
      wrong: `a pattern with ${groups} groups`,
      expected,
      remedy: "put round brackets round the month",
    });
  } catch {
    return refuse(context, {
      wrong: "not a regular expression",
      expected,
      remedy: "correct its brackets and backslashes",
    });
  }
});

const monthColumn = z
  .strictObject({ ...columnKeys, formats })
  .transform((raw): MonthColumn => ({ ...profileColumn(raw), formats: raw.formats }));

const monthSource = z
  .strictObject({
    column: monthColumn.nullable().default(null),
    year_and_month: z.strictObject({ year: column, month: column }).nullable().default(null),
    file_name: z.strictObject({ pattern, formats }).nullable().default(null),
    headers: z.strictObject({ formats }).nullable().default(null),
  })
  .superRefine(
    (month, context) => {
      const places = [month.column, month.year_and_month, month.headers].filter((place) => place !== null);
      if (places.length < 2) return;
      addMistake(context, {
        wrong: "two places for the month of a row",
        expected: "at most one of column, year_and_month, headers",
        remedy: "write a profile for each layout",
      });
    },
    whenSound("column", "year_and_month", "headers"),
  )
  .transform((raw): MonthSource => ({
    column: raw.column,
    yearAndMonth: raw.year_and_month,
    fileName: raw.file_name,
    headers: raw.headers,
  }));

const values = z
  .strictObject({
    encoding: z.enum(codePages).nullable().default(null),
    decimal_mark: z.enum([",", "."]).nullable().default(null),
    empty: z.array(text).default([]),
    dates: z.array(z.enum(dateForms)).min(1).default(usualDateForms),
    no_end: z.array(text).default([]),
    totals: z.array(text).default([]),
    footers: z.array(text).default([]),
  })
  .prefault({})
  .transform(({ decimal_mark: decimalMark, empty, no_end: noEnd, totals, footers, ...raw }): ValueForms => ({
    ...raw,
    decimalMark,
    empty: empty.map(normalizeLabel),
    noEnd: noEnd.map(normalizeLabel),
    totals: totalPatterns(totals),
    footers: footers.map(normalizeLabel),
  }));

/** What every layout says of itself and of its files. */
export const layoutKeys = {
  id: slug,
  title: text,
  source: text,
  strict: z.boolean().default(false),
  xlsx: z
    .strictObject({
      sheet: text.nullable().default(null),
      title_rows: z.int().min(0).max(maxTitleRows).default(0),
    })
    .default({ sheet: null, title_rows: 0 })
    .transform((raw): XlsxOptions => ({ sheet: raw.sheet, titleRows: raw.title_rows })),
  values,
};

const baseKeys = { ...layoutKeys, month: monthSource };

const planCountColumns = z
  .strictObject({
    ydernummer: column,
    plan_type: column.nullable().default(null),
    new: column.nullable().default(null),
    maintained: column.nullable().default(null),
    measure: measureColumn.nullable().default(null),
  })
  .transform(({ plan_type: planType, ...raw }): PlanCountsProfile["columns"] => ({ ...raw, planType }));

const planCountsProfile = z
  .strictObject({
    ...baseKeys,
    kind: z.literal("plan-counts"),
    columns: planCountColumns,
    wide: z.array(wideColumn).default([]),
  })
  .superRefine(checkCountForm, whenSound("columns", "wide", "month"))
  .superRefine(checkHeaders, whenSound("columns", "wide", "month"));

const registerProfile = z
  .strictObject({
    ...baseKeys,
    kind: z.literal("clinic-register"),
    columns: z.strictObject({
      ydernummer: column,
      name: column,
      region: column,
      municipality: column.nullable().default(null),
      kind: column,
      doctors: column,
      opened: column,
      closed: column,
      system: column.nullable().default(null),
      successor: column.nullable().default(null),
    }),
  })
  .superRefine((profile, context) => {
    if (profile.month.headers === null) return;
    addMistake(
      context,
      {
        wrong: "a register has no month in its headers",
        expected: "column or file_name",
        remedy: "remove it",
      },
      { path: ["month", "headers"], isKey: true },
    );
  }, whenSound("month"))
  .superRefine(checkHeaders, whenSound("columns", "month"));

/** Schema of a file in `profiles/`. Codes of plan types are held against their own file afterwards. */
export const profileSchema = z.discriminatedUnion("kind", [planCountsProfile, registerProfile]);
