import { fillSentence } from "../../defs/yaml/sentence.js";
import { dateInDenmark, dateWords, monthRuns, monthWords } from "../../domain/danish.js";
import { holesIn } from "../../domain/month.js";
import type { Definition, TableBlock } from "../../render/page/page-content.js";
import type { ReportContext } from "./report-file.js";

/** Digits of a SHA-256 that are shown: enough to tell one file from another. */
const shownDigits = 12;

/** On what the figures rest: register, months, where they come from. */
export function basisFacts({ facts, definition }: ReportContext): Definition[] {
  const { texts, terms } = definition;
  const { registerMonth, knownMonths } = facts.basis;
  const holes = holesIn(knownMonths);
  return [
    {
      term: texts.basis.register,
      text:
        registerMonth === null
          ? texts.basis.noRegister
          : fillSentence(texts.basis.registerText, { month: monthWords(registerMonth) }),
    },
    {
      term: texts.basis.months,
      text: knownMonths.length === 0 ? texts.basis.noMonths : monthRuns(knownMonths),
    },
    ...(holes.length === 0 ? [] : [{ term: texts.basis.holes, text: monthRuns(holes) }]),
    terms.source,
  ];
}

/** The files that the figures rest on. */
export function loadTable({ facts, definition }: ReportContext): TableBlock {
  const { columns, kinds, caption } = definition.texts.basis;
  const hasReasons = facts.basis.loads.some(({ acceptedReason }) => acceptedReason !== null);
  const headings = [columns.load, columns.date, columns.file, columns.kind, columns.months, columns.sha256];
  if (hasReasons) headings.push(columns.reason);
  return {
    kind: "table",
    caption,
    folded: false,
    columns: headings.map((heading) => ({ heading, align: "text" })),
    rows: facts.basis.loads.map((load) => ({
      cells: [
        String(load.load),
        dateWords(dateInDenmark(load.loadedAt)),
        load.file,
        kinds[load.kind],
        monthRuns(load.months),
        load.sha256.slice(0, shownDigits),
        ...(hasReasons ? [load.acceptedReason ?? ""] : []),
      ],
      stressed: false,
    })),
  };
}
