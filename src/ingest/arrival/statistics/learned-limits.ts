import { median, tQuantile } from "./distributions.js";

/** How a value is looked at: as it is, as a logarithm (amounts), or as log odds (shares). */
export type Scale = "plain" | "log" | "logit";

/** What a new value is held against. */
export interface LearnedFrom {
  /** Values of the months before, oldest first, in their own unit; null: no value in that month. */
  history: readonly (number | null)[];
  /** True where the same month of other years tells most: months stand one after the other without a gap. */
  isSeasonal: boolean;
  scale: Scale;
  /** Variance, on the scale, that the new value has from counting alone. */
  noise: number;
  /** The smallest amount or share (on either side) that a logarithm is taken of. */
  least: number;
}

/** What is judgement in learned limits; see `arrival` in gates.yaml. */
export interface LimitSettings {
  /** Probability, on each side, that an honest value is held. */
  holdTail: number;
  /** The same, that it is worth a look. */
  lookTail: number;
  /** Earlier values that a limit needs. */
  minValues: number;
  /** Spread on the scale that is expected before anything is known, and the number of values that this counts as. */
  priorSpread: number;
  priorValues: number;
}

/** The range in which a value passes, and that in which it needs no look, in the value's own unit. */
export interface LearnedLimits {
  expected: number;
  hold: readonly [low: number, high: number];
  look: readonly [low: number, high: number];
}

/**
 * Limits for the next value of a series, learned from how well its own past foretold each of its values: a prediction
 * interval of Student's t over the errors of the better of two forecasts (the level of the latest months; the same month of
 * the two years before, moved by the change since then). The spread is the larger of a robust one (median absolute deviation), a part of the
 * ordinary one, and the noise of counting, drawn towards a prior while the history is short; the degrees of freedom make
 * limits wide then. An error that the history itself shows lies within the limits, unless it lies far beyond them.
 * Sources: Hyndman and Athanasopoulos, Forecasting: principles and practice (seasonal naive method, prediction intervals);
 * Gelman et al., Bayesian data analysis (scaled inverse chi-square prior). Null: too few values.
 */
export function learnLimits(from: LearnedFrom, settings: LimitSettings): LearnedLimits | null {
  const scale = scales[from.scale];
  const values = Float64Array.from(from.history, (value) =>
    value === null ? Number.NaN : scale.to(value, from.least),
  );
  if (from.history.filter((value) => value !== null).length < settings.minValues) return null;
  const level = forecastErrors(values, levelBefore);
  const seasonal = from.isSeasonal ? forecastErrors(values, seasonBefore) : null;
  const chosen = better(level, seasonal);
  if (chosen === null || chosen.next === null) return null;
  const { errors, next } = chosen;
  const spread = spreadOf(errors, from.noise, settings);
  const freedom = Math.max(1, errors.length + settings.priorValues - 1);
  const largest = Math.max(0, ...errors.map(Math.abs));
  const half = (tail: number): number => {
    const width = tQuantile(tail, freedom) * spread;
    return Math.min(Math.max(width, 1.15 * largest), 1.6 * width);
  };
  const range = (tail: number): readonly [number, number] => [
    scale.from(next - half(tail)),
    scale.from(next + half(tail)),
  ];
  return { expected: scale.from(next), hold: range(settings.holdTail), look: range(settings.lookTail) };
}

const scales: Record<Scale, { to(value: number, least: number): number; from(value: number): number }> = {
  plain: { to: (value) => value, from: (value) => value },
  log: { to: (value, least) => Math.log(Math.max(value, least)), from: Math.exp },
  logit: {
    to: (value, least) => {
      const inside = Math.min(Math.max(value, least), 1 - least);
      return Math.log(inside / (1 - inside));
    },
    from: (value) => 1 / (1 + Math.exp(-value)),
  },
};

/** The value that is foretold for a place from those before it; NaN: too few. */
type Forecast = (values: Float64Array, place: number) => number;

interface Errors {
  errors: number[];
  next: number | null;
}

function forecastErrors(values: Float64Array, forecast: Forecast): Errors {
  const errors: number[] = [];
  for (let place = 0; place < values.length; place += 1) {
    const error = (values[place] ?? Number.NaN) - forecast(values, place);
    if (!Number.isNaN(error)) errors.push(error);
  }
  const next = forecast(values, values.length);
  return { errors, next: Number.isNaN(next) ? null : next };
}

/** Months of which the level, and the change since a year before, is taken. */
const levelMonths = 6;
const changeMonths = 6;
const leastLevelMonths = 3;
const yearMonths = 12;
/** Years before of which the same month tells something. */
const yearsBefore = 2;

function levelBefore(values: Float64Array, place: number): number {
  const latest = values
    .subarray(Math.max(0, place - levelMonths), place)
    .filter((value) => !Number.isNaN(value))
    .sort();
  if (latest.length < leastLevelMonths) return Number.NaN;
  const middle = latest.length >> 1;
  const upper = latest[middle] ?? 0;
  return latest.length % 2 === 1 ? upper : (upper + (latest[middle - 1] ?? upper)) / 2;
}

/** The same month of each year before, moved by the change since then; their mean, as each has an error of its own. NaN: none. */
function seasonBefore(values: Float64Array, place: number): number {
  let sum = 0;
  let years = 0;
  for (let back = yearMonths; back <= yearsBefore * yearMonths; back += yearMonths) {
    const moved = (values[place - back] ?? Number.NaN) + changeOver(values, place, back);
    if (Number.isNaN(moved)) continue;
    sum += moved;
    years += 1;
  }
  return sum / years;
}

/** The mean change of the latest months over so many months; NaN: none is known. */
function changeOver(values: Float64Array, place: number, back: number): number {
  let sum = 0;
  let months = 0;
  for (let at = place - 1; at >= Math.max(back, place - changeMonths); at -= 1) {
    const change = (values[at] ?? Number.NaN) - (values[at - back] ?? Number.NaN);
    if (Number.isNaN(change)) continue;
    sum += change;
    months += 1;
  }
  return sum / months;
}

/**
 * The forecast of the year before once it has been tried on enough months, unless the level has told clearly more: a level
 * that is seldom wrong is wrong every July.
 */
function better(level: Errors, seasonal: Errors | null): Errors | null {
  const least = 4;
  const enough = 5;
  const clearly = 1.6;
  const rooted = ({ errors }: Errors): number =>
    Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
  const hasLevel = level.errors.length >= least && level.next !== null;
  if (seasonal === null || seasonal.next === null || seasonal.errors.length < (hasLevel ? enough : least))
    return hasLevel ? level : null;
  if (!hasLevel) return seasonal;
  return clearly * rooted(level) < rooted(seasonal) ? level : seasonal;
}

function spreadOf(errors: readonly number[], noise: number, settings: LimitSettings): number {
  const { priorSpread, priorValues } = settings;
  const centre = median(errors) ?? 0;
  const robust = 1.4826 * (median(errors.map((error) => Math.abs(error - centre))) ?? 0);
  const squares = errors.reduce((sum, error) => sum + error * error, 0);
  const ordinary = Math.sqrt(squares / Math.max(1, errors.length));
  const seen = Math.max(robust, 0.8 * Math.min(ordinary, 2.5 * robust), Math.sqrt(noise));
  const drawn =
    (priorValues * Math.max(priorSpread ** 2, noise) + errors.length * seen ** 2) /
    (priorValues + errors.length);
  return Math.sqrt(drawn);
}
