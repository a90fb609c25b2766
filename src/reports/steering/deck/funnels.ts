import { fillSentence } from "../../../defs/yaml/sentence.js";
import { countWords, listWords, monthWords, shareWords } from "../../../domain/danish.js";
import type { Comparison, GroupCount } from "../../../domain/statistics/groups.js";
import { compareGroups } from "../../../domain/statistics/groups.js";
import type { ChartSeries, ContentSlide, DeckChart } from "../../../office/deck/content.js";
import { figureMarks } from "../../adoption/figures/figure.js";
import { regionFinding } from "../../findings/group-findings.js";
import type { FunnelLimits } from "../../shared/funnel.js";
import { fewestInFunnel, funnelFloor, funnelLimits } from "../../shared/funnel.js";
import type { DeckContext, DeckFacts } from "./facts.js";
import { alternativeText, speakerNotes } from "./words.js";

type FunnelKind = "systems" | "municipalities";

const dimensions = { systems: "system", municipalities: "municipality" } as const;

/** Practice systems by size and share, within the limits of chance. */
export function composeSystems(context: DeckContext): ContentSlide | null {
  return composeFunnel("systems", context);
}

/** The same of municipalities. */
export function composeMunicipalities(context: DeckContext): ContentSlide | null {
  return composeFunnel("municipalities", context);
}

/** Each group large enough to be shown as a point; null where there are too few of them, or where no clinics are told. */
function composeFunnel(kind: FunnelKind, context: DeckContext): ContentSlide | null {
  const { facts, definition, settings } = context;
  const texts = definition.texts.deck.funnels;
  const own = texts[kind];
  const all = countsOf(kind, facts);
  const shown = all.filter(({ whole }) => whole >= settings.smallest_group);
  const nation = { part: facts.compliance.pass, whole: facts.compliance.clinics };
  const { groups: limits } = definition.comparisons;
  const compared = compareGroups(shown, nation, limits);
  if (compared === null || shown.length < fewestInFunnel) return null;
  const finding = regionFinding(
    {
      regions: shown.map(({ name, part, whole }) => ({ name, count: { pass: part, clinics: whole } })),
      nation: { pass: nation.part, clinics: nation.whole },
    },
    { texts: { ...definition.findings.regions, none: own.none }, settings: limits },
  );
  const subtitle = fillSentence(own.subtitle, { month: monthWords(facts.basis.month) });
  const marks = figureMarks({ showsCompliance: true, showsWindow: true }, context);
  const differing = compared.groups.filter(({ differs }) => differs !== null);
  const drawn = fillSentence(texts.description, {
    groups: countWords(shown.length),
    share: shareWords(compared.share),
    names:
      differing.length === 0
        ? texts.nobody
        : listWords(differing.map(({ name, share }) => `${name} (${shareWords(share)})`)),
  });
  const description = alternativeText(drawn, { finding, marks });
  return {
    kind: "content",
    title: finding ?? subtitle,
    subtitle,
    marks,
    notes: [
      fillSentence(texts.note, {
        warning: shareWords(limits.levels.warning).replace(",0", ""),
        alarm: shareWords(limits.levels.alarm),
      }),
      ...(shown.length === all.length
        ? []
        : [
            fillSentence(texts.hidden, {
              groups: countWords(all.length - shown.length),
              smallest: String(settings.smallest_group),
            }),
          ]),
      definition.texts.deck.regions.note,
    ],
    speakerNotes: speakerNotes(context, { metric: "ok22", description, by: dimensions[kind] }),
    body: { kind: "chart", name: subtitle, description, ...funnelChart(compared, own.column, context) },
  };
}

/** The groups in which clinics are held against the rule, and how many of these meet it. */
function countsOf(kind: FunnelKind, facts: DeckFacts): GroupCount[] {
  const { values } = kind === "systems" ? facts.complianceBySystem : facts.complianceByMunicipality;
  return values.flatMap(({ value, row }) =>
    row.clinics === 0 ? [] : [{ name: value, part: row.pass, whole: row.clinics }],
  );
}

function funnelChart(
  compared: Comparison,
  heading: string,
  { definition, colors }: DeckContext,
): Omit<DeckChart, "kind" | "name" | "description"> {
  const texts = definition.texts.deck.funnels;
  const limits = funnelLimits(compared, definition.comparisons.groups);
  const floor = funnelFloor(compared, limits);
  const largest = Math.max(...compared.groups.map(({ whole }) => whole));
  return {
    shape: "scatter",
    unit: "share",
    hidesValueAxis: false,
    valueAxis: { from: floor, to: 1, step: 0.1 },
    across: { column: 1, title: texts.axis, to: Math.ceil(largest * 1.05) },
    categories: [0],
    sheet: funnelSheet(compared, { limits, floor, headings: { group: heading, ...texts.columns } }),
    series: funnelSeries(compared, colors),
  };
}

/** The groups first, then the limits by size; each series is drawn through the rows that have a value of it. */
function funnelSheet(
  { groups }: Comparison,
  {
    limits,
    floor,
    headings,
  }: {
    limits: readonly FunnelLimits[];
    floor: number;
    headings: { group: string } & DeckContext["definition"]["texts"]["deck"]["funnels"]["columns"];
  },
): DeckChart["sheet"] {
  // Below the axis a line ends: along the axis it would read as a limit.
  const clip = (share: number): number | null => (share < floor ? null : Number(share.toFixed(6)));
  const shares = ["share", "nation", "warningLow", "warningHigh", "alarmLow", "alarmHigh"] as const;
  return {
    name: "Data",
    columns: [
      { heading: headings.group, kind: "text" },
      { heading: headings.clinics, kind: "count" },
      ...shares.map((name) => ({ heading: headings[name], kind: "share" as const })),
    ],
    rows: [
      ...groups.map(({ name, whole, share }) => [name, whole, share, null, null, null, null, null]),
      ...limits.map(({ clinics, share, warningLow, warningHigh, alarmLow, alarmHigh }) => [
        ...[null, clinics, null, share],
        ...[clip(warningLow), warningHigh, clip(alarmLow), alarmHigh],
      ]),
    ],
  };
}

/** The country and the limits as lines, the groups as points of which those that differ stand out with their names. */
function funnelSeries({ groups }: Comparison, colors: DeckContext["colors"]): ChartSeries[] {
  const line = (column: number, color: string): ChartSeries => ({
    column,
    drawn: "guide",
    color,
    points: [],
    labels: [],
  });
  const differing = groups.flatMap(({ differs, name, share }, row) =>
    differs === null ? [] : [{ row, text: `${name} ${shareWords(share)}` }],
  );
  const color = colors.caution;
  return [
    line(3, colors.focus),
    ...[4, 5].map((column) => line(column, colors.contextDark)),
    ...[6, 7].map((column) => line(column, colors.context)),
    {
      column: 2,
      drawn: "mark",
      color: colors.contextDark,
      points: differing.map(({ row }) => ({ row, color })),
      labels: differing.map(({ row, text }) => ({ row, color, stressed: true, namesSeries: false, text })),
    },
  ];
}
