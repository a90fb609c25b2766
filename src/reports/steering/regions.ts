import { fillSentence } from "../../defs/yaml/sentence.js";
import type { MonthPlans } from "../../domain/shapes/figures.js";
import type { Month } from "../../domain/month.js";
import { addMonths, windowOf } from "../../domain/month.js";
import type { Block, Panel, Section, TableBlock } from "../../render/page/page-content.js";
import { yearOnYear } from "../../domain/statistics/normal-variation.js";
import { changeWords, isFewForPercent, variationSentence } from "../findings/finding-sentences.js";
import { changeTenths, findingsOf } from "../findings/findings.js";
import {
  capitalized,
  countWords,
  listWords,
  monthWords,
  pointWords,
  shareWords,
} from "../../domain/danish.js";
import type { RegionFacts } from "../adoption/facts.js";
import type { ReportContext } from "../adoption/report-file.js";
import { shownRegions } from "../adoption/groups.js";
import { countOrNone } from "../adoption/figures/figure.js";

/** Whether any region's share differs from the country's, as the deck says it; null where nothing is known of regions. */
export function findRegions({ facts, definition }: ReportContext): string | null {
  const values = (facts.regions ?? []).map(({ region, compliance }) => ({ value: region, row: compliance }));
  if (values.length === 0) return null;
  const regional = { ...facts, complianceByRegion: { dimension: "region" as const, values } };
  return shownRegions({ facts: regional, definition, settings: definition.deck })?.finding ?? null;
}

/** The regions side by side, below what {@link findRegions} found, and the months of each; left out where nothing is known of any. */
export function regionSections(finding: string | null, context: ReportContext): Section[] {
  const { facts, definition } = context;
  const texts = definition.texts.regions;
  const regions = facts.regions ?? [];
  if (regions.length === 0) return [];
  const month = monthWords(facts.basis.month);
  return [
    {
      id: "regions",
      heading: fillSentence(texts.heading, { month }),
      startsSheet: true,
      blocks: [
        ...(finding === null ? [] : [{ kind: "finding" as const, text: finding }]),
        comparison(regions, context),
        ...silentNotes(context),
        ...guardedNotes(context),
        {
          kind: "switch",
          label: texts.choose,
          allLabel: texts.all,
          panels: regions.map((region, index) => panelOf(region, index, context)),
        },
      ],
    },
  ];
}

/** Why some regions have no share. */
function silentNotes({ facts: { silentRegions: silent = [] }, definition }: ReportContext): Block[] {
  if (silent.length === 0) return [];
  return [
    { kind: "note", lines: [fillSentence(definition.terms.noPlans.text, { regions: listWords(silent) })] },
  ];
}

/** What is not shown of the regions, and why. */
function guardedNotes({ facts: { guarded } }: ReportContext): Block[] {
  if (guarded === undefined) return [];
  const { note, activity } = guarded.texts.regions;
  return [{ kind: "note", lines: guarded.restRegion === null ? [activity] : [note, activity] }];
}

/** One row a region: the newest month, its change from the year before, the window, clinics, the requirement. */
function comparison(regions: readonly RegionFacts[], { facts, definition }: ReportContext): TableBlock {
  const texts = definition.texts.regions;
  const { month } = facts.basis;
  const { columns } = texts;
  const { guarded } = facts;
  const showsActivity = guarded === undefined;
  const numbers = [
    columns.total,
    columns.change,
    columns.usual,
    columns.window,
    ...(showsActivity ? [columns.active, columns.clinics] : []),
    columns.share,
  ];
  return {
    kind: "table",
    caption: fillSentence(texts.caption, { month: monthWords(month) }),
    folded: false,
    sortLabel: definition.texts.sort,
    columns: [
      { heading: columns.region, align: "text" },
      ...numbers.map((heading) => ({ heading, align: "number" as const })),
    ],
    rows: regions.map(({ region, monthly, activity, compliance }) => {
      const active = activity.find((row) => row.month === month);
      return {
        cells: [
          facts.silentRegions?.includes(region) === true
            ? fillSentence(definition.terms.noPlans.name, { region })
            : region,
          countOrNone(totalIn(monthly, month)),
          changeOf(monthly, month),
          usualChange(monthly, month),
          countOrNone(windowTotal(monthly, month)),
          ...(showsActivity ? [active?.active, active?.clinics].map(countOrNone) : []),
          compliance.share === null ? "–" : shareWords(compliance.share),
        ],
        stressed: false,
      };
    }),
  };
}

function totalIn(monthly: readonly MonthPlans[], month: Month): number | undefined {
  return monthly.find((row) => row.month === month)?.total;
}

function windowTotal(monthly: readonly MonthPlans[], month: Month): number {
  const window = new Set(windowOf(month));
  return monthly.filter((row) => window.has(row.month)).reduce((sum, { total }) => sum + total, 0);
}

/** The change from the year before with its sign, `−3,9 %`; an en dash where there is nothing to compare with. */
function changeOf(monthly: readonly MonthPlans[], month: Month): string {
  const [now, before] = [totalIn(monthly, month) ?? 0, totalIn(monthly, addMonths(month, -12))];
  const tenths = changeTenths(now, before);
  if (tenths === null || before === undefined) return "–";
  return `${signOf(tenths)}${changeWords({ now, before })}`;
}

/**
 * Between which changes from the year before a region's months usually lie, in plans where the change itself is told in
 * plans; an en dash where too few months are known.
 */
function usualChange(monthly: readonly MonthPlans[], month: Month): string {
  const series = monthly
    .filter((row) => row.month <= month)
    .map((row) => ({ month: row.month, value: row.total }));
  const point = yearOnYear(series)?.points.find((one) => one.month === month);
  if (point === undefined) return "–";
  const { value, before, lower, upper } = point;
  const isFew = isFewForPercent(value, before);
  const [low, high] = [lower, upper].map((limit) => {
    const size = Math.round(isFew ? limit - before : (limit / before - 1) * 1000);
    return `${signOf(size)}${(isFew ? countWords : pointWords)(Math.abs(size))}`;
  });
  return `${low} til ${high}${isFew ? "" : "\u00a0%"}`;
}

function signOf(size: number): string {
  return size > 0 ? "+" : size < 0 ? "−" : "";
}

function panelOf(facts: RegionFacts, index: number, { facts: all, definition }: ReportContext): Panel {
  const { region, monthly, activity } = facts;
  const texts = definition.texts.regions;
  const { subject } = definition.texts.figures["plans-per-month"];
  const found = findingsOf(
    monthly.map(({ month, total }) => ({ month, value: total })),
    { month: all.basis.month, seasonMonth: null, line: null },
  );
  const said = variationSentence(found, { texts: definition.findings, subject });
  const sentence: Block[] = said === null ? [] : [{ kind: "paragraph", text: `${said}.` }];
  const activityOf = new Map(activity.map((row) => [row.month, row]));
  const { columns } = texts;
  const showsActivity = all.guarded === undefined;
  const numbers = [
    columns.new,
    columns.maintained,
    columns.total,
    ...(showsActivity ? [columns.active, columns.clinics] : []),
  ];
  return {
    id: `region-${index + 1}`,
    label: region,
    blocks: [
      ...sentence,
      {
        kind: "table",
        caption: fillSentence(texts.panelCaption, { region }),
        folded: true,
        sortLabel: definition.texts.sort,
        columns: [
          { heading: columns.month, align: "text" },
          ...numbers.map((heading) => ({ heading, align: "number" as const })),
        ],
        rows: [...monthly].reverse().map((row) => ({
          cells: [
            capitalized(monthWords(row.month)),
            ...[row.new, row.maintained, row.total].map(countWords),
            ...(showsActivity
              ? [activityOf.get(row.month)?.active, activityOf.get(row.month)?.clinics].map(countOrNone)
              : []),
          ],
          stressed: row.month === all.basis.month,
        })),
      },
    ],
  };
}
