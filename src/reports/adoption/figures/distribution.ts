import { z } from "zod";
import { text } from "../../../defs/yaml/fields.js";
import { fillSentence, sentence } from "../../../defs/yaml/sentence.js";
import { countWords } from "../../../domain/danish.js";
import type { BinCount } from "../../../domain/shapes/figures.js";
import type { JsonObject } from "../../../render/style.js";
import { distributionFinding, medianBin } from "../../findings/group-findings.js";
import type { FigureKind, FigureParts, FigureSeries, WordedContext } from "./figure.js";
import type { FigureSheet } from "./sheet.js";
import { shareOrNone } from "./sheet.js";

const words = z.strictObject({
  title: text,
  axis: z.array(text).min(1),
  notes: z.array(sentence("population", "clinics")),
  unknownBin: text,
  medianBin: text,
  description: sentence("finding", "bins"),
  caption: text,
  columns: z.strictObject({ bin: text, clinics: text, share: text }),
  total: text,
});

type Words = z.output<typeof words>;

/** Clinics by new plans per doctor. The rule's threshold is not drawn: it is unconfirmed, and this figure does not need it. */
export const figure: FigureKind<Words> = {
  words,
  metric: "plans-per-doctor",
  whyWithheld: ({ disclosure: { distribution, texts } }) =>
    distribution === null ? texts.bins.hidden : null,
  compose,
};

function compose({ facts, definition, words: texts }: WordedContext<Words>): FigureParts {
  const { perDoctor, guarded } = facts;
  const { population } = definition;
  // A finding tells how many clinics have no new plan: nothing where they are no bin of their own.
  const isNoneApart = guarded === undefined || guarded.isNoneApart;
  const median = isNoneApart ? medianBin(perDoctor) : null;
  const finding = isNoneApart ? distributionFinding(perDoctor, definition.findings.distribution) : null;
  const bins = [
    ...perDoctor.rows,
    ...(perDoctor.unknown > 0 ? [{ label: texts.unknownBin, clinics: perDoctor.unknown }] : []),
  ];
  const rows = bins.map((bin, index): JsonObject => ({
    bin: bin.label,
    clinics: bin.clinics,
    role: index >= perDoctor.rows.length ? "unknown" : index === 0 ? "focus" : "context",
    count: countWords(bin.clinics),
    share: shareOrNone(shareIn(bin.clinics, perDoctor.clinics)),
  }));
  const tickLabels = Object.fromEntries(
    bins.map(({ label }) => [label, label === median ? [label, texts.medianBin] : wordLines(label)]),
  );
  return {
    title: texts.title,
    finding,
    description: fillSentence(texts.description, {
      finding: finding ?? texts.title,
      bins: bins.map(({ label, clinics: count }) => `${label}: ${countWords(count)}`).join(", "),
    }),
    notes: [
      ...(guarded === undefined || guarded.binNote === null ? [] : [guarded.binNote]),
      ...texts.notes.map((note) => fillSentence(note, { population, clinics: String(perDoctor.clinics) })),
    ],
    input:
      perDoctor.clinics === 0
        ? null
        : {
            values: {
              bins: bins.map(({ label }) => label),
              tickLabels,
              axisTitle: texts.axis,
              top: Math.max(1, ...bins.map((bin) => bin.clinics)),
            },
            data: { rows },
          },
    narrowInput: {},
    sheet: sheetOf(bins, perDoctor.clinics, texts),
    native: {
      shape: "columns",
      unit: "count",
      hidesValueAxis: true,
      series: [nativeSeries(bins.length)],
      // What stands under the bins of the picture: that they are not of one width.
      notesAbove: [texts.axis.join(" ")],
    },
    showsCompliance: false,
    showsWindow: true,
  };
}

function shareIn(clinics: number, all: number): number | null {
  return all === 0 ? null : clinics / all;
}

function sheetOf(bins: readonly BinCount[], all: number, texts: Words): FigureSheet {
  return {
    heading: texts.columns.bin,
    rows: bins.map(({ label }) => label),
    isOfMonths: false,
    columns: [
      { heading: texts.columns.clinics, kind: "count", values: bins.map((bin) => bin.clinics) },
      {
        heading: texts.columns.share,
        kind: "share",
        values: bins.map((bin) => shareIn(bin.clinics, all)),
        shownIn: ["table"],
      },
    ],
    table: {
      caption: texts.caption,
      folded: true,
      layout: "in-order",
      total: { heading: texts.total, values: [all, shareIn(all, all)] },
    },
  };
}

function nativeSeries(bins: number): FigureSeries {
  return {
    column: 0,
    drawn: "mark",
    color: "context",
    points: [{ row: 0, color: "focus" }],
    labels: Array.from({ length: bins }, (_, row) => ({
      row,
      stressed: row === 0,
      namesSeries: false,
      color: row === 0 ? ("focus" as const) : ("text" as const),
    })),
  };
}

/** A label in two lines, so that it stands under a narrow column. */
function wordLines(label: string): string[] {
  const [first = "", ...others] = label.split(" ");
  return others.length === 0 ? [first] : [first, others.join(" ")];
}
