import { fillSentence } from "../../defs/yaml/sentence.js";
import type { JsonObject } from "../../render/style.js";
import { countWords, shareWords } from "../../domain/danish.js";
import { distributionFinding, medianBin } from "../findings/group-findings.js";
import type { FigureContext, SteeringFigure } from "./figure.js";
import { composeFigure } from "./figure.js";

/** Clinics by new plans per doctor. The rule's threshold is not drawn: it is unconfirmed, and this figure does not need it. */
export function composeDistribution(context: FigureContext): SteeringFigure {
  const { facts, definition } = context;
  const { perDoctor } = facts;
  const texts = definition.texts.figures["plans-per-doctor"];
  const { guarded } = facts;
  // A finding tells how many clinics have no new plan: nothing where they are no bin of their own.
  const isNoneApart = guarded === undefined || guarded.isNoneApart;
  const median = isNoneApart ? medianBin(perDoctor) : null;
  const finding = isNoneApart ? distributionFinding(perDoctor, definition.findings.distribution) : null;
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
      notes: [
        ...(guarded === undefined || guarded.binNote === null ? [] : [guarded.binNote]),
        ...texts.notes.map((note) => fillSentence(note, { population: definition.population, clinics })),
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
