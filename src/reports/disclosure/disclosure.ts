import type { AudiencePolicy } from "../../defs/limits/policies.js";
import { compareDanish } from "../../domain/danish.js";
import { foldBins } from "../../domain/disclosure/bins.js";
import type { Edition, ShownEdition } from "../../domain/disclosure/edition.js";
import { discloseEditions, splitMunicipalityKey } from "../../domain/disclosure/edition.js";
import type { ShownPlans } from "../../domain/disclosure/plans.js";
import { disclosePlans } from "../../domain/disclosure/plans.js";
import { isSafe, partSums } from "../../domain/disclosure/small-counts.js";
import type { ShownTable } from "../../domain/disclosure/disclosed-table.js";
import type { MonthUse } from "../../metrics/sustained-use.js";
import type { Month } from "../../domain/month.js";
import type {
  BinCount,
  ComplianceCount,
  MonthActivity,
  MonthCompliance,
  PlansPerDoctor,
} from "../../domain/shapes/figures.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type { Published } from "./published.js";
import type { DisclosureTexts } from "./texts.js";

/** Clinics by outcome, those that fail and those that cannot be told as one: what few clinics lack is not told. */
export interface DisclosedCount {
  clinics: number;
  pass: number;
  /** Clinics that do not pass: they fail or cannot be told. */
  notPass: number;
  /** Null without clinics. */
  share: number | null;
}

/** A row of a table of groups. */
export interface DisclosedGroup {
  /** Name of the group; null: clinics of which it is not known; `rest`: groups that are only shown together. */
  name: string | null;
  kind: "group" | "rest";
  /** The group that it is a part of, for example a municipality's region; null: the whole country, or several. */
  parent: string | null;
  /** How many groups stand behind the row: 1 unless it is a rest. */
  groups: number;
  count: DisclosedCount;
}

/** Bins of a distribution as they may be shown. */
export interface DisclosedBins {
  /** Neighbours may stand as one bin, and clinics that no bin can hold may be counted in the lowest. */
  rows: BinCount[];
  /** Clinics whose doctors are unknown, where they stand apart. */
  unknown: number;
  /** Clinics without any new plan; null where they are not a bin of their own. */
  none: number | null;
  /** True when bins are laid together. */
  isFolded: boolean;
}

/** Everything about groups of clinics that one audience is shown of a month, decided together for all reports. */
export interface Disclosure {
  policy: AudiencePolicy;
  /** Null: the whole country is too small a group, or moved by too few clinics since it was shown before. */
  country: DisclosedCount | null;
  regions: DisclosedGroup[];
  systems: DisclosedGroup[];
  municipalities: DisclosedGroup[];
  /** Months whose figures of the whole country may be shown. */
  trend: (DisclosedCount & { month: Month })[];
  /** Null: none may be shown. */
  distribution: DisclosedBins | null;
  /** Active clinics of the months of which they may be shown, in order; empty: of none. */
  activity: readonly MonthActivity[];
  /** Sustained use of the month; null: it may not be shown, or there is none. */
  sustained: MonthUse | null;
  plans: ShownPlans;
  /** What the edition says of what it lays together or leaves out. */
  texts: DisclosureTexts;
}

/** The figures that are decided on. */
export interface DisclosableFigures {
  compliance: ComplianceCount;
  complianceTrend: readonly MonthCompliance[];
  plansPerDoctor: PlansPerDoctor;
  /** Empty where the report has none. */
  activeClinics: readonly MonthActivity[];
  /** Null: both ends of the year are not known. */
  sustained: MonthUse | null;
}

/** Decides what an audience is shown of a month, given the editions that were published before. */
export function disclose(
  { policy, texts }: { policy: AudiencePolicy; texts: DisclosureTexts },
  published: Published,
  figures: DisclosableFigures,
): Disclosure {
  const { minGroup: minimum, acceptsChangeFrom } = policy;
  const { edition, before } = published;
  const editions = discloseEditions([...before, edition], { minimum, acceptsChangeFrom });
  const shown = editions.at(-1);
  const tables = shown?.tables ?? null;
  const country = tables === null || shown === undefined ? null : countOf(shown.country);
  const trend = discloseTrend(figures.complianceTrend, editions, { edition, minimum });
  return {
    policy,
    country,
    regions: tables === null ? [] : rowsOf(tables.regions, (name) => ({ name, parent: null })),
    systems:
      tables === null
        ? []
        : inDanishOrder(rowsOf(tables.systems, (name) => ({ name: name || null, parent: null }))),
    municipalities: tables === null ? [] : municipalityRows(tables.municipalities),
    trend,
    distribution: country === null ? null : discloseBins(figures.plansPerDoctor, country, { minimum, texts }),
    activity: discloseActivity(figures, trend, minimum),
    sustained: country === null ? null : discloseUse(figures.sustained, published, minimum),
    plans: disclosePlans(published.makers, minimum),
    texts,
  };
}

/** The months of which the country was shown in their own edition, or would be if they had none. */
function discloseTrend(
  rows: readonly MonthCompliance[],
  editions: readonly ShownEdition[],
  { edition, minimum }: { edition: Edition; minimum: number },
): Disclosure["trend"] {
  const own = new Map(
    editions.filter(({ asOf }) => asOf === edition.asOf).map(({ month, tables }) => [month, tables !== null]),
  );
  return rows
    .map((row) => ({ month: row.month, ...countOf([row.pass, row.clinics - row.pass]) }))
    .filter(({ month, pass, notPass }) => own.get(month) ?? isSafe([pass, notPass], minimum));
}

function countOf(parts: readonly number[]): DisclosedCount {
  const [pass = 0, notPass = 0] = parts;
  const clinics = pass + notPass;
  return { clinics, pass, notPass, share: clinics === 0 ? null : pass / clinics };
}

function rowsOf(
  { groups, blocks }: ShownTable,
  nameOf: (key: string) => { name: string | null; parent: string | null },
): DisclosedGroup[] {
  return blocks.flatMap((row): DisclosedGroup[] => {
    const [first] = row;
    if (first === undefined) return [];
    const count = countOf(partSums(row.flatMap((key) => groups.get(key) ?? [])));
    if (row.length === 1) return [{ ...nameOf(first), kind: "group", groups: 1, count }];
    const parents = new Set(row.map((key) => nameOf(key).parent));
    const [parent = null] = parents.size === 1 ? parents : [];
    return [{ name: null, kind: "rest", parent, groups: row.length, count }];
  });
}

/** Regions in their order; within each its municipalities in Danish order, then what is laid together. */
function municipalityRows(table: ShownTable): DisclosedGroup[] {
  const rows = rowsOf(table, (key) => {
    const { region, municipality } = splitMunicipalityKey(key);
    return { name: municipality, parent: region };
  });
  const larger = table.blocks.map(([key = ""]) => table.groups.get(key)?.within ?? "");
  return [...new Set(larger)].flatMap((within) =>
    inDanishOrder(rows.filter((_, place) => larger[place] === within)),
  );
}

function inDanishOrder(rows: readonly DisclosedGroup[]): DisclosedGroup[] {
  const last = ({ name, kind }: DisclosedGroup): number => (kind === "rest" ? 2 : name === null ? 1 : 0);
  return [...rows].sort(
    (left, right) => last(left) - last(right) || compareDanish(left.name ?? "", right.name ?? ""),
  );
}

/** The distribution counts the clinics that are held against the rule; where it does not, its total would tell of the others. */
function discloseBins(
  { clinics, unknown, rows: bins }: PlansPerDoctor,
  country: DisclosedCount,
  { minimum, texts }: { minimum: number; texts: DisclosureTexts },
): DisclosedBins | null {
  if (!isSafe([Math.abs(clinics - country.clinics)], minimum)) return null;
  // Clinics that no bin can hold come before the lowest.
  const counts = [unknown, ...bins.map((bin) => bin.clinics)];
  const runs = foldBins(counts, { pass: country.pass, minimum });
  if (runs === null) return null;
  const labelOf = (place: number): string => bins[place - 1]?.label ?? "";
  const isApart = runs[0]?.length === 1;
  const rows = runs.slice(isApart ? 1 : 0).map((run): BinCount => {
    const placed = run.filter((place) => place > 0);
    const [first = 0, last = first] = [placed[0], placed.at(-1)];
    const named =
      first === last
        ? labelOf(first)
        : fillSentence(texts.bins.run, { first: labelOf(first), last: labelOf(last) });
    return {
      label: run.includes(0) && unknown > 0 ? fillSentence(texts.bins.withUnknown, { bin: named }) : named,
      clinics: run.reduce((sum, place) => sum + (counts[place] ?? 0), 0),
    };
  });
  // One bin alone is the country again.
  if (rows.length < 2) return null;
  const isNoneApart = runs.some(
    (run) => run.every((place) => place === 1 || (place === 0 && unknown === 0)) && run.includes(1),
  );
  return {
    rows,
    unknown: isApart ? unknown : 0,
    none: isNoneApart ? (bins[0]?.clinics ?? null) : null,
    isFolded: runs.some((run) => run.filter((place) => place > 0 || unknown > 0).length > 1),
  };
}

/**
 * The months from which on all figures may be shown: neither those that are active nor the others are few, nor are the open
 * clinics that the rule leaves out, which follow from both figures together.
 */
function discloseActivity(
  { activeClinics }: DisclosableFigures,
  trend: Disclosure["trend"],
  minimum: number,
): readonly MonthActivity[] {
  const compared = new Map(trend.map(({ month, clinics }) => [month, clinics]));
  const last = activeClinics.findLastIndex(({ month, active, clinics }) => {
    const outside = Math.abs(clinics - (compared.get(month) ?? clinics));
    return !isSafe([active, clinics - active, outside], minimum);
  });
  return activeClinics.slice(last + 1);
}

/**
 * Sustained use, where neither those that are still active nor those that are not any more are few. A month that was stated
 * otherwise before is left out: the two statements would differ by the clinics that moved, be they ever so few.
 */
function discloseUse(use: MonthUse | null, { edition, before }: Published, minimum: number): MonthUse | null {
  if (use === null || !isSafe([use.still, use.before - use.still], minimum)) return null;
  return before.some(({ month }) => month === edition.month) ? null : use;
}
