import { z } from "zod";
import { aliases, personText, refuse, slug, text, whenSound } from "../yaml/fields.js";
import { normalizeLabel } from "../labels.js";
import { checkHeaders } from "../profiles/header-checks.js";
import type { MonthSource, StatusProfile } from "../profiles/profiles.js";
import { layoutKeys, profileColumn } from "../profiles/schema.js";
import { checkReferences } from "./references.js";
import type { StatusChoice, StatusColumn, StatusFinding, StatusRegister, StatusTelling } from "./register.js";
import { choiceTones, statusTypes } from "./register.js";

/** A register is the state of today whenever it is delivered: no month stands in it. */
const noMonth: MonthSource = { column: null, yearAndMonth: null, fileName: null, headers: null };

const choice = z
  .strictObject({ id: slug, label: text, aliases, tone: z.enum(choiceTones).default("neutral") })
  .transform(({ aliases: others, ...raw }): StatusChoice => ({
    ...raw,
    labels: [raw.label, ...others].map(normalizeLabel),
  }));

const column = z.strictObject({
  header: text,
  aliases,
  type: z.enum(statusTypes),
  required: z.boolean().default(false),
  choices: z.array(choice).default([]),
});

type RawColumn = z.output<typeof column>;

function statusColumn(id: string, { header, aliases: others, ...raw }: RawColumn): StatusColumn {
  return { id, ...profileColumn({ header, aliases: others, optional: !raw.required }), ...raw };
}

const checks = z.array(
  z.discriminatedUnion("check", [
    z.strictObject({ check: z.literal("order"), first: text, second: text }),
    z.strictObject({ check: z.literal("sum"), parts: z.array(text).min(2), whole: text }),
  ]),
);

const figure = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("timeline"),
    title: text,
    label: text,
    from: text,
    to: text,
    group: text,
  }),
  z.strictObject({ kind: z.literal("months"), title: text, date: text, group: text }),
  z.strictObject({ kind: z.literal("milestones"), title: text, label: text, steps: z.array(text).min(1) }),
  z.strictObject({ kind: z.literal("bars"), title: text, label: text, parts: z.array(text).min(1).max(2) }),
]);

const telling = z
  .strictObject({
    tell: z.enum(["rows", "sum", "share", "years", "largest", "largest-name", "names"]),
    column: text.nullable().default(null),
    of: text.nullable().default(null),
    where: z.record(z.string(), z.array(z.union([text, z.boolean()])).min(1)).default({}),
    past: text.nullable().default(null),
  })
  .transform((raw, context): StatusTelling => {
    const isWhole = raw.tell === "rows" ? raw.column === null : raw.column !== null;
    if (isWhole && (raw.tell === "share") === (raw.of !== null)) return raw;
    return refuse(context, {
      wrong: `not what ${raw.tell} needs`,
      expected: "rows: no column; share: column and of; all others: column",
      remedy: "add or remove the key",
    });
  });

const finding = z
  .strictObject({
    values: z.record(z.string(), telling),
    sentences: z
      .array(z.strictObject({ when: z.record(z.string(), z.int().min(0)).default({}), text }))
      .min(1),
  })
  .transform((raw): StatusFinding => raw);

const order = z.strictObject({ column: text, descending: z.boolean().default(false) });

/** Schema of a file of the folder `status`: a register and the layout of its files. */
export const statusSchema = z
  .strictObject({
    ...layoutKeys,
    agenda_point: z.int().min(1).max(99),
    columns: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), column),
    key: z.array(text).min(1),
    checks: checks.default([]),
    order: z.array(order).default([]),
    table: z.strictObject({
      caption: text,
      columns: z.array(text).min(2),
      sums: z.array(text).default([]),
    }),
    figure: figure.nullable().default(null),
    findings: z.array(finding).min(1),
    slide: z.strictObject({
      shows: z.enum(["table", "figure"]),
      columns: z.array(text).min(2),
      annex: z.boolean().default(false),
    }),
    notes: z.array(personText).default([]),
  })
  .transform((raw): StatusProfile => {
    const { agenda_point: agendaPoint, slide, columns, strict, xlsx, values, source, ...rest } = raw;
    const register: StatusRegister = {
      ...rest,
      agendaPoint,
      columns: Object.entries(columns).map(([id, one]) => statusColumn(id, one)),
      slide: { shows: slide.shows, columns: slide.columns, isAnnex: slide.annex },
    };
    return {
      ...{ kind: "status-register", id: raw.id, title: raw.title, source, strict, xlsx, values },
      month: noMonth,
      columns: Object.fromEntries(register.columns.map((one) => [one.id, one])),
      register,
    };
  })
  .superRefine(checkHeaders, whenSound("columns"))
  .superRefine(({ register }, context) => checkReferences(register, context), whenSound("columns"));
