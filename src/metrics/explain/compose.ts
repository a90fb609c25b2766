import type { Metric } from "../shared/metric.js";
import type { MetricText } from "../answer/metric-texts.js";
import { noiseAndGoals } from "./noise-and-goals.js";
import type { ExplainTexts } from "./texts.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type { RuleSet } from "../../defs/agreement/rules.js";
import { dateWords, decimalWords, monthWords, shareWords } from "../../domain/danish.js";
import type { Explanation, ExplanationPart, TracedClinic } from "../../domain/shapes/explanation.js";
import type { Month } from "../../domain/month.js";

/** An explanation in words, and its rows as a table. */
export interface ExplanationContent {
  title: string;
  parts: ExplanationPart[];
  columns: string[];
  rows: (string | number)[][];
  /** Says how many rows a shortened table leaves out. */
  moreRows: (left: number) => string;
}

/** What an explanation is told with. */
interface ExplanationWords {
  /** The metric's own words. */
  metric: MetricText;
  /** What is shown of a clinic beside its register row. */
  clinicDetail: Metric["clinicDetail"];
  /** The rule that decides the metric; null where none does, or none is in force. */
  rule: RuleSet | null;
  texts: ExplainTexts;
}

/** Composes what an explanation says. */
export function composeExplanation(explanation: Explanation, words: ExplanationWords): ExplanationContent {
  const { metric, rule, texts } = words;
  const { labels } = texts;
  const { title, definition } = metric;
  const ruleParts = rule === null ? [] : ruleOf(rule, texts);
  return {
    title: `${title}, ${monthIn(texts, explanation.month)}`,
    parts: [
      { label: labels.definition, lines: [definition] },
      ...ruleParts,
      { label: labels.figure, lines: [figureOf(explanation, words)] },
      ...noiseAndGoals(explanation, texts),
      ...populationOf(explanation, texts),
      ...explanation.clinics.flatMap((clinic) => clinicParts(clinic, words)),
      { label: labels.sql, lines: explanation.models.map(({ path }) => path) },
      { label: labels.rows, lines: rowLines(explanation, texts) },
    ],
    columns: Object.values(labels.columns),
    rows: explanation.rows.map((row) => [
      row.month,
      row.ydernummer,
      row.planType,
      row.new,
      row.maintained,
      texts.roles[row.role],
      row.file,
      row.line,
    ]),
    moreRows: (left) => fillSentence(labels.moreRows, { rows: decimalWords(left) }),
  };
}

function monthIn({ language }: ExplainTexts, month: Month): string {
  return language === "da" ? monthWords(month) : month;
}

/** A calendar date `yyyy-MM-dd` as the language writes it. */
function dateIn({ language }: ExplainTexts, date: string): string {
  return language === "da" ? dateWords(date) : date;
}

function ruleOf(rule: RuleSet, { labels }: ExplainTexts): ExplanationPart[] {
  const { document, clause, url } = rule.source;
  return [
    {
      label: labels.rule,
      lines: [
        fillSentence(labels.ruleText, {
          title: rule.title,
          threshold: decimalWords(rule.thresholdThousandths / 1000),
          months: String(rule.windowMonths),
        }),
      ],
    },
    {
      label: labels.status,
      lines: [
        rule.status === "confirmed"
          ? labels.confirmed
          : fillSentence(labels.unconfirmed, { text: rule.statusText ?? "" }),
      ],
    },
    { label: labels.source, lines: [[document, clause, url].filter((part) => part !== null).join(", ")] },
  ];
}

function figureOf({ month, figure }: Explanation, { metric, texts }: ExplanationWords): string {
  const values: Record<string, string> = { month: monthIn(texts, month) };
  for (const [name, value] of Object.entries(figure)) {
    values[name] = value === null ? "–" : name === "share" ? shareWords(value) : decimalWords(value);
  }
  return fillSentence(metric.figure, values);
}

function populationOf({ registerMonth, population }: Explanation, texts: ExplainTexts): ExplanationPart[] {
  if (population.length === 0) return [];
  const { labels, steps } = texts;
  const month = registerMonth === null ? "–" : monthIn(texts, registerMonth);
  return [
    { label: labels.register, lines: [fillSentence(labels.registerText, { month })] },
    {
      label: labels.population,
      lines: population.map(({ step, detail, clinics }) => {
        const words = steps[step];
        const named = words === undefined ? step : fillSentence(words, { detail: detail ?? "" });
        return `${decimalWords(clinics).padStart(7)}  ${named}`;
      }),
    },
  ];
}

function clinicParts(
  clinic: TracedClinic,
  { clinicDetail, rule, texts }: ExplanationWords,
): ExplanationPart[] {
  const { labels } = texts;
  const { file, line, doctors } = clinic;
  const closed = clinic.closed === null ? null : dateIn(texts, clinic.closed);
  const place = { file, line: String(line) };
  const described = fillSentence(labels.clinicText, { ...clinic, opened: dateIn(texts, clinic.opened) });
  return [
    {
      label: labels.clinic,
      lines: [closed === null ? described : `${described}, ${fillSentence(labels.closedText, { closed })}`],
    },
    {
      label: labels.doctors,
      lines: [
        doctors === null
          ? fillSentence(labels.doctorsUnknown, place)
          : fillSentence(labels.doctorsText, { doctors: decimalWords(doctors), ...place }),
      ],
    },
    ...(clinicDetail === "outcome" ? judgement(clinic, rule, texts) : []),
    ...(clinicDetail === "bin" ? placeAmongBins(clinic, texts) : []),
  ];
}

function placeAmongBins(clinic: TracedClinic, texts: ExplainTexts): ExplanationPart[] {
  const { labels } = texts;
  const { bin, doctors } = clinic;
  if (bin === null) {
    const reason = reasonOutside(clinic, texts);
    return [{ label: labels.bin, lines: [fillSentence(labels.notCompared, { reason })] }];
  }
  if (bin.label === null || doctors === null) return [{ label: labels.bin, lines: [labels.binUnknown] }];
  const arithmetic = fillSentence(labels.perDoctorText, {
    plans: decimalWords(bin.newPlans),
    doctors: decimalWords(doctors),
    perDoctor: decimalWords(bin.newPlans / doctors),
  });
  return [
    { label: labels.arithmetic, lines: [arithmetic] },
    { label: labels.bin, lines: [bin.label] },
  ];
}

function judgement(clinic: TracedClinic, rule: RuleSet | null, texts: ExplainTexts): ExplanationPart[] {
  const { labels } = texts;
  const { compliance, predecessors } = clinic;
  const predecessorLines = predecessors.map((one) =>
    fillSentence(labels.predecessorText, {
      ...one,
      closed: dateIn(texts, one.closed),
      line: String(one.line),
    }),
  );
  const taken = {
    label: labels.predecessor,
    lines: predecessorLines.length === 0 ? [labels.noPredecessor] : predecessorLines,
  };
  if (compliance === null || rule === null) {
    return [
      taken,
      {
        label: labels.outcome,
        lines: [fillSentence(labels.outside, { reason: reasonOutside(clinic, texts) })],
      },
    ];
  }
  const sums = {
    own: decimalWords(compliance.ownNewPlans),
    taken: decimalWords(compliance.predecessorNewPlans),
    plans: decimalWords(compliance.newPlans),
  };
  const { doctors, required, missing } = compliance;
  const arithmetic =
    doctors === null || required === null
      ? fillSentence(labels.arithmeticUnknown, sums)
      : fillSentence(labels.arithmeticText, {
          ...sums,
          threshold: decimalWords(rule.thresholdThousandths / 1000),
          doctors: decimalWords(doctors),
          required: decimalWords(required),
        });
  const lacking =
    missing === null || missing === 0
      ? []
      : [fillSentence(labels.missingText, { missing: decimalWords(missing) })];
  return [
    taken,
    { label: labels.arithmetic, lines: [arithmetic] },
    { label: labels.outcome, lines: [[texts.outcomes[compliance.outcome], ...lacking].join(", ")] },
  ];
}

function reasonOutside(clinic: TracedClinic, { steps }: ExplainTexts): string {
  const step = clinic.isOpen ? "excluded-kind" : "not-open";
  const words = steps[step];
  return words === undefined ? step : fillSentence(words, { detail: clinic.kind });
}

function rowLines({ rows, files }: Explanation, { labels }: ExplainTexts): string[] {
  const sum = (field: "new" | "maintained"): string =>
    decimalWords(rows.reduce((total, row) => total + row[field], 0));
  return [
    fillSentence(labels.rowsText, {
      rows: decimalWords(rows.length),
      new: sum("new"),
      maintained: sum("maintained"),
    }),
    ...files.map((file) =>
      fillSentence(labels.fileText, {
        file: file.file,
        load: String(file.load),
        rows: decimalWords(file.rows),
        new: decimalWords(file.new),
        maintained: decimalWords(file.maintained),
      }),
    ),
  ];
}
