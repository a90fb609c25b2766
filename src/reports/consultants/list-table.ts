import { shownValue } from "../../defs/files/follow-up.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import { countWords } from "../../domain/danish.js";
import type { VisitField } from "../../domain/shapes/follow-up.js";
import type {
  CellContent,
  ColumnTextLimit,
  WorkbookColumn,
  WorkbookTable,
} from "../../office/workbook/content.js";
import type { ConsultantsContent } from "./content.js";
import type { WorkRow } from "./worklist.js";

type ListTexts = ConsultantsContent["texts"]["own"]["list"];

/** The headings of the columns that are written in. */
export function writtenHeadings(columns: ListTexts["columns"]): Record<VisitField, string> {
  return {
    visited: columns.visited,
    "visited-by": columns.visitedBy,
    agreed: columns.agreed,
    "next-step": columns.nextStep,
  };
}

interface ListColumn {
  column: WorkbookColumn;
  cell: (row: WorkRow) => CellContent;
}

type ColumnName = keyof ListTexts["columns"];

/** Columns that one needs on the way, from the left: they print. The others stand to their right. */
const printed = [
  ...(["place", "group", "ydernummer", "name", "region", "municipality", "system", "missing"] as const),
  ...(["visited", "visitedBy", "agreed", "nextStep", "noted"] as const),
] as const satisfies ColumnName[];

const onScreen = [
  ...(["word", "written", "doctors", "newPlans", "required", "peers", "latest", "before"] as const),
  ...(["lastPlan", "flags", "opened"] as const),
] as const satisfies ColumnName[];

/** How many columns of the list are printed, from the left. */
export const printedListColumns = printed.length;

/** One row a clinic, in the order in which they should be visited, with columns to write in. */
export function listTable(content: ConsultantsContent): WorkbookTable {
  const { table, none, guard } = content.texts.own.list;
  const all = { ...clinicColumns(content), ...figureColumns(content), ...visitColumns(content) };
  const columns = [...printed, ...onScreen].map((name) => all[name]);
  return {
    kind: "table",
    name: table,
    emptyText: none,
    // Unlocked, so that the whole list can be sorted and notes stay beside their clinics; typing over them is stopped
    columns: columns.map(({ column }) => (column.editable === true ? column : { ...column, guard })),
    rows: content.rows.map((row) => columns.map(({ cell }) => cell(row))),
  };
}

const textColumn = (header: string, width: number, wrap = false): WorkbookColumn => ({
  header,
  kind: "text",
  width,
  wrap,
});

type ClinicName =
  | ("place" | "group" | "ydernummer" | "name" | "region" | "municipality" | "system")
  | ("flags" | "opened" | "word" | "written");

function clinicColumns({ texts, segments }: ConsultantsContent): Record<ClinicName, ListColumn> {
  const { columns: words } = texts.own.list;
  const { groups } = texts.own;
  const flagName = (id: string): string => segments.flags.find((flag) => flag.id === id)?.name ?? id;
  return {
    place: { column: { header: words.place, kind: "count", width: 8 }, cell: ({ place }) => place },
    group: { column: textColumn(words.group, 13), cell: ({ group }) => groups[group] },
    ydernummer: { column: textColumn(words.ydernummer, 14), cell: ({ clinic }) => clinic.ydernummer },
    name: { column: textColumn(words.name, 32, true), cell: ({ clinic }) => clinic.name },
    region: { column: textColumn(words.region, 19), cell: ({ clinic }) => clinic.region },
    municipality: { column: textColumn(words.municipality, 18), cell: ({ clinic }) => clinic.municipality },
    system: { column: textColumn(words.system, 14), cell: ({ clinic }) => clinic.system },
    flags: {
      column: textColumn(words.flags, 20, true),
      cell: ({ clinic }) => clinic.flags.map(flagName).join(", ") || null,
    },
    opened: {
      column: { header: words.opened, kind: "date", width: 12 },
      cell: ({ clinic }) => clinic.opened,
    },
    word: { column: textColumn(words.word, 40, true), cell: ({ word }) => word?.texts.join(". ") ?? null },
    written: {
      column: { header: words.written, kind: "month", width: 16 },
      cell: ({ word }) => word?.month ?? null,
    },
  };
}

type FigureName =
  "doctors" | "newPlans" | "required" | "missing" | "peers" | "latest" | "before" | "lastPlan";

function figureColumns({ texts }: ConsultantsContent): Record<FigureName, ListColumn> {
  const { columns: words } = texts.own.list;
  const count = (header: string, cell: ListColumn["cell"]): ListColumn => ({
    column: { header, kind: "count", width: 12 },
    cell,
  });
  const exact = (header: string, cell: ListColumn["cell"]): ListColumn => ({
    column: { header, kind: "exact", width: 11 },
    cell,
  });
  return {
    doctors: exact(words.doctors, ({ clinic }) => clinic.doctors),
    newPlans: count(words.newPlans, ({ clinic }) => clinic.newPlans),
    required: exact(words.required, ({ clinic }) => clinic.required),
    missing: exact(words.missing, ({ clinic }) => clinic.missing),
    peers: {
      column: { header: words.peers, kind: "count", width: 20 },
      cell: ({ peers }) => peers,
    },
    latest: count(words.latest, ({ latest }) => latest),
    before: count(words.before, ({ before }) => before),
    lastPlan: {
      column: { header: words.lastPlan, kind: "month", width: 16 },
      cell: ({ clinic }) => clinic.lastPlanMonth,
    },
  };
}

type VisitName = "visited" | "visitedBy" | "agreed" | "nextStep" | "noted";

function visitColumns({
  texts,
  nextSteps,
  maxCharacters,
}: ConsultantsContent): Record<VisitName, ListColumn> {
  const { list } = texts.own;
  const { columns: words } = list;
  const stepName = (value: string): string =>
    shownValue({ field: "next-step", value }, { followUp: [], nextSteps });
  const limit = (own: ListTexts["agreed"]): ColumnTextLimit => {
    const characters = { characters: countWords(maxCharacters) };
    return {
      ...own,
      maxCharacters,
      promptText: fillSentence(own.promptText, characters),
      errorText: fillSentence(own.errorText, characters),
    };
  };
  return {
    visited: {
      column: { header: words.visited, kind: "date", width: 13, editable: true, dayLimit: list.visited },
      cell: ({ visit }) => visit?.day ?? null,
    },
    visitedBy: {
      column: { ...textColumn(words.visitedBy, 11), editable: true, textLimit: limit(list.visitedBy) },
      cell: ({ visit }) => visit?.by ?? null,
    },
    agreed: {
      column: { ...textColumn(words.agreed, 38, true), editable: true, textLimit: limit(list.agreed) },
      cell: ({ visit }) => visit?.agreed ?? null,
    },
    nextStep: {
      column: {
        ...textColumn(words.nextStep, 17),
        editable: true,
        choices: { values: nextSteps.map(({ label }) => label), ...list.nextStep },
      },
      cell: ({ visit }) => {
        const step = visit?.nextStep ?? null;
        return step === null ? null : stepName(step);
      },
    },
    noted: {
      column: { header: words.noted, kind: "month", width: 15 },
      cell: ({ visit }) => visit?.month ?? null,
    },
  };
}
