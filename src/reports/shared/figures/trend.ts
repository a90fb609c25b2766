import { ruleInForce } from "../../../defs/agreement/rules.js";
import type { ComplianceCrossing } from "../../../domain/shapes/figures.js";
import { addMonths, firstOfWindow } from "../../../domain/month.js";
import type { Month } from "../../../domain/month.js";
import { clinicOutcomes } from "../../../metrics/clinics/clinic-figures.js";
import { clinicKey } from "../../../metrics/follow-up/carried-forward.js";
import { complianceCounts } from "../../../metrics/ok22.js";
import { clinicDimensions } from "../../../metrics/shared/split.js";
import type { Question } from "../../../question/question.js";
import { askModels } from "../../../question/question.js";
import { trendMonths } from "../../../question/rule-scope.js";
import type { Run } from "../../../question/run.js";
import { complianceOfGroups } from "./group-months.js";
import type { MonthFigures } from "./month-figures.js";

/** How compliance went up to a report month. */
export type Trend = Pick<
  MonthFigures,
  | "complianceTrend"
  | "complianceTrendByRegion"
  | "complianceOfGroups"
  | "trendRules"
  | "previous"
  | "complianceCrossings"
>;

/** Reads the months up to the report month whose windows are full, each by its own register and rule. */
export async function readTrend(question: Question, hasGroups: boolean): Promise<Trend> {
  const { definitions, month, known } = question;
  const reportMonths = trendMonths(definitions, known, { from: known[0] ?? month, to: month });
  if (reportMonths.length === 0)
    return {
      complianceTrend: [],
      complianceTrendByRegion: [],
      trendRules: [],
      previous: null,
      complianceCrossings: [],
    };
  const dimensions = hasGroups ? clinicDimensions : (["region"] as const);
  const scope = { reportMonths, firstMonthOf: firstOfWindow, dimensions };
  const before = addMonths(month, -1);
  const rules = reportMonths.map((one) => ruleInForce(definitions.rules, one)).filter((one) => one !== null);
  return askModels(question, scope, async (run) => {
    const previous = reportMonths.includes(before)
      ? { month: before, clinics: await clinicOutcomes(run, before) }
      : null;
    return {
      complianceTrend: (await complianceCounts(run, "all")).map((one) => ({ month: one.month, ...one.row })),
      complianceTrendByRegion: (await complianceCounts(run, "region")).map((one) => ({
        region: one.value,
        row: { month: one.month, ...one.row },
      })),
      ...(hasGroups ? { complianceOfGroups: await complianceOfGroups(run) } : {}),
      trendRules: [...new Set(rules)],
      complianceCrossings: reportMonths.includes(month)
        ? await crossingsOf(run, {
            month,
            previous,
            yearBefore: reportMonths.includes(addMonths(month, -12)),
          })
        : [],
      previous,
    };
  });
}

/** Who changed sides since the month before, where that is read already, and since the same one a year before, where it has a share. */
async function crossingsOf(
  run: Run,
  asked: { month: Month; previous: MonthFigures["previous"]; yearBefore: boolean },
): Promise<ComplianceCrossing[]> {
  const { month, previous } = asked;
  const since = addMonths(month, -12);
  const earlier = [
    ...(previous === null ? [] : [previous]),
    ...(asked.yearBefore ? [{ month: since, clinics: await clinicOutcomes(run, since) }] : []),
  ];
  if (earlier.length === 0) return [];
  const now = new Map(
    (await clinicOutcomes(run, month)).map((clinic) => [clinicKey(clinic), clinic.outcome]),
  );
  return earlier.map((then) => {
    const both = then.clinics.flatMap((clinic) => {
      const outcome = now.get(clinicKey(clinic));
      return outcome === undefined ? [] : [{ before: clinic.outcome === "pass", now: outcome === "pass" }];
    });
    return {
      since: then.month,
      gained: both.filter((clinic) => clinic.now && !clinic.before).length,
      lost: both.filter((clinic) => clinic.before && !clinic.now).length,
    };
  });
}
