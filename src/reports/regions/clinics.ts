import { clinicKey } from "../../metrics/follow-up/carried-forward.js";
import { compareByName } from "../shared/clinic-order.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import { countWords } from "../../domain/danish.js";
import type { ClinicCompliance, ClinicInMonths } from "../../domain/shapes/figures.js";
import type { CellContent, WorkbookColumn, WorkbookTable } from "../../office/workbook/content.js";
import type { RegionContent } from "./facts.js";
import type { ClinicNotes } from "./notes.js";
import { notesByClinic } from "./notes.js";
import { trendBars, trendHalves } from "./trend.js";

/** A column together with what it shows of a clinic, so that neither can move without the other. */
export interface ClinicColumn {
  column: WorkbookColumn;
  cell: (clinic: ClinicInMonths) => CellContent;
}

/** The columns of a clinic, each by the name that its heading has among the texts. */
export type ClinicColumns = Record<keyof RegionContent["texts"]["own"]["clinics"]["columns"], ClinicColumn>;

/** Columns of the sheet that prints: what one needs at a meeting. The others stand to their right. */
const printed = [
  ...(["ydernummer", "name", "municipality", "doctors", "newPlans", "required", "missing"] as const),
  ...(["attained", "outcome", "segment", "followUp", "remark", "written"] as const),
] as const;

const onScreen = [
  ...(["flags", "kind", "system", "opened", "perDoctor", "maintained", "lastPlanMonth", "trend"] as const),
] as const;

/** How many columns of the clinics' table are printed, from the left. */
export const printedColumns = printed.length;

/** One row a clinic: who it is, its figures, its outcome, and two columns for the region to write in. */
export function clinicTable(content: RegionContent): WorkbookTable {
  const columns = clinicColumns(content);
  const { table, none, guard } = content.texts.own.clinics;
  const shown = [...printed, ...onScreen].map((name) => sortable(columns[name], guard));
  return tableOfClinics(shown, {
    name: table,
    emptyText: none,
    clinics: [...content.facts.clinics].sort(compareForFollowUp),
  });
}

/** Figures are unlocked, so that the whole table can be sorted and notes stay beside their clinics; typing over them is stopped. */
function sortable(
  { column, cell }: ClinicColumn,
  guard: { errorTitle: string; errorText: string },
): ClinicColumn {
  return { column: column.editable === true ? column : { ...column, guard }, cell };
}

/** A table of clinics in the order given. */
export function tableOfClinics(
  shown: readonly ClinicColumn[],
  { name, emptyText, clinics }: { name: string; emptyText: string; clinics: readonly ClinicInMonths[] },
): WorkbookTable {
  return {
    kind: "table",
    name,
    emptyText,
    columns: shown.map(({ column }) => column),
    rows: clinics.map((clinic) => shown.map(({ cell }) => cell(clinic))),
  };
}

/** All columns that a sheet about clinics may show. */
export function clinicColumns(content: RegionContent): ClinicColumns {
  return { ...identityColumns(content), ...figureColumns(content), ...followUpColumns(content) };
}

type IdentityName = "ydernummer" | "name" | "municipality" | "kind" | "system" | "opened" | "flags";

function identityColumns(content: RegionContent): Record<IdentityName, ClinicColumn> {
  const { columns, empty } = content.texts.own.clinics;
  const text = (header: string, width: number): WorkbookColumn => ({ header, kind: "text", width });
  return {
    ydernummer: { column: text(columns.ydernummer, 15), cell: (clinic) => clinic.ydernummer },
    name: { column: { ...text(columns.name, 32), wrap: true }, cell: (clinic) => clinic.name },
    municipality: {
      column: { ...text(columns.municipality, 17), whenEmpty: empty.notStated },
      cell: (clinic) => clinic.municipality,
    },
    kind: { column: text(columns.kind, 14), cell: (clinic) => clinic.kind },
    system: {
      column: { ...text(columns.system, 14), whenEmpty: empty.notStated },
      cell: (clinic) => clinic.system,
    },
    opened: { column: { header: columns.opened, kind: "date", width: 12 }, cell: (clinic) => clinic.opened },
    flags: {
      column: { ...text(columns.flags, 26), wrap: true, whenEmpty: empty.noFlags },
      cell: (clinic) => flagWords(clinic, content),
    },
  };
}

function flagWords(clinic: ClinicCompliance, { facts, segments, texts }: RegionContent): string | null {
  const flags = segments.flags.filter(({ id }) => clinic.flags.includes(id)).map(({ name }) => name);
  if (facts.borderTakeovers.has(clinicKey(clinic))) flags.push(texts.own.clinics.borderTakeover);
  return flags.length === 0 ? null : flags.join(", ");
}

type FigureName =
  | ("doctors" | "newPlans" | "required" | "missing" | "attained" | "outcome" | "segment")
  | ("perDoctor" | "maintained" | "lastPlanMonth" | "trend");

function figureColumns(content: RegionContent): Record<FigureName, ClinicColumn> {
  const { facts, segments, texts } = content;
  const { columns, empty } = texts.own.clinics;
  const { outcomes } = texts.terms;
  const tones = { [outcomes.fail]: "attention", [outcomes.unknown]: "muted" } as const;
  const whenEmpty = empty.doctorsUnknown;
  const segmentNames = new Map(segments.segments.map(({ id, name }) => [id, name]));
  const isOpen = (clinic: ClinicCompliance): boolean => !facts.borderTakeovers.has(clinicKey(clinic));
  return {
    doctors: {
      column: { header: columns.doctors, kind: "exact", width: 9.5, whenEmpty: empty.notStated },
      cell: (clinic) => clinic.doctors,
    },
    newPlans: {
      column: {
        header: fillSentence(columns.newPlans, { months: String(facts.rule.months) }),
        kind: "count",
        width: 11,
      },
      cell: (clinic) => clinic.newPlans,
    },
    required: {
      column: { header: columns.required, kind: "exact", width: 9.5, whenEmpty },
      cell: (clinic) => clinic.required,
    },
    missing: {
      column: { header: columns.missing, kind: "exact", width: 11, whenEmpty },
      cell: (clinic) => clinic.missing,
    },
    attained: {
      column: { header: columns.attained, kind: "share", width: 11, bar: { full: 1 }, whenEmpty },
      cell: ({ newPlans, required }) => (required === null || required === 0 ? null : newPlans / required),
    },
    outcome: {
      column: { header: columns.outcome, kind: "text", width: 17, tones },
      cell: (clinic) => outcomes[clinic.outcome],
    },
    segment: {
      column: { header: columns.segment, kind: "text", width: 13 },
      cell: ({ segment }) => (segment === null ? undefined : segmentNames.get(segment)) ?? segments.none.name,
    },
    perDoctor: {
      column: { header: columns.perDoctor, kind: "decimal", width: 11, whenEmpty },
      cell: (clinic) => clinic.perDoctor,
    },
    maintained: {
      column: { header: columns.maintained, kind: "count", width: 17, whenEmpty: empty.border },
      cell: (clinic) => (isOpen(clinic) ? sumOfKnown(clinic.monthlyMaintained) : null),
    },
    lastPlanMonth: {
      column: { header: columns.lastPlanMonth, kind: "month", width: 16, whenEmpty: empty.noPlan },
      cell: (clinic) =>
        isOpen(clinic) || (clinic.lastPlanMonth ?? "") > clinic.opened ? clinic.lastPlanMonth : null,
    },
    trend: {
      column: { header: columns.trend, kind: "text", width: 28, whenEmpty: empty.border },
      cell: (clinic) => (isOpen(clinic) ? trendWords(clinic, content) : null),
    },
  };
}

/** Bars of the 12 months for the eye, and the plans of both halves of the year for everybody. */
function trendWords(clinic: ClinicInMonths, { texts }: RegionContent): string | null {
  const months = clinic.monthlyNew.map((plans, place) => {
    const maintained = clinic.monthlyMaintained[place] ?? null;
    return plans === null || maintained === null ? null : plans + maintained;
  });
  const { earlier, latest } = trendHalves(months);
  return fillSentence(texts.own.clinics.trend, {
    bars: trendBars(months),
    earlier: countWords(earlier),
    latest: countWords(latest),
  });
}

function sumOfKnown(months: readonly (number | null)[]): number {
  return months.reduce<number>((sum, plans) => sum + (plans ?? 0), 0);
}

function followUpColumns(content: RegionContent): Record<"followUp" | "remark" | "written", ClinicColumn> {
  const { columns, followUp, remark, empty } = content.texts.own.clinics;
  const notesOf = notesByClinic(content);
  const cell =
    (part: keyof ClinicNotes) =>
    (clinic: ClinicCompliance): string | null =>
      notesOf(clinic)[part];
  const { maxRemarkCharacters } = content;
  const characters = { characters: countWords(maxRemarkCharacters) };
  const textLimit = {
    ...remark,
    maxCharacters: maxRemarkCharacters,
    promptText: fillSentence(remark.promptText, characters),
    errorText: fillSentence(remark.errorText, characters),
  };
  const choices = { values: content.choices.map(({ label }) => label), ...followUp };
  return {
    followUp: {
      column: {
        ...{ header: columns.followUp, kind: "text", width: 16, editable: true, choices },
        whenEmpty: empty.notWritten,
      },
      cell: cell("followUp"),
    },
    remark: {
      column: {
        ...{ header: columns.remark, kind: "text", width: 30, wrap: true, editable: true, textLimit },
        whenEmpty: empty.notWritten,
      },
      cell: cell("remark"),
    },
    written: {
      column: { header: columns.written, kind: "text", width: 16, wrap: true, whenEmpty: empty.notWritten },
      cell: cell("written"),
    },
  };
}

/** Who needs a call comes first, and among them who is nearest to the line; then by name. */
export function compareForFollowUp(left: ClinicCompliance, right: ClinicCompliance): number {
  const order = { fail: 0, unknown: 1, pass: 2 };
  return (
    order[left.outcome] - order[right.outcome] ||
    (left.missing ?? 0) - (right.missing ?? 0) ||
    compareByName(left, right)
  );
}
