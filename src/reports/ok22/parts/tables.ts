import type { RegionAnswer } from "../../../metrics/follow-up/region-answers.js";
import type { Ok22Texts } from "../report-file.js";
import { fillSentence } from "../../../defs/yaml/sentence.js";
import type { SegmentSettings } from "../../../defs/agreement/segments.js";
import type { BinCount } from "../../../domain/shapes/figures.js";
import { addMonths } from "../../../domain/month.js";
import type { CellContent } from "../../../office/workbook/content.js";
import type { Mover } from "./movement.js";
import { ruleAt, ruleBreaks } from "../../shared/rule.js";
import type { CountedColumn, FigureRow, FigureTable } from "./table.js";
import { rowOf, totalOf } from "./table.js";
import type { Ok22View, ShownCount, ShownGroup, ShownMovement } from "../shown.js";
import { countWords, monthWords } from "../../../domain/danish.js";

/** The columns of an outcome count. */
function countColumns(view: Ok22View, { own, terms }: Ok22Texts, bar?: { full: number }): CountedColumn[] {
  const { columns } = own;
  const { pass, fail, unknown, notPass } = terms.outcomes;
  const headings = view.splitsUnknown
    ? [columns.clinics, pass, fail, unknown]
    : [columns.clinics, pass, notPass];
  return [
    ...headings.map((heading): CountedColumn => ({ heading, kind: "count", width: 19 })),
    { heading: columns.share, kind: "share", width: 24, ...(bar ? { bar } : {}) },
  ];
}

function countCells({ splitsUnknown }: Ok22View, count: ShownCount): CellContent[] {
  const { clinics, pass, notPass, fail, unknown, share } = count;
  return splitsUnknown ? [clinics, pass, fail, unknown, share] : [clinics, pass, notPass, share];
}

/** Which of the splits a table of groups is about. */
export type GroupSplit = "region" | "system" | "municipality";

/** Compliance by region, system or municipality, the country as the sum. */
export function groupTable(
  split: GroupSplit,
  groups: readonly ShownGroup[],
  { view, texts }: { view: Ok22View; texts: Ok22Texts },
): FigureTable {
  const { own } = texts;
  const isNested = split === "municipality";
  const parent = (row: string | null): CellContent[] => (isNested ? [row ?? "–"] : []);
  return {
    columns: [
      { heading: own.columns[split], kind: "text", width: 28 },
      ...(isNested ? [{ heading: own.columns.region, kind: "text" as const, width: 24 }] : []),
      ...countColumns(view, texts, { full: 1 }),
    ],
    rows: [
      ...groups.map((group) =>
        rowOf(groupName(group, texts), ...parent(group.parent), ...countCells(view, group.count)),
      ),
      ...(view.national === null
        ? []
        : [totalOf(own.nation, ...parent(null), ...countCells(view, view.national))]),
    ],
  };
}

function groupName({ name, kind, groups, count }: ShownGroup, { own, terms }: Ok22Texts): string {
  if (name !== null && count.clinics > 0 && count.share === null)
    return fillSentence(terms.noPlans.name, { region: name });
  if (kind === "rest") return fillSentence(own.rest, { groups: countWords(groups) });
  return name ?? own.unnamed;
}

/** Compliance month by month, with the rule of each month where it is not the same for all, and with what a reader must know of a month beside it. Newest first on a page. */
export function trendTable(view: Ok22View, texts: Ok22Texts): FigureTable {
  const { columns, remarks } = texts.own;
  const restated = new Set(view.restated.map(({ month }) => month));
  const breaks = ruleBreaks(view.trendRules);
  const changes = new Set(breaks.map(({ from }) => from));
  const hasRemarks = view.trend.some(({ month }) => restated.has(month) || changes.has(month));
  return {
    columns: [
      { heading: columns.month, kind: "month", width: 28 },
      ...countColumns(view, texts),
      ...(hasRemarks ? [{ heading: columns.remark, kind: "text" as const, width: 24 }] : []),
      ...(breaks.length > 0 ? [{ heading: columns.rule, kind: "text" as const, width: 60, wrap: true }] : []),
    ],
    rows: view.trend.map(({ month, count }): FigureRow => {
      const remark = [
        ...(restated.has(month) ? [remarks.restated] : []),
        ...(changes.has(month) ? [remarks.newRule] : []),
      ].join(", ");
      return {
        cells: [
          month,
          ...countCells(view, count),
          ...(hasRemarks ? [remark === "" ? null : remark] : []),
          ...(breaks.length > 0 ? [ruleAt(view.trendRules, month)?.threshold ?? null] : []),
        ],
        isTotal: false,
        isStressed: month === view.basis.month,
      };
    }),
  };
}

/** Clinics by bin with their share of all of them. `unknown` stands apart, below the bins. */
export function binTable(
  bins: readonly BinCount[],
  headings: { bin: string; clinics: string; share: string; total: string },
): FigureTable {
  const all = bins.reduce((sum, { clinics }) => sum + clinics, 0);
  const share = (clinics: number): number | null => (all === 0 ? null : clinics / all);
  return {
    columns: [
      { heading: headings.bin, kind: "text", width: 28 },
      { heading: headings.clinics, kind: "count", width: 16 },
      { heading: headings.share, kind: "share", width: 24, bar: { full: 1 } },
    ],
    rows: [
      ...bins.map(({ label, clinics }) => rowOf(label, clinics, share(clinics))),
      totalOf(headings.total, all, share(all)),
    ],
  };
}

/** Clinics by segment, each with what it means. */
export function segmentTable(
  segments: NonNullable<Ok22View["segments"]>,
  settings: SegmentSettings,
  { own }: Ok22Texts,
): FigureTable {
  const all = segments.reduce((sum, { clinics }) => sum + clinics, 0);
  const rows = segments.flatMap(({ id, clinics }) => {
    // Nobody needs a row of clinics that nothing is known of while there are none.
    if (id === null && clinics === 0) return [];
    const wording = settings.segments.find((segment) => segment.id === id) ?? settings.none;
    return [rowOf(wording.name, clinics, all === 0 ? null : clinics / all, wording.definition)];
  });
  return {
    columns: [
      { heading: own.columns.segment, kind: "text", width: 20 },
      { heading: own.columns.clinics, kind: "count", width: 14 },
      { heading: own.columns.shareOfAll, kind: "share", width: 22, bar: { full: 1 } },
      { heading: own.columns.meaning, kind: "text", width: 80, wrap: true },
    ],
    rows: [...rows, totalOf(own.total, all, all === 0 ? null : 1, "")],
  };
}

/** Which regions have sent their workbooks back, and how many of their clinics that fail wait for a word. */
export function answerTable(answers: readonly RegionAnswer[], { own }: Ok22Texts): FigureTable {
  const { answered, failing, waiting, since } = own.columns;
  const { notYet, nobody } = own.sections.followUp.answers;
  return {
    columns: [
      { heading: own.columns.region, kind: "text", width: 24 },
      { heading: answered, kind: "text", width: 20 },
      { heading: failing, kind: "count", width: 22 },
      { heading: waiting, kind: "count", width: 22 },
      { heading: since, kind: "text", width: 20 },
    ],
    rows: answers.map((answer) =>
      rowOf(
        answer.region,
        answer.month === null ? notYet : monthWords(answer.month),
        answer.failing,
        answer.waiting,
        answer.since === null ? nobody : monthWords(answer.since),
      ),
    ),
  };
}

/** The steps from an earlier month's count to the present one. */
export function movementTable(
  { since, steps }: ShownMovement & { steps: NonNullable<ShownMovement["steps"]> },
  view: Ok22View,
  { own }: Ok22Texts,
): FigureTable {
  const words = own.movementSteps;
  const { gained, lost, entered, left, knownDoctors } = steps;
  return {
    columns: [
      { heading: own.columns.step, kind: "text", width: 44 },
      { heading: own.columns.clinics, kind: "count", width: 16 },
    ],
    rows: [
      totalOf(fillSentence(words.before, { month: monthWords(since) }), steps.passBefore),
      rowOf(words.gained, gained),
      rowOf(words.lost, 0 - lost),
      rowOf(words.entered, entered.pass),
      rowOf(words.left, 0 - left.pass),
      ...(knownDoctors === 0 ? [] : [rowOf(words.knownDoctors, knownDoctors)]),
      totalOf(fillSentence(words.now, { month: monthWords(view.basis.month) }), steps.passNow),
    ],
  };
}

/** Clinics that crossed the line; for audiences that may see names. */
export function moverTable(movers: readonly Mover[], view: Ok22View, { own }: Ok22Texts): FigureTable {
  const { columns } = own;
  const month = (of: typeof view.basis.month): { month: string } => ({ month: monthWords(of) });
  const { basis } = view;
  return {
    columns: [
      { heading: columns.ydernummer, kind: "text", width: 15 },
      { heading: columns.name, kind: "text", width: 40 },
      { heading: columns.region, kind: "text", width: 24 },
      {
        heading: fillSentence(columns.before, month(addMonths(basis.month, -1))),
        kind: "count",
        width: 16,
      },
      { heading: fillSentence(columns.now, month(basis.month)), kind: "count", width: 16 },
      { heading: columns.required, kind: "exact", width: 14 },
    ],
    rows: movers.map(({ before, now }) =>
      rowOf(now.ydernummer, now.name, now.region, before.newPlans, now.newPlans, now.required),
    ),
  };
}

/** From the register to the clinics that are held against the rule. */
export function populationTable(view: Ok22View, { own }: Ok22Texts): FigureTable {
  const compared = view.national?.clinics ?? null;
  const words = own.outside;
  return {
    columns: [
      { heading: own.columns.step, kind: "text", width: 44 },
      { heading: own.columns.clinics, kind: "count", width: 16 },
    ],
    rows: [
      totalOf(words.register, view.registered),
      ...view.outside.map(({ reason, kind, clinics }) => {
        const name =
          reason === "excluded-kind"
            ? fillSentence(words["excluded-kind"], { kind: kind ?? "" })
            : words[reason];
        return rowOf(name, -clinics);
      }),
      totalOf(words.compared, compared),
    ],
  };
}

/** Months whose counts a later file changed. */
export function restatedTable(view: Ok22View, { own }: Ok22Texts): FigureTable {
  const { columns } = own;
  return {
    columns: [
      { heading: columns.month, kind: "month", width: 24 },
      { heading: columns.firstPlans, kind: "count", width: 22 },
      { heading: columns.plans, kind: "count", width: 16 },
      { heading: columns.change, kind: "count", width: 14 },
      { heading: columns.changedBy, kind: "text", width: 24 },
    ],
    rows: view.restated.map(({ month, before, now, loads }) =>
      rowOf(month, before, now, now - before, loads.join(", ")),
    ),
  };
}
