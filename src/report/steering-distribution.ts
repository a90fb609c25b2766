import { fillSentence } from "../defs/sentence.js";
import type { PlansPerDoctor } from "../domain/figures.js";
import type { JsonObject } from "../render/style.js";
import { countWords, shareWords } from "./ok22-words.js";
import type { FigureContext, SteeringFigure } from "./steering-figure.js";
import { composeFigure } from "./steering-figure.js";

/** Clinics by new plans per doctor. The rule's threshold is not drawn: it is unconfirmed, and this figure does not need it. */
export function composeDistribution(context: FigureContext): SteeringFigure {
  const { facts, definition } = context;
  const { perDoctor } = facts;
  const texts = definition.texts.figures["plans-per-doctor"];
  const median = medianBin(perDoctor);
  const finding = distributionFinding(perDoctor, texts);
  const bins = [
    ...perDoctor.rows,
    ...(perDoctor.unknown > 0 ? [{ label: texts.unknownBin, clinics: perDoctor.unknown }] : []),
  ];
  const shareOf = (clinics: number): string =>
    perDoctor.clinics === 0 ? "–" : shareWords(clinics / perDoctor.clinics);
  const clinics = String(perDoctor.clinics);
  const rows = bins.map((bin, index): JsonObject => {
    const role = index >= perDoctor.rows.length ? "unknown" : index === 0 ? "focus" : "context";
    return {
      bin: bin.label,
      clinics: bin.clinics,
      role,
      count: countWords(bin.clinics),
      share: shareOf(bin.clinics),
    };
  });
  const tickLabels = Object.fromEntries(
    bins.map(({ label }) => [label, label === median ? [label, texts.medianBin] : wordLines(label)]),
  );
  return composeFigure(
    {
      id: "plans-per-doctor",
      title: texts.title,
      finding,
      description: fillSentence(texts.description, {
        finding: finding ?? texts.title,
        bins: bins.map(({ label, clinics: count }) => `${label}: ${countWords(count)}`).join(", "),
      }),
      notes: texts.notes.map((note) => fillSentence(note, { population: definition.population, clinics })),
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
      table: {
        kind: "table",
        caption: texts.caption,
        folded: true,
        columns: [
          { heading: texts.columns.bin, align: "text" },
          { heading: texts.columns.clinics, align: "number" },
          { heading: texts.columns.share, align: "number" },
        ],
        rows: [
          ...bins.map((bin) => ({
            cells: [bin.label, countWords(bin.clinics), shareOf(bin.clinics)],
            stressed: false,
          })),
          {
            cells: [texts.total, countWords(perDoctor.clinics), shareOf(perDoctor.clinics)],
            stressed: true,
          },
        ],
      },
      csv: {
        columns: [texts.columns.bin, texts.columns.clinics],
        rows: bins.map((bin) => [bin.label, bin.clinics]),
      },
      showsCompliance: false,
      showsWindow: true,
    },
    context,
  );
}

/** A label in two lines, so that it stands under a narrow column. */
function wordLines(label: string): string[] {
  const [first = "", ...others] = label.split(" ");
  return others.length === 0 ? [first] : [first, others.join(" ")];
}

type DistributionTexts = FigureContext["definition"]["texts"]["figures"]["plans-per-doctor"];

function distributionFinding(perDoctor: PlansPerDoctor, texts: DistributionTexts): string | null {
  const known = perDoctor.clinics - perDoctor.unknown;
  const none = perDoctor.rows[0];
  const median = medianBin(perDoctor);
  if (none === undefined || median === null) return null;
  const values = {
    none: countWords(none.clinics),
    clinics: countWords(perDoctor.clinics),
    known: countWords(known),
    median,
  };
  return perDoctor.unknown === 0
    ? fillSentence(texts.finding, values)
    : fillSentence(texts.findingKnown, values);
}

/** The bin in which the clinic in the middle lies, of those whose doctors are known (the lower one of two); null without any. */
export function medianBin({ rows }: PlansPerDoctor): string | null {
  const known = rows.reduce((sum, { clinics }) => sum + clinics, 0);
  let seen = 0;
  for (const { label, clinics } of rows) {
    seen += clinics;
    if (known > 0 && seen * 2 >= known) return label;
  }
  return null;
}
