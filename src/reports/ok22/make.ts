import { join } from "node:path";
import { readChart } from "../../render/chart/read-chart.js";
import type { Ok22Terms } from "../shared/terms.js";
import { readOk22Texts } from "./report-file.js";
import { readPublishedTexts } from "../shared/workbook/published-texts.js";
import { discloseFor } from "../disclosure/disclose-for.js";
import { readPolicies } from "../../defs/limits/policies.js";
import { readRevisionTexts } from "../shared/restated/texts.js";
import { readRisk } from "../shared/risk-file.js";
import type { Disclosure } from "../disclosure/disclosure.js";
import { shareVariation } from "../../domain/statistics/share-limits.js";
import type { ToldTarget } from "../findings/target-findings.js";
import { tellTargets } from "../findings/target-findings.js";
import type { LevelChange } from "../../defs/limits/level-changes.js";
import { levelChangesOf, levelMonths } from "../../question/level-changes.js";
import type { Ok22Texts } from "./report-file.js";
import { readTheme } from "../../render/theme.js";
import type { Ok22Facts } from "./facts.js";
import { movedMonths } from "../findings/moved-months.js";
import { workbookColours } from "../shared/workbook/look.js";
import { stateRule } from "../shared/rule.js";
import type { Ok22Format } from "./compose.js";
import { renderOk22 } from "./compose.js";
import { tellRestatements } from "../shared/restated/notes.js";
import type { Artefact } from "../shared/artefact.js";
import { regionsWithoutPlans } from "../shared/figures/silent-regions.js";
import type { ComplianceFigures } from "../shared/figures/month-figures.js";
import type { ReportInput } from "../shared/input.js";
import { complianceByMonth } from "../shared/input.js";
import { stateTrendRules } from "../shared/trend-rules.js";

const known: readonly string[] = ["html", "xlsx"] satisfies Ok22Format[];

/** The OK22 report as a page and a workbook, for one audience. */
export async function makeOk22(
  input: ReportInput<ComplianceFigures>,
  reportsFolder: string,
): Promise<Artefact[]> {
  const { question } = input;
  const formats = input.forms.filter((format): format is Ok22Format => known.includes(format));
  if (input.forms.length > 0 && formats.length === 0) return [];
  const chart = (report: string, name: string): ReturnType<typeof readChart> =>
    readChart(join(reportsFolder, report, "charts", `${name}.vl.json`));
  const [texts, risk, theme, policies, revisionTexts, trend, bars, funnel] = await Promise.all([
    readOk22Texts(reportsFolder),
    readRisk(reportsFolder),
    readTheme(reportsFolder, question.theme),
    readPolicies(reportsFolder),
    readRevisionTexts(reportsFolder),
    // The share over time is drawn as the steering group sees it.
    chart("steering", "ok22"),
    chart("ok22", "bars"),
    chart("ok22", "funnel"),
  ]);
  const { segments, comparisons } = question.definitions;
  const { figures, shownBefore: shown } = input;
  const restatedSince = tellRestatements(
    {
      restatements: figures.restatements,
      shown,
      previousMeeting: null,
      compliance: complianceByMonth(figures),
    },
    revisionTexts,
  );
  const { terms } = texts;
  const policy = policies[question.audience];
  const disclosure = await discloseFor(policy, { ...figures, activeClinics: [] }, input);
  const levelChanges = levelChangesOf(question);
  const facts = ok22Facts(figures, {
    terms,
    newMonths: segments.limits.newMonths,
    comparisons,
    goals: goalsOf(input, { disclosure, showsFollowUp: policy.showsFollowUp, levelChanges, texts }),
    levelChanges,
    restatedSince,
    disclosure,
  });
  return renderOk22(
    facts,
    { texts, segments, risk },
    {
      policy,
      formats,
      look: {
        sender: theme.sender,
        colours: workbookColours(theme.style.colors),
        style: theme.style,
        ...(input.isAccessible === true ? { published: await readPublishedTexts(reportsFolder) } : {}),
        charts: { trend, bars, funnel },
      },
    },
  );
}

/** How far the goals are, from what the audience is shown; nothing where the country is too small a group for it. */
function goalsOf(
  { figures, question: { definitions } }: ReportInput<ComplianceFigures>,
  shown: {
    disclosure: Disclosure | null;
    showsFollowUp: boolean;
    levelChanges: readonly LevelChange[];
    texts: Ok22Texts;
  },
): ToldTarget[] {
  const { disclosure, showsFollowUp, levelChanges, texts } = shown;
  const compliance = disclosure === null ? figures.compliance : disclosure.country;
  if (compliance === null) return [];
  const trend = disclosure === null ? figures.complianceTrend : disclosure.trend;
  const shares = trend.flatMap(({ month, share }) => (share === null ? [] : [{ month, value: share }]));
  const breaks = { rules: [figures.rule.validFrom], levels: levelMonths(levelChanges, "ok22") };
  return tellTargets(
    definitions.targets,
    {
      month: figures.basis.month,
      compliance,
      near: showsFollowUp ? figures.clinics.filter(({ segment }) => segment === "near").length : null,
      trend,
      ruleFrom: figures.rule.validFrom,
      next: shareVariation(shares, breaks)?.next ?? null,
    },
    texts.findings.targets,
  );
}

function ok22Facts(
  figures: ComplianceFigures,
  {
    terms,
    ...given
  }: Pick<
    Ok22Facts,
    "newMonths" | "comparisons" | "goals" | "levelChanges" | "restatedSince" | "disclosure"
  > & {
    terms: Ok22Terms;
  },
): Ok22Facts {
  return {
    basis: figures.basis,
    national: figures.compliance,
    byRegion: figures.complianceByRegion,
    bySystem: figures.complianceBySystem,
    byMunicipality: figures.complianceByMunicipality,
    trend: figures.complianceTrend,
    crossings: figures.complianceCrossings,
    silentRegions: regionsWithoutPlans(figures.clinicsInMonths),
    clinics: figures.clinics,
    rule: stateRule(figures.rule, terms),
    trendRules: stateTrendRules(figures, terms),
    previous: figures.previous,
    plansPerDoctor: figures.plansPerDoctor,
    sustained: figures.sustained,
    attained: figures.attained,
    outside: figures.outside,
    answers: figures.answers,
    restated: movedMonths(figures.restatements),
    ...given,
  };
}
