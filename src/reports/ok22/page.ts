import type { Ok22Texts } from "./report-file.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import { addMonths } from "../../domain/month.js";
import type { PagePictures } from "../../render/chart/chart.js";
import type { Block, KeyFigure, PageContent, Section, TableRow } from "../../render/page/page-content.js";
import { describeBasis, listLoads } from "./parts/basis.js";
import { funnelChart } from "./parts/funnel.js";
import { binChart, trendChart } from "./parts/charts.js";
import type { Ok22Charts, Ok22Definition, PageContext } from "./context.js";
import { composeFindings } from "./parts/findings.js";
import { distanceSection, followUpSection, movementSection } from "./parts/follow-up.js";
import { riskBlocks } from "./parts/risk.js";
import { reservationsOf, ruleDefinitions } from "../shared/rule.js";
import { pageTable } from "./parts/table.js";
import { binTable, groupTable, populationTable, restatedTable, trendTable } from "./parts/tables.js";
import type { Ok22View } from "./shown.js";
import { restatementSections } from "../shared/restated/notes.js";
import { countWords, dateWords, monthWords, shareWords } from "../../domain/danish.js";

/** What the charts of a page say and show. */
export function composeOk22Charts(view: Ok22View, { texts }: Ok22Definition): Ok22Charts {
  const { distribution, distance } = texts.own.sections;
  const bins = distributionBins(view, texts);
  return {
    trend: trendChart(view, texts).chart,
    systems: funnelChart("systems", { view, texts }),
    municipalities: funnelChart("municipalities", { view, texts }),
    distribution:
      bins === null
        ? null
        : binChart(
            bins,
            {
              id: "distribution",
              title: distribution.caption,
              axis: distribution.axis,
              description: (words) => fillSentence(distribution.description, { bins: words }),
              focus: view.distributionNone === null ? [] : bins.slice(0, 1).map(({ label }) => label),
              apart: distribution.unknown,
              emptyText: texts.own.none,
              showsCompliance: false,
            },
            { view, texts },
          ),
    distance:
      view.attained === null
        ? null
        : binChart(
            view.attained,
            {
              id: "distance",
              title: distance.caption,
              axis: distance.axis,
              description: (words) => fillSentence(distance.description, { bins: words }),
              focus: view.attained.slice(-2).map(({ label }) => label),
              apart: null,
              emptyText: distance.none,
              showsCompliance: true,
            },
            { view, texts },
          ),
  };
}

/** The OK22 report as a page: findings first, then the figures, the rule and what they rest on. */
export function composeOk22Page(context: PageContext, sender: string): PageContent {
  const { view, texts, risk } = context;
  const { own, terms } = texts;
  const month = monthWords(view.basis.month);
  const date = dateWords(view.basis.date);
  const { label, text } = view.policy.mark;
  return {
    title: own.title,
    subtitle: fillSentence(own.subtitle, { month }),
    facts: [
      { label: own.facts.month, text: month },
      { label: own.facts.date, text: date },
      { label: own.facts.sender, text: sender },
    ],
    marks: [
      ...reservationsOf(view.basis, view.rule, terms).map((mark) => ({ ...mark, tone: "caution" as const })),
      { label, text, tone: "plain" },
    ],
    labels: { language: terms.language, skipToContent: own.skipToContent, contents: own.contents },
    sections: [
      resultSection(context),
      ...restatementSections(view.restatedSince),
      trendSection(context),
      regionSection(context),
      groupSection(context),
      distributionSection(context),
      ...(view.attained === null ? [] : [distanceSection(context)]),
      ...(view.segments === null ? [] : [followUpSection(context)]),
      movementSection(context),
      populationSection(context),
      section("risk", own.sections.risk.heading, riskBlocks(view, risk, texts)),
      ruleSection(context),
      section("definitions", own.sections.definitions.heading, [
        { kind: "definitions", items: [...terms.definitions, ...own.sections.definitions.methods] },
      ]),
      basisSection(context),
    ],
    footer: [`${terms.source.term}: ${terms.source.text}`, fillSentence(own.footer, { sender, date })],
  };
}

/** A part of the page. */
export function section(id: string, heading: string, blocks: Block[], startsSheet = false): Section {
  return { id, heading, startsSheet, blocks };
}

/** A drawn chart; nothing where it is not shown. */
export function drawnFigure(pictures: PagePictures | null, caption: string | null): Block[] {
  if (pictures === null) return [];
  return [{ kind: "figure", wide: pictures.page, narrow: pictures.narrow, caption }];
}

function resultSection({ view, texts }: PageContext): Section {
  const { own } = texts;
  const [first, ...others] = composeFindings(view, texts);
  const { national } = view;
  const figures: KeyFigure[] =
    national === null
      ? []
      : [
          {
            value: national.share === null ? "–" : shareWords(national.share),
            label: own.keyFigures.share,
          },
          ...(["pass", national.fail === null ? "notPass" : "fail", "clinics"] as const).map((name) => {
            const value = countWords(national[name] ?? 0);
            return { value, label: fillSentence(own.keyFigures[name], { value }) };
          }),
        ];
  return section("result", own.sections.result.heading, [
    { kind: "finding", text: first ?? "" },
    ...(figures.length === 0 ? [] : [{ kind: "key-figures" as const, figures }]),
    ...(others.length === 0 ? [] : [{ kind: "list" as const, items: others }]),
  ]);
}

function trendSection({ view, texts, pictures }: PageContext): Section {
  const words = texts.own.sections.trend;
  const table = trendTable(view, texts);
  // Newest first: the page is read from the top, and the newest month is what it is about.
  const newestFirst = { ...table, rows: table.rows.toReversed() };
  const { caption } = trendChart(view, texts);
  const lines = [
    words.note,
    ...(view.restated.length === 0
      ? []
      : [fillSentence(words.changed, { mark: texts.own.remarks.restated })]),
    ...(view.hiddenMonths === 0
      ? []
      : [fillSentence(words.hidden, { count: countWords(view.hiddenMonths) })]),
  ];
  return section(
    "trend",
    words.heading,
    [
      ...drawnFigure(pictures.trend, caption),
      pageTable(newestFirst, words.caption, true),
      { kind: "note", lines },
    ],
    true,
  );
}

function regionSection({ view, texts }: PageContext): Section {
  const { heading, caption, note } = texts.own.sections.regions;
  const table = groupTable("region", view.regions, { view, texts });
  const hasRest = view.regions.some(({ kind }) => kind === "rest");
  const lines = hasRest ? [note, texts.own.sections.groups.restNote] : [note];
  return section("regions", heading, [pageTable(table, caption), { kind: "note", lines }]);
}

function groupSection({ view, texts, pictures }: PageContext): Section {
  const { heading, systems, municipalities, restNote, funnel } = texts.own.sections.groups;
  const hasRest = [...view.systems, ...view.municipalities].some(({ kind }) => kind === "rest");
  const caption = fillSentence(funnel.caption, {
    warning: shareWords(view.comparisons.groups.levels.warning).replace(",0", ""),
    alarm: shareWords(view.comparisons.groups.levels.alarm).replace(",0", ""),
  });
  return section("groups", heading, [
    ...drawnFigure(pictures.systems, caption),
    pageTable(groupTable("system", view.systems, { view, texts }), systems),
    ...drawnFigure(pictures.municipalities, caption),
    pageTable(groupTable("municipality", view.municipalities, { view, texts }), municipalities, true),
    ...(hasRest ? [{ kind: "note" as const, lines: [restNote] }] : []),
  ]);
}

/** The bins of the distribution, clinics without known doctors last where there are any. */
function distributionBins(view: Ok22View, texts: Ok22Texts): Ok22View["distribution"] {
  if (view.distribution === null || view.distributionUnknown === 0) return view.distribution;
  const label = texts.own.sections.distribution.unknown;
  return [...view.distribution, { label, clinics: view.distributionUnknown }];
}

function distributionSection({ view, texts, pictures }: PageContext): Section {
  const { own } = texts;
  const words = own.sections.distribution;
  const bins = distributionBins(view, texts);
  if (bins === null)
    return section("distribution", words.heading, [{ kind: "paragraph", text: view.distributionNote ?? "" }]);
  const clinics = bins.reduce((sum, bin) => sum + bin.clinics, 0);
  const finding: Block[] =
    view.distributionNone === null
      ? []
      : [
          {
            kind: "finding",
            text: fillSentence(words.finding, {
              none: countWords(view.distributionNone),
              clinics: countWords(clinics),
            }),
          },
        ];
  const table = binTable(bins, {
    bin: own.columns.perDoctor,
    clinics: own.columns.clinics,
    share: own.columns.shareOfAll,
    total: own.total,
  });
  return section(
    "distribution",
    words.heading,
    [
      ...finding,
      ...drawnFigure(pictures.distribution, null),
      pageTable(table, words.caption, true),
      {
        kind: "note",
        lines: [...(view.distributionNote === null ? [] : [view.distributionNote]), words.note],
      },
    ],
    true,
  );
}

function populationSection({ view, texts }: PageContext): Section {
  const { heading, caption, started } = texts.own.sections.population;
  const first = addMonths(view.basis.month, 1 - view.newMonths);
  const line =
    view.started?.share === undefined || view.started.share === null
      ? []
      : [
          fillSentence(started, {
            clinics: countWords(view.started.clinics),
            pass: countWords(view.started.pass),
            share: shareWords(view.started.share),
            month: monthWords(first),
          }),
        ];
  return section("population", heading, [
    ...(view.populationNote === null
      ? [pageTable(populationTable(view, texts), caption)]
      : [{ kind: "paragraph" as const, text: view.populationNote }]),
    ...line.map((text) => ({ kind: "paragraph" as const, text })),
  ]);
}

/** The rule in force, and the earlier ones that the trend rests on. */
function ruleSection({ view, texts }: PageContext): Section {
  const { heading, earlier } = texts.own.sections.rule;
  const before = view.trendRules.slice(0, -1).flatMap(({ from, rule }): Block[] => [
    { kind: "heading", text: fillSentence(earlier, { month: monthWords(from) }) },
    { kind: "definitions", items: ruleDefinitions(rule, texts.terms) },
  ]);
  return section("rule", heading, [
    { kind: "definitions", items: ruleDefinitions(view.rule, texts.terms) },
    ...before,
  ]);
}

function basisSection({ view, texts }: PageContext): Section {
  const { columns, sections } = texts.own;
  const loads = listLoads(view.basis, texts);
  const hasReasons = loads.some(({ reason }) => reason !== null);
  const headings = [columns.load, columns.loadedAt, columns.file, columns.kind, columns.months];
  if (hasReasons) headings.push(columns.reason);
  const rows = loads.map(({ load, loadedOn, file, kind, months, reason }): TableRow => ({
    cells: [String(load), dateWords(loadedOn), file, kind, months, ...(hasReasons ? [reason ?? ""] : [])],
    stressed: false,
  }));
  return section("basis", sections.basis.heading, [
    { kind: "definitions", items: describeBasis(view.basis, texts) },
    {
      kind: "table",
      caption: sections.basis.caption,
      folded: false,
      columns: headings.map((heading) => ({ heading, align: "text" })),
      rows,
    },
    view.restated.length === 0
      ? { kind: "note", lines: [sections.basis.notRestated] }
      : pageTable(restatedTable(view, texts), sections.basis.restated),
  ]);
}
