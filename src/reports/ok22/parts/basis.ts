import type { Ok22Texts } from "../report-file.js";
import { fillSentence } from "../../../defs/yaml/sentence.js";
import { countWords, dateInDenmark, dateWords, monthRuns, monthWords } from "../../../domain/danish.js";
import type { Basis } from "../../../domain/shapes/figures.js";
import { holesIn } from "../../../domain/month.js";
import type { Definition } from "../../../render/page/page-content.js";

/** One loaded file as the report lists it; the date is `yyyy-MM-dd`. */
export interface LoadRow {
  load: number;
  loadedOn: string;
  file: string;
  kind: string;
  months: string;
  /** Why the gate let the file in; null: it had nothing to hold back, or the audience does not see it. */
  reason: string | null;
}

/** What the figures rest on: register, months, holes, newest load, source. */
export function describeBasis(basis: Basis, { own, terms }: Ok22Texts): Definition[] {
  const texts = own.basis;
  const register =
    basis.registerMonth === null
      ? texts.noRegister
      : fillSentence(texts.registerText, { month: monthWords(basis.registerMonth) });
  const holes = holesIn(basis.knownMonths);
  return [
    { term: texts.register, text: register },
    { term: texts.months, text: describeMonths(basis, texts) },
    ...(holes.length === 0 ? [] : [{ term: texts.holes, text: monthRuns(holes) }]),
    {
      term: texts.asOf,
      text: fillSentence(texts.asOfText, { load: String(basis.asOf), date: dateWords(basis.date) }),
    },
    terms.source,
  ];
}

function describeMonths({ knownMonths }: Basis, texts: Ok22Texts["own"]["basis"]): string {
  const sorted = [...knownMonths].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return texts.noMonths;
  return fillSentence(texts.monthsText, {
    first: monthWords(first),
    last: monthWords(last),
    count: countWords(sorted.length),
  });
}

/** The loaded files, in the order in which they were loaded. */
export function listLoads(basis: Basis, { own }: Ok22Texts): LoadRow[] {
  return basis.loads.map((load) => ({
    load: load.load,
    loadedOn: dateInDenmark(load.loadedAt),
    file: load.file,
    kind: own.kinds[load.kind],
    months: monthRuns(load.months),
    reason: load.acceptedReason,
  }));
}
