import { fillSentence } from "../../defs/yaml/sentence.js";
import { countWords, dateWords } from "../../domain/danish.js";
import type { ChartContent } from "../../render/chart/content.js";
import type { CsvTable } from "../../render/csv.js";
import type { StyleColors } from "../../render/style.js";
import type { Reservation } from "../shared/rule.js";
import { withMarks } from "../shared/rule.js";
import type { Ok22Terms } from "../shared/terms.js";
import type { RegisterFacts } from "./facts.js";
import { composeBars } from "./figures/bars.js";
import type { StatusFigureParts } from "./figures/figure.js";
import { composeMilestones } from "./figures/milestones.js";
import { composeMonths } from "./figures/months.js";
import { composeTimeline } from "./figures/timeline.js";
import type { StatusTable } from "./table.js";
import { statusCsv, statusTable } from "./table.js";
import { tellFindings } from "./tell.js";
import type { StatusTexts } from "./texts.js";

/** What all parts of registers are composed with. */
export interface StatusContext {
  texts: StatusTexts;
  terms: Ok22Terms;
  colors: StyleColors;
  /** The day of the report, `yyyy-MM-dd`. */
  today: string;
}

/** A register as it is shown: composed once, for the paper, the deck and the pictures. */
export interface StatusPart {
  id: string;
  title: string;
  agendaPoint: number;
  isAnnex: boolean;
  /** What its entries bear out, a sentence each; the first is the one to remember. */
  findings: string[];
  /** What limits its use. */
  marks: Reservation[];
  table: StatusTable;
  slideTable: StatusTable;
  csv: CsvTable;
  /** Which of the two its slide shows. */
  slideShows: "table" | "figure";
  /** Null: it has none, no entry to draw, or more than a picture has room for. */
  figure: StatusFigureShown | null;
  /** What the words mean, and where it comes from. */
  notes: string[];
  speakerNote: string;
}

/** A figure with its words. */
export interface StatusFigureShown {
  /** Kind of the figure: names its specification. */
  kind: string;
  title: string;
  chart: ChartContent;
  native: StatusFigureParts["native"];
}

/** Composes what is shown of a register. Pure: no files, no clock. */
export function composeStatusPart(facts: RegisterFacts, context: StatusContext): StatusPart {
  const { register, load, date, rows } = facts;
  const { texts, today } = context;
  const findings = tellFindings(facts, { today, texts });
  const marks = marksOf(facts, context);
  const notes = [
    ...(rows.length === 0 ? [texts.empty] : []),
    ...register.notes,
    fillSentence(texts.source, { file: load.file, date: dateWords(date) }),
  ];
  return {
    id: register.id,
    title: register.title,
    agendaPoint: register.agendaPoint,
    isAnnex: register.slide.isAnnex,
    findings,
    marks,
    table: statusTable(facts, register.table.columns, texts),
    slideTable: statusTable(facts, register.slide.columns, texts),
    csv: statusCsv(
      facts,
      marks.map(({ label }) => label),
      texts,
    ),
    slideShows: register.slide.shows,
    figure: figureOf(facts, { findings, marks, notes, context }),
    notes,
    speakerNote: fillSentence(texts.speaker, {
      ...{ title: register.title, file: load.file, load: String(load.load) },
    }),
  };
}

function marksOf({ load }: RegisterFacts, { texts, terms }: StatusContext): Reservation[] {
  const { label, text } = texts.incomplete;
  const count = countWords(load.rejectedRows);
  return [
    ...(load.synthetic ? [terms.marks.synthetic] : []),
    ...(load.rejectedRows > 0 ? [{ label, text: fillSentence(text, { count, file: load.file }) }] : []),
  ];
}

/** Most entries that have a row each in a picture: of more the names would lie on each other, and the table says them. */
const mostDrawn = 14;

function figureOf(
  facts: RegisterFacts,
  said: {
    findings: readonly string[];
    marks: readonly Reservation[];
    notes: string[];
    context: StatusContext;
  },
): StatusFigureShown | null {
  const { figure, id } = facts.register;
  if (figure === null || facts.rows.length === 0) return null;
  if (figure.kind !== "months" && facts.rows.length > mostDrawn) return null;
  const { findings, marks, notes, context } = said;
  const parts = partsOf(facts, context);
  if (parts === null) return null;
  const [finding] = findings;
  const labels = marks.map(({ label }) => label);
  const { description, input, narrowInput, native } = parts;
  const chart: ChartContent = {
    id: `status-${id}`,
    language: context.terms.language,
    headline: finding ?? figure.title,
    subtitle: finding === undefined ? null : figure.title,
    title: finding === undefined ? figure.title : `${figure.title}. ${finding}`,
    description: withMarks(finding === undefined ? description : `${finding}. ${description}`, labels),
    stamp: fillSentence(context.texts.stamp, { date: dateWords(facts.date) }),
    marks: labels,
    notes,
    emptyText: null,
    input,
    narrowInput,
  };
  return { kind: figure.kind, title: figure.title, chart, native };
}

function partsOf(facts: RegisterFacts, context: StatusContext): StatusFigureParts | null {
  const { figure } = facts.register;
  switch (figure?.kind) {
    case undefined:
      return null;
    case "timeline":
      return composeTimeline({ ...context, figure, facts });
    case "months":
      return composeMonths({ ...context, figure, facts });
    case "milestones":
      return composeMilestones({ ...context, figure, facts });
    case "bars":
      return composeBars({ ...context, figure, facts });
  }
}
