import type { Ok22Definition } from "./context.js";
import type { FigureTable } from "./parts/table.js";
import {
  binTable,
  groupTable,
  moverTable,
  movementTable,
  populationTable,
  restatedTable,
  segmentTable,
  trendTable,
} from "./parts/tables.js";
import type { Ok22Texts } from "./report-file.js";
import type { Ok22View } from "./shown.js";

/** What every sheet is composed from. */
export interface BookContext extends Ok22Definition {
  view: Ok22View;
}

export type SheetId = keyof Ok22Texts["own"]["workbook"]["sheets"];

/** A sheet with figures, and what is said above its table. */
interface FigureSheet {
  id: SheetId;
  table: FigureTable;
  note: string | null;
}

/** The sheets with figures that the audience sees, in the order of the page. */
export function figureSheets(context: BookContext): FigureSheet[] {
  const { view, texts, segments } = context;
  const { own } = texts;
  const { sections } = own;
  const content = { view, texts };
  const steps = view.movement?.steps ?? null;
  return [
    { id: "trend", table: trendTable(view, texts), note: sections.trend.note },
    { id: "regions", table: groupTable("region", view.regions, content), note: sections.regions.note },
    { id: "systems", table: groupTable("system", view.systems, content), note: sections.regions.note },
    {
      id: "municipalities",
      table: groupTable("municipality", view.municipalities, content),
      note: sections.regions.note,
    },
    ...binSheets(context),
    ...(view.segments === null
      ? []
      : [{ id: "followUp" as const, table: segmentTable(view.segments, segments, texts), note: null }]),
    ...(view.movement === null || steps === null
      ? []
      : [
          {
            id: "movement" as const,
            table: everyRow(movementTable({ ...view.movement, steps }, view, texts)),
            note: sections.movement.note,
          },
        ]),
    ...moverSheets(context),
    ...(view.populationNote === null
      ? [{ id: "population" as const, table: everyRow(populationTable(view, texts)), note: null }]
      : []),
    ...(view.restated.length === 0
      ? []
      : [{ id: "restated" as const, table: restatedTable(view, texts), note: restatedNote(view) }]),
  ];
}

/** The sheets of clinics in bins: by new plans per doctor, and by how much of the requirement they attain. */
function binSheets({ view, texts }: BookContext): FigureSheet[] {
  const { own } = texts;
  const { sections, columns, total } = own;
  const bins = { clinics: columns.clinics, total };
  return [
    ...(view.distribution === null
      ? []
      : [
          {
            id: "distribution" as const,
            table: binTable(withUnknown(view, own), {
              ...bins,
              bin: columns.perDoctor,
              share: columns.shareOfAll,
            }),
            note: [
              ...(view.distributionNote === null ? [] : [view.distributionNote]),
              sections.distribution.note,
            ].join(" "),
          },
        ]),
    ...(view.attained === null
      ? []
      : [
          {
            id: "distance" as const,
            table: binTable(view.attained, { ...bins, bin: columns.attained, share: columns.shareOfFail }),
            note: sections.distance.caption,
          },
        ]),
  ];
}

/** What was stated otherwise in the report before; the table below it tells of all months, from their first figures. */
function restatedNote({ restatedSince }: Ok22View): string | null {
  const { since, planLines, shareLines } = restatedSince;
  const lines = [...planLines, ...shareLines];
  return lines.length === 0 ? null : [...lines, since].join(" ");
}

function withUnknown(view: Ok22View, own: Ok22Texts["own"]): NonNullable<Ok22View["distribution"]> {
  const bins = view.distribution ?? [];
  const unknown = { label: own.sections.distribution.unknown, clinics: view.distributionUnknown };
  return view.distributionUnknown === 0 ? bins : [...bins, unknown];
}

/** Keeps the sums of a table whose rows are steps from one sum to another. */
function everyRow(table: FigureTable): FigureTable {
  return { ...table, rows: table.rows.map((row) => ({ ...row, isTotal: false })) };
}

/** Both directions in one table, so that a reader can filter it. */
function moverSheets({ view, texts }: BookContext): FigureSheet[] {
  const movers = view.movement?.movers ?? null;
  if (movers === null) return [];
  const { direction, gained, lost } = texts.own.workbook;
  const withDirection = (word: string, table: FigureTable): FigureTable["rows"] =>
    table.rows.map((row) => ({ ...row, cells: [...row.cells, word] }));
  const over = moverTable(movers.gained, view, texts);
  const under = moverTable(movers.lost, view, texts);
  return [
    {
      id: "movers",
      table: {
        columns: [...over.columns, { heading: direction, kind: "text", width: 18 }],
        rows: [...withDirection(gained, over), ...withDirection(lost, under)],
      },
      note: null,
    },
  ];
}
