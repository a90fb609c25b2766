import { monthWords } from "../../../domain/danish.js";
import type { Month } from "../../../domain/month.js";
import { addMonths, monthsBetween } from "../../../domain/month.js";
import { figureMarks } from "../../adoption/figures/figure.js";
import type { ReportContext, SteeringDefinition } from "../../adoption/report-file.js";
import { levelMonths } from "../../../question/level-changes.js";
import type { ExploreData, MeasureId } from "./data.js";
import { composeGroups } from "./group-data.js";
import type { Composing } from "./group-data.js";
import type { ExploreSources } from "./groups.js";
import { groupingRows, typesOf } from "./groups.js";
import { Phrases } from "./phrases.js";
import type { ExploreDefinition } from "./texts.js";

/** Most months that are shown: three years, so that a page of all municipalities stays small enough to be sent. */
const mostMonths = 36;

/** Everything that a reader of the page can choose; null where the audience is told of no month. */
export function composeExplore(
  sources: ExploreSources,
  definition: SteeringDefinition,
  own: ExploreDefinition,
): ExploreData | null {
  const { facts } = sources;
  const { month, knownMonths } = facts.basis;
  const earliest = addMonths(month, 1 - mostMonths);
  const first = knownMonths.find((one) => one >= earliest);
  const [country, ...others] = groupingRows(sources);
  if (first === undefined || country === undefined) return null;
  const months = monthsBetween(first, month);
  const composing: Composing = {
    month,
    months,
    places: new Map(months.map((one, place) => [one, place])),
    phrases: new Phrases([...typesOf(facts), ...months.map(monthWords)]),
    ruleFrom: facts.ruleFrom,
    types: typesOf(facts),
    texts: definition.findings,
    comparisons: definition.comparisons,
    own,
  };
  const changes = facts.levelChanges ?? [];
  const levels = { plans: levelMonths(changes, "plans-per-month"), ok22: levelMonths(changes, "ok22") };
  const whole = country.groups[0] ?? null;
  const named = country.groups.map((group) => ({ ...group, name: own.shown.groupings.country }));
  return {
    months,
    types: typesOf(facts),
    ruleBreaks: ruleBreaks(facts.complianceTrend, composing),
    groupings: [
      { id: country.id, groups: composeGroups(named, { whole: null, levels }, composing) },
      ...others.map(({ id, groups }) => ({
        id,
        // Nobody confirmed a level of a group.
        groups: composeGroups(groups, { whole, levels: { plans: [], ok22: [] } }, composing),
      })),
    ],
    patterns: composing.phrases.settle(),
    marks: marksOf({ facts, definition }),
    texts: own.shown,
  };
}

function ruleBreaks(trend: readonly { month: Month }[], { ruleFrom, places }: Composing): number[] {
  const place = places.get(ruleFrom);
  return place !== undefined && trend.some(({ month }) => month < ruleFrom) ? [place] : [];
}

function marksOf(context: ReportContext): Record<MeasureId, string[]> {
  const plain = figureMarks({ showsCompliance: false, showsWindow: false }, context);
  const ofRule = figureMarks({ showsCompliance: true, showsWindow: true }, context);
  return { plans: plain, new: plain, active: plain, ok22: ofRule };
}
