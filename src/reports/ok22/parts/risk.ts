import type { Ok22Texts } from "../report-file.js";
import { fillSentence } from "../../../defs/yaml/sentence.js";
import type { Risk } from "../../shared/risk-file.js";
import type { Block } from "../../../render/page/page-content.js";
import { reservationsOf } from "../../shared/rule.js";
import type { Ok22View } from "../shown.js";
import { countWords, dateWords, monthWords } from "../../../domain/danish.js";

/**
 * The sentence of the risk log, with its reservations inside: it is copied away from the page that warns. Null where the
 * audience sees no share.
 */
export function riskSentence({ national, basis, rule }: Ok22View, { own, terms }: Ok22Texts): string | null {
  if (national?.share === null || national === null) return null;
  const reservations = reservationsOf(basis, rule, terms);
  return fillSentence(own.riskSentence, {
    date: dateWords(basis.date),
    share: `${Math.round(national.share * 100)}\u00a0%`,
    pass: countWords(national.pass),
    clinics: countWords(national.clinics),
    month: monthWords(basis.month),
    reservations: reservations.map(({ label }) => fillSentence(own.riskReservation, { label })).join(" "),
  }).trim();
}

/** The risk's place among likelihood and consequence, as a matrix with a row for each likelihood, the highest on top. */
export function riskBlocks(view: Ok22View, risk: Risk, texts: Ok22Texts): Block[] {
  const words = texts.own.sections.risk;
  const { likelihood, consequence, assessedOn, assessedBy } = risk;
  const sentence = riskSentence(view, texts);
  const placed =
    likelihood === null || consequence === null || assessedOn === null || assessedBy === null
      ? words.notPlaced
      : fillSentence(words.placed, { date: dateWords(assessedOn), by: assessedBy, likelihood, consequence });
  return [
    ...(sentence === null ? [] : [{ kind: "copyable" as const, label: words.sentence, text: sentence }]),
    {
      kind: "matrix",
      caption: fillSentence(words.matrix, { number: String(risk.number), name: risk.name }),
      corner: fillSentence(words.axis, { likelihood: words.likelihood, consequence: words.consequence }),
      columns: risk.consequences,
      rows: risk.likelihoods.toReversed().map((level) => ({
        heading: level,
        cells: risk.consequences.map((other) => ({
          text: level === likelihood && other === consequence ? risk.name : words.empty,
          isMarked: level === likelihood && other === consequence,
        })),
      })),
    },
    { kind: "note", lines: [placed, risk.description, risk.source] },
  ];
}
