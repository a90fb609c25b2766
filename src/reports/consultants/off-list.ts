import { shownValue } from "../../defs/files/follow-up.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import { monthWords } from "../../domain/danish.js";
import type { CellContent, WorkbookColumn, WorkbookSheet } from "../../office/workbook/content.js";
import { compareText } from "../shared/clinic-order.js";
import type { ConsultantsContent } from "./content.js";
import type { OffListRow } from "./visits.js";

/** What is written about clinics that are not on the list, the latest visit first; no sheet where nothing is. */
export function offListSheets(
  content: ConsultantsContent,
  frame: (name: string) => Omit<WorkbookSheet, "blocks">,
): WorkbookSheet[] {
  const { offList, nextSteps, basis, texts } = content;
  if (offList.length === 0) return [];
  const { offList: own, list, visit } = texts.own;
  const reasons: Record<OffListRow["reason"], string> = { ...texts.terms.homeless, ...own.reasons };
  const step = (value: string): string =>
    shownValue({ field: "next-step", value }, { followUp: [], nextSteps });
  const text = (header: string, width: number): WorkbookColumn => ({
    ...{ header, kind: "text", width, wrap: true },
  });
  const { columns } = list;
  const rows = offList
    .toSorted(
      (left, right) =>
        compareText(right.notes.day ?? "", left.notes.day ?? "") ||
        compareText(left.ydernummer, right.ydernummer),
    )
    .map(({ ydernummer, name, notes, reason }): CellContent[] => [
      ...[ydernummer, name ?? visit.unknown, reasons[reason], notes.day, notes.by, notes.agreed],
      ...[notes.nextStep === null ? null : step(notes.nextStep), notes.month],
    ]);
  return [
    {
      ...frame(own.sheet),
      blocks: [
        {
          kind: "lines",
          lines: [
            { text: fillSentence(own.title, { month: monthWords(basis.month) }), style: "title" },
            { text: own.note, style: "text" },
          ],
        },
        {
          kind: "table",
          name: own.table,
          emptyText: list.none,
          columns: [
            text(columns.ydernummer, 14),
            text(columns.name, 34),
            text(own.reason, 32),
            { header: columns.visited, kind: "date", width: 13 },
            text(columns.visitedBy, 12),
            text(columns.agreed, 44),
            text(columns.nextStep, 18),
            { header: columns.noted, kind: "month", width: 16 },
          ],
          rows,
        },
      ],
    },
  ];
}
