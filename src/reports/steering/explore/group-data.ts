import { fillSentence } from "../../../defs/yaml/sentence.js";
import { fillPlaces } from "../../../domain/text/fill-places.js";
import { shareWords } from "../../../domain/danish.js";
import type { Month } from "../../../domain/month.js";
import { windowLength } from "../../../domain/month.js";
import type { MonthPlans } from "../../../domain/shapes/figures.js";
import type { ComparedGroup, Comparison } from "../../../domain/statistics/groups.js";
import { compareGroups } from "../../../domain/statistics/groups.js";
import type { MonthShare } from "../../findings/share-findings.js";
import type { BandStep, ExploreGroup, Months, PlanMonthsData, ShareMonthsData, Told } from "./data.js";
import type { FindingTools, SeriesWords } from "./findings.js";
import { againstCountry, bandOf, countWordsOf, rounded, shareBandOf, shareWordsOf } from "./findings.js";
import type { GroupRows } from "./groups.js";
import type { Phrases } from "./phrases.js";
import type { ExploreDefinition } from "./texts.js";

/** What all groups are composed with. */
export interface Composing extends FindingTools {
  phrases: Phrases;
  /** The months that are shown, in order, and the place of each. */
  months: Month[];
  places: ReadonlyMap<Month, number>;
  /** First month whose shares are held against the rule in force. */
  ruleFrom: Month;
  types: readonly string[];
  own: ExploreDefinition;
}

/** What groups of one kind are held against. */
interface HeldAgainst {
  /** Null: the groups are the whole country itself. */
  whole: GroupRows | null;
  /** Months from which the plans, and the share that meets the rule, lie on another level. */
  levels: { plans: readonly Month[]; ok22: readonly Month[] };
}

/** What the page holds of groups side by side; shares are held against those of the whole country. */
export function composeGroups(
  groups: readonly GroupRows[],
  { whole, levels }: HeldAgainst,
  composing: Composing,
): ExploreGroup[] {
  const names = groups.map(({ name }) => name);
  const active = sharesOf(
    { names, rows: groups.map(activityOf), country: whole === null ? null : activityOf(whole) },
    activeTools(composing),
    composing,
  );
  const ok22 = sharesOf(
    { names, rows: groups.map(passesOf), country: whole === null ? null : passesOf(whole) },
    ok22Tools(levels.ok22, composing),
    composing,
  );
  return groups.map((group, place): ExploreGroup => {
    const plans = plansOf(group, levels.plans, composing);
    const [ofActivity, ofRule] = [active[place] ?? null, ok22[place] ?? null];
    return {
      name: group.name,
      ...(group.within === null ? {} : { within: group.within }),
      ...(plans === null ? {} : { plans }),
      ...(ofActivity === null ? {} : { active: ofActivity }),
      ...(ofRule === null ? {} : { ok22: withoutPlans(ofRule, group, composing) }),
    };
  });
}

function activityOf({ activity }: GroupRows): MonthShare[] | null {
  return activity?.map(({ month, active, clinics }) => ({ month, part: active, whole: clinics })) ?? null;
}

function passesOf({ compliance }: GroupRows): MonthShare[] | null {
  return compliance?.map(({ month, pass, clinics }) => ({ month, part: pass, whole: clinics })) ?? null;
}

function plansOf(
  { plans, plansByType }: GroupRows,
  levels: readonly Month[],
  composing: Composing,
): PlanMonthsData[] | null {
  if (plans === null || plans.length === 0) return null;
  const byType = (plansByType ?? []).map((rows, place) =>
    planMonths(rows, { type: composing.types[place] ?? null, levels: [] }, composing),
  );
  return [planMonths(plans, { type: null, levels }, composing), ...byType];
}

/** `type`: null for all plan types together. */
function planMonths(
  rows: readonly MonthPlans[],
  { type, levels }: { type: string | null; levels: readonly Month[] },
  composing: Composing,
): PlanMonthsData {
  const { subjects } = composing.own;
  const told = (field: "total" | "new", subject: string, from: readonly Month[]): Told => {
    const series = rows.map((row) => ({ month: row.month, value: row[field] }));
    const band = bandOf(series, composing.places, from);
    return { ...said(countWordsOf(series, { subject, levels: from }, composing), composing), band };
  };
  const subject = type === null ? subjects.plans : fillPlaces(subjects.plansOfType, { type });
  const newSubject = type === null ? subjects.new : fillPlaces(subjects.newOfType, { type });
  return {
    new: monthsOf(rows, (row) => row.new, composing),
    maintained: monthsOf(rows, (row) => row.maintained, composing),
    plans: told("total", subject, levels),
    newPlans: told("new", newSubject, []),
  };
}

function said({ sentences, side }: SeriesWords, { phrases }: Composing): Pick<Told, "said" | "side"> {
  const told = sentences.map((sentence) => phrases.say(sentence));
  return side === null ? { said: told } : { said: told, side };
}

interface Shares {
  names: readonly string[];
  /** Of each group; null: not told. */
  rows: readonly (readonly MonthShare[] | null)[];
  /** Of the whole country; null: the groups are not held against it. */
  country: readonly MonthShare[] | null;
}

/** How a share is told. */
interface ShareTools {
  finding: (rows: readonly MonthShare[]) => string | null;
  band: (rows: readonly MonthShare[]) => BandStep[];
  /** How a group's share lies to the country's. */
  compared: (group: ComparedGroup, country: Comparison) => string;
}

function activeTools(composing: Composing): ShareTools {
  const { places, texts, own } = composing;
  return {
    finding: (rows) => shareWordsOf(rows, { kind: "active", comparableFrom: null }, composing),
    band: (rows) =>
      bandOf(
        rows.map(({ month, part }) => ({ month, value: part })),
        places,
        [],
      ),
    compared: comparedWith(own.likeCountry.active, texts),
  };
}

function ok22Tools(levels: readonly Month[], composing: Composing): ShareTools {
  const { places, texts, own, ruleFrom } = composing;
  return {
    finding: (rows) => shareWordsOf(rows, { kind: "ok22", comparableFrom: ruleFrom }, composing),
    band: (rows) => shareBandOf(rows, places, { rules: [ruleFrom], levels }),
    compared: comparedWith(own.likeCountry.ok22, texts),
  };
}

/** Tells how a group lies to the country; `alike` where chance can explain it. */
function comparedWith(
  alike: Composing["own"]["likeCountry"]["active"],
  texts: Composing["texts"],
): ShareTools["compared"] {
  return (group, country) =>
    againstCountry(group, country, texts, fillSentence(alike, { share: shareWords(country.share) }));
}

/** The shares of each group, held against the year before and against the country; null: there is none to show. */
function sharesOf(shares: Shares, tools: ShareTools, composing: Composing): (ShareMonthsData | null)[] {
  const { names, rows } = shares;
  const compared = compareNow(shares, composing);
  const inCountry = new Map(compared?.groups.map((group) => [group.name, group]));
  return rows.map((own, place) => {
    if (own?.some(({ whole }) => whole > 0) !== true) return null;
    const group = inCountry.get(names[place] ?? "");
    const against = group === undefined || compared === null ? null : tools.compared(group, compared);
    const sentences = [tools.finding(own), against].filter((sentence) => sentence !== null);
    return {
      ...said({ sentences, side: group?.differs ?? null }, composing),
      band: tools.band(own),
      part: monthsOf(own, ({ part }) => part, composing),
      whole: changesOf(monthsOf(own, ({ whole }) => whole, composing)),
      ...(group === undefined ? {} : { byChance: byChanceOf(group) }),
    };
  });
}

function byChanceOf({ limits: { alarm } }: ComparedGroup): [number, number] {
  return [rounded(alarm[0]), rounded(alarm[1])];
}

/** The groups of the report month held against the country; null where one of both is not known. */
function compareNow({ names, rows, country }: Shares, { month, comparisons }: Composing): Comparison | null {
  const all = country?.find((row) => row.month === month);
  if (all === undefined) return null;
  const now = rows.flatMap((own, place) => {
    const row = own?.find((one) => one.month === month);
    return row === undefined ? [] : [{ name: names[place] ?? "", part: row.part, whole: row.whole }];
  });
  return compareGroups(now, all, comparisons.groups);
}

/** A share of clinics without a single plan is no result of theirs: that is said, and nothing that compares it. */
function withoutPlans(share: ShareMonthsData, { plans }: GroupRows, composing: Composing): ShareMonthsData {
  const window = composing.months.slice(-windowLength);
  const rows = (plans ?? []).filter(({ month }) => window.includes(month));
  if (rows.length === 0 || rows.some(({ total }) => total > 0)) return share;
  const { side: _, ...others } = share;
  return { ...others, said: [composing.phrases.say(composing.own.noPlans)] };
}

/** The value of each month that is shown, without those before the first known one. */
function monthsOf<Row extends { month: Month }>(
  rows: readonly Row[],
  valueOf: (row: Row) => number,
  { months }: Composing,
): Months {
  const values = new Map(rows.map((row) => [row.month, valueOf(row)]));
  const all = months.map((month) => values.get(month) ?? null);
  const first = all.findIndex((value) => value !== null);
  return first === -1 ? [] : all.slice(first);
}

/** The values that differ from the month before, each with its place. */
function changesOf(values: Months): ShareMonthsData["whole"] {
  return values.flatMap((value, place) =>
    place > 0 && values[place - 1] === value ? [] : [[place, value] as [number, number | null]],
  );
}
