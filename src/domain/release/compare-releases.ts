import { lastDayOf } from "../iso-date.js";
import type { Outcome } from "../shapes/metric.js";
import { outcomes } from "../shapes/metric.js";
import type { Month } from "../month.js";
import { addMonths, monthsBetween } from "../month.js";
import type { ChangedInput, ChangedProgram } from "./inputs.js";
import { changedInputs, changedProgram } from "./inputs.js";
import type { ReleaseClinic, ReleaseMonth, ReleaseSummary, SealedRelease } from "./release.js";

/** Why a clinic is compared now and was not before. */
export type EnteredBecause = "opened" | "kind" | "registered" | "other";

/** Why a clinic is compared no more. */
export type LeftBecause = "closed" | "kind" | "unregistered" | "other";

/** A clinic that came into the population or left it. */
export interface MovedClinic<Reason> {
  ydernummer: string;
  opened: string;
  name: string;
  reason: Reason;
}

/** A month whose counts are others than they were. */
export interface ChangedMonth {
  month: Month;
  old: ReleaseMonth;
  new: ReleaseMonth;
  /** Numbers (ydernumre) whose counts of the month changed. */
  numbers: number;
  /** Loads that name the month and came between the two releases. */
  loads: number[];
}

/**
 * A figure that both releases show; counts, except `share` (0 to 1, null without clinics). `pass` and `share` are null where
 * months that the rule looks at were not known.
 */
export interface HeadlineChange {
  figure: "plans" | "plans-new" | "plans-maintained" | "active" | "open" | "clinics" | "pass" | "share";
  old: number | null;
  new: number | null;
}

/** What changed from one release to another, and why. */
export interface ReleaseDifference {
  from: ReleaseSummary;
  to: ReleaseSummary;
  /** Months that the rule looked at and of which no plans were known: with any, nobody can say who met it. */
  lacking: { from: Month[]; to: Month[] };
  headline: HeadlineChange[];
  months: { new: ReleaseMonth[]; gone: Month[] };
  restated: ChangedMonth[];
  /** The rule as it was and is; null when neither the rule set, its status nor its file changed. */
  rule: { old: SealedRelease["rule"]; new: SealedRelease["rule"] } | null;
  /** Definition files, models, and texts or looks that changed. */
  definitions: ChangedInput[];
  models: ChangedInput[];
  looks: ChangedInput[];
  program: ChangedProgram[];
  population: {
    entered: MovedClinic<EnteredBecause>[];
    left: MovedClinic<LeftBecause>[];
    /** Clinics of both, by what the rule said then and says now; empty where either could not be said. */
    outcomes: { old: Outcome; new: Outcome; clinics: number }[];
  };
}

/** What the store knows of the time between two releases. */
export interface ReleaseHistory {
  /** How many months the rule of each release looked at, its own month the last. */
  ruleMonths: Record<"from" | "to", number>;
  /** Numbers whose counts changed, by month. */
  numbersRestated: ReadonlyMap<string, number>;
  /** Loads between the two releases, oldest first. */
  loads: readonly { load: number; months: readonly Month[] }[];
  registerOf: Record<"from" | "to", RegisterReader>;
}

/** Looks a clinic up in a register; null: it does not name it. */
export type RegisterReader = (clinic: ReleaseClinic) => { kind: string; closed: string | null } | null;

/** Compares two releases. Pure: everything was fixed when they were sealed, or stands in the history. */
export function compareReleases(
  from: SealedRelease,
  to: SealedRelease,
  history: ReleaseHistory,
): ReleaseDifference {
  const inputs = changedInputs(from.inputs, to.inputs);
  const ofFigures = inputs.filter(({ scopes }) => scopes.includes("figures"));
  const isModel = ({ path }: ChangedInput): boolean => path.endsWith(".sql");
  const isSameRule =
    from.rule.id === to.rule.id && from.rule.status === to.rule.status && from.rule.sha256 === to.rule.sha256;
  const lacking = {
    from: lackingMonths(from, history.ruleMonths.from),
    to: lackingMonths(to, history.ruleMonths.to),
  };
  const monthsBefore = new Set(from.months.map(({ month }) => month));
  const monthsNow = new Set(to.months.map(({ month }) => month));
  return {
    from: summaryOf(from),
    to: summaryOf(to),
    lacking,
    headline: headlineChanges({ release: from, lacking: lacking.from }, { release: to, lacking: lacking.to }),
    months: {
      new: to.months.filter(({ month }) => !monthsBefore.has(month)),
      gone: from.months.map(({ month }) => month).filter((month) => !monthsNow.has(month)),
    },
    restated: restatedMonths(from, to, history),
    rule: isSameRule ? null : { old: from.rule, new: to.rule },
    definitions: ofFigures.filter((input) => !isModel(input)),
    models: ofFigures.filter(isModel),
    looks: inputs.filter((input) => !ofFigures.includes(input)),
    program: changedProgram(from.program, to.program),
    population: {
      ...comparePopulations(from, to, history),
      outcomes: lacking.from.length + lacking.to.length > 0 ? [] : movedOutcomes(from, to),
    },
  };
}

function lackingMonths({ month, months }: SealedRelease, ruleMonths: number): Month[] {
  const known = new Set(months.map((row) => row.month));
  return monthsBetween(addMonths(month, 1 - ruleMonths), month).filter((one) => !known.has(one));
}

function summaryOf(release: SealedRelease): ReleaseSummary {
  const { name, sealedAt, month, asOf, options, program, rule, plans, clinics, note } = release;
  return { name, sealedAt, month, asOf, options, program, rule, plans, clinics, note };
}

/** A release, and the months that its rule lacked. */
interface Measured {
  release: SealedRelease;
  lacking: readonly Month[];
}

function headlineChanges(from: Measured, to: Measured): HeadlineChange[] {
  const [old, now] = [headlineOf(from), headlineOf(to)];
  return old.map(({ figure, value }, place) => ({ figure, old: value, new: now[place]?.value ?? null }));
}

function headlineOf({ release: { plans, clinics, population }, lacking }: Measured): {
  figure: HeadlineChange["figure"];
  value: number | null;
}[] {
  const pass = lacking.length > 0 ? null : population.filter(({ outcome }) => outcome === "pass").length;
  return [
    { figure: "plans", value: plans.new + plans.maintained },
    { figure: "plans-new", value: plans.new },
    { figure: "plans-maintained", value: plans.maintained },
    { figure: "active", value: clinics.active },
    { figure: "open", value: clinics.open },
    { figure: "clinics", value: population.length },
    { figure: "pass", value: pass },
    { figure: "share", value: pass === null || population.length === 0 ? null : pass / population.length },
  ];
}

function restatedMonths(from: SealedRelease, to: SealedRelease, history: ReleaseHistory): ChangedMonth[] {
  const before = new Map(from.months.map((row) => [row.month, row]));
  return to.months.flatMap((now) => {
    const old = before.get(now.month);
    const numbers = history.numbersRestated.get(now.month) ?? 0;
    if (old === undefined || numbers === 0) return [];
    const loads = history.loads.filter(({ months }) => months.includes(now.month)).map(({ load }) => load);
    return [{ month: now.month, old, new: now, numbers, loads }];
  });
}

function comparePopulations(
  from: SealedRelease,
  to: SealedRelease,
  { registerOf }: ReleaseHistory,
): Omit<ReleaseDifference["population"], "outcomes"> {
  const before = new Map(from.population.map((clinic) => [keyOf(clinic), clinic]));
  const now = new Map(to.population.map((clinic) => [keyOf(clinic), clinic]));
  const nameOf = ({ ydernummer, opened, name }: ReleaseClinic): Omit<MovedClinic<string>, "reason"> => ({
    ydernummer,
    opened,
    name,
  });
  return {
    entered: to.population
      .filter((clinic) => !before.has(keyOf(clinic)))
      .map((clinic) => ({ ...nameOf(clinic), reason: whyEntered(clinic, registerOf.from, from.month) })),
    left: from.population
      .filter((clinic) => !now.has(keyOf(clinic)))
      .map((clinic) => ({ ...nameOf(clinic), reason: whyLeft(clinic, registerOf.to, to.month) })),
  };
}

function keyOf({ ydernummer, opened }: ReleaseClinic): string {
  return `${ydernummer} ${opened}`;
}

function movedOutcomes(from: SealedRelease, to: SealedRelease): ReleaseDifference["population"]["outcomes"] {
  const now = new Map(to.population.map((clinic) => [keyOf(clinic), clinic]));
  return outcomes
    .flatMap((old) => outcomes.map((current) => ({ old, new: current })))
    .map((pair) => ({
      ...pair,
      clinics: from.population.filter(
        (clinic) => clinic.outcome === pair.old && now.get(keyOf(clinic))?.outcome === pair.new,
      ).length,
    }))
    .filter(({ clinics }) => clinics > 0);
}

function whyEntered(clinic: ReleaseClinic, registerBefore: RegisterReader, before: Month): EnteredBecause {
  if (clinic.opened > lastDayOf(before)) return "opened";
  const registered = registerBefore(clinic);
  if (registered === null) return "registered";
  return registered.kind === clinic.kind ? "other" : "kind";
}

function whyLeft(clinic: ReleaseClinic, registerNow: RegisterReader, now: Month): LeftBecause {
  const registered = registerNow(clinic);
  if (registered === null) return "unregistered";
  // A clinic that closes on the last day of a month is open in it. Source: the project's contract, section 2.
  if (registered.closed !== null && registered.closed < lastDayOf(now)) return "closed";
  return registered.kind === clinic.kind ? "other" : "kind";
}
