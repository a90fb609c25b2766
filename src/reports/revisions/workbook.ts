import { fillSentence } from "../../defs/yaml/sentence.js";
import type { RevisionTexts } from "../shared/restated/texts.js";
import type { MovedFigure, Revision } from "../../domain/shapes/revision.js";
import type {
  CellContent,
  WorkbookColumn,
  WorkbookContent,
  WorkbookLine,
  WorkbookSheet,
  WorkbookTable,
} from "../../office/workbook/content.js";
import type { WorkbookLook } from "../shared/workbook/sheets.js";
import {
  countWords,
  decimalWords,
  dateWords,
  monthRuns,
  monthWords,
  shareWords,
} from "../../domain/danish.js";
import { composeRevisionNote } from "../shared/restated/notes.js";

/** What the workbook says beside the changes themselves. */
export interface RevisionFacts {
  revision: Revision;
  /** Calendar date of the load in Denmark, `yyyy-MM-dd`. */
  date: string;
  synthetic: boolean;
}

/** The changes of one load as a workbook: by month, by region, by clinic, and the published figures that moved. */
export function composeRevisionWorkbook(
  facts: RevisionFacts,
  texts: RevisionTexts,
  look: WorkbookLook,
): WorkbookContent {
  const load = String(facts.revision.load);
  return {
    properties: {
      title: fillSentence(texts.title, { load }),
      subject: fillSentence(texts.printHeader, { load }),
      description: texts.description,
      keywords: texts.keywords,
      creator: look.sender,
      language: texts.language,
      date: facts.date,
    },
    colours: look.colours,
    sheets: [
      sheet("totals", totalsTable(facts.revision, texts), overviewLines(facts, texts, look.sender), {
        facts,
        texts,
      }),
      sheet("regions", regionsTable(facts.revision, texts), [], { facts, texts }),
      sheet("changes", changesTable(facts.revision, texts), [], { facts, texts }),
      sheet("figures", figuresTable(facts.revision, texts), [], { facts, texts }),
    ],
  };
}

type SheetId = keyof RevisionTexts["sheets"];

function sheet(
  id: SheetId,
  table: WorkbookTable,
  more: readonly WorkbookLine[],
  { facts, texts }: { facts: RevisionFacts; texts: RevisionTexts },
): WorkbookSheet {
  const load = String(facts.revision.load);
  const marks: WorkbookLine[] = facts.synthetic ? [{ text: texts.synthetic, style: "warning" }] : [];
  const lines: WorkbookLine[] = [
    { text: fillSentence(texts.title, { load }), style: "title" },
    ...marks,
    ...more,
  ];
  const header = fillSentence(texts.printHeader, { load });
  return {
    name: texts.sheets[id],
    visible: true,
    blocks: [{ kind: "lines", lines }, table],
    longLines: "spill",
    freeze: { columns: 1 },
    isProtected: false,
    print: {
      header: facts.synthetic ? `${header} · ${texts.synthetic}` : header,
      footer: texts.pageNumber,
    },
  };
}

function overviewLines(
  { revision, date }: RevisionFacts,
  texts: RevisionTexts,
  sender: string,
): WorkbookLine[] {
  const { first_known: firstKnown, compared_with: comparedWith } = revision;
  const notes = composeRevisionNote([revision], texts, [
    ...new Set(revision.figures.map(({ month }) => month)),
  ]);
  const isNothing = revision.changes.length === 0 && revision.figures.length === 0;
  return [
    {
      text: fillSentence(texts.facts, { file: revision.file, date: dateWords(date), sender }),
      style: "note",
    },
    ...(firstKnown.length === 0
      ? []
      : [
          { text: fillSentence(texts.firstKnown, { months: monthRuns(firstKnown) }), style: "text" as const },
        ]),
    ...(comparedWith === null
      ? []
      : [
          {
            text: fillSentence(texts.comparedWith, { month: monthWords(comparedWith) }),
            style: "text" as const,
          },
        ]),
    ...(isNothing ? [{ text: texts.nothing, style: "text" as const }] : []),
    ...notes.map((text): WorkbookLine => ({ text, style: "text" })),
  ];
}

const fieldName = (field: string, texts: RevisionTexts): string => texts.fields[field] ?? field;

function numberColumns({ columns }: RevisionTexts): WorkbookColumn[] {
  return [columns.old, columns.new, columns.difference].map((header) => ({
    header,
    kind: "count",
    width: 14,
  }));
}

function totalsTable({ totals }: Revision, texts: RevisionTexts): WorkbookTable {
  const { columns, none, tables } = texts;
  return {
    kind: "table",
    name: tables.totals,
    emptyText: none,
    columns: [
      { header: columns.month, kind: "month", width: 20 },
      { header: columns.field, kind: "text", width: 24 },
      ...numberColumns(texts),
    ],
    rows: totals.map((row) => [row.month, fieldName(row.field, texts), row.old, row.new, row.new - row.old]),
  };
}

function regionsTable({ by_region: rows }: Revision, texts: RevisionTexts): WorkbookTable {
  const { columns, none, tables } = texts;
  return {
    kind: "table",
    name: tables.regions,
    emptyText: none,
    columns: [
      { header: columns.month, kind: "month", width: 20 },
      { header: columns.region, kind: "text", width: 24 },
      { header: columns.field, kind: "text", width: 24 },
      ...numberColumns(texts),
    ],
    rows: rows.map((row) => [
      row.month,
      row.region,
      fieldName(row.field, texts),
      row.old,
      row.new,
      row.new - row.old,
    ]),
  };
}

/** Counts and fields of clinics stand in one column, and so as text: a number of doctors, a name, a date. */
function changesTable({ changes, kind }: Revision, texts: RevisionTexts): WorkbookTable {
  const { columns, none, tables } = texts;
  const isCounts = kind === "plan-counts";
  const valueKind = isCounts ? "count" : "text";
  const asCell = (value: CellContent): CellContent =>
    isCounts || value === null ? value : typeof value === "number" ? decimalWords(value) : value;
  return {
    kind: "table",
    name: tables.changes,
    emptyText: none,
    columns: [
      { header: columns.month, kind: "month", width: 20 },
      { header: columns.ydernummer, kind: "text", width: 14 },
      { header: columns.planType, kind: "text", width: 12 },
      { header: columns.field, kind: "text", width: 24 },
      { header: columns.old, kind: valueKind, width: isCounts ? 14 : 32 },
      { header: columns.new, kind: valueKind, width: isCounts ? 14 : 32 },
    ],
    rows: changes.map((row) => [
      row.month,
      row.ydernummer,
      row.plan_type,
      fieldName(row.field, texts),
      asCell(row.old),
      asCell(row.new),
    ]),
  };
}

/** Counts and shares stand in one column, and so as text. */
function figuresTable({ figures }: Revision, texts: RevisionTexts): WorkbookTable {
  const { columns, none, tables } = texts;
  const words = ({ field }: MovedFigure, value: number | null): string | null => {
    if (value === null) return null;
    return field === "share" ? shareWords(value) : countWords(value);
  };
  return {
    kind: "table",
    name: tables.figures,
    emptyText: none,
    columns: [
      { header: columns.reportMonth, kind: "month", width: 20 },
      { header: columns.metric, kind: "text", width: 38 },
      { header: columns.field, kind: "text", width: 24 },
      { header: columns.old, kind: "text", width: 14 },
      { header: columns.new, kind: "text", width: 14 },
    ],
    rows: figures.map((figure) => {
      const metric = texts.metrics.get(figure.metric);
      return [
        figure.month,
        metric?.short ?? figure.metric,
        // A bin is named by its label.
        metric?.fields[figure.field] ?? figure.field,
        words(figure, figure.old),
        words(figure, figure.new),
      ];
    }),
  };
}
