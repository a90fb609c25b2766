/** Changes from month to month that a forecast is made from: those of the latest year, so that each season counts once. */
export const changesLookedAt = 12;

/** Months ahead that are looked at; what is not reached within them is not in sight. */
export const mostMonthsAhead = 60;

/**
 * What Student's t with 11 degrees of freedom exceeds in one case of 20: the interval holds nine truths of ten. Source: any
 * table of t.
 */
const tLimit = 1.796;

/** Where a share is expected, and between which values nine times of ten. */
export interface ForecastShare {
  expected: number;
  low: number;
  high: number;
}

/**
 * A share some months ahead, at the pace of the latest year: the newest share plus the mean of the 12 changes from month to month
 * for each month (a random walk with drift), with a prediction interval from how unlike those changes were. Null with
 * fewer than 13 shares. `shares` are those of months one after the other, the newest last; they may leave 0 and 1 nowhere.
 * Source: R. J. Hyndman and G. Athanasopoulos, Forecasting: principles and practice, the drift method.
 */
export function forecastShare(shares: readonly number[], monthsAhead: number): ForecastShare | null {
  const latest = shares.slice(-changesLookedAt - 1);
  const newest = latest.at(-1);
  if (newest === undefined || latest.length <= changesLookedAt) return null;
  const changes = latest.slice(1).map((share, place) => share - (latest[place] ?? share));
  const pace = changes.reduce((sum, change) => sum + change, 0) / changes.length;
  const variance = changes.reduce((sum, change) => sum + (change - pace) ** 2, 0) / (changes.length - 1);
  const half = tLimit * Math.sqrt(variance * monthsAhead * (1 + monthsAhead / changes.length));
  const within = (share: number): number => Math.min(1, Math.max(0, share));
  const expected = newest + pace * monthsAhead;
  return { expected: within(expected), low: within(expected - half), high: within(expected + half) };
}

/** In how many months a share is reached; `latest` null: within the time looked at it may not be. */
export interface MonthsToReach {
  earliest: number;
  expected: number;
  latest: number | null;
}

/** In how many months a share is reached at the pace of the latest year; null: it is not in sight, or nothing can be said. */
export function monthsToReach(shares: readonly number[], target: number): MonthsToReach | null {
  const first = (reads: (forecast: ForecastShare) => number): number | null => {
    for (let ahead = 1; ahead <= mostMonthsAhead; ahead += 1) {
      const forecast = forecastShare(shares, ahead);
      if (forecast !== null && reads(forecast) >= target) return ahead;
    }
    return null;
  };
  const expected = first((forecast) => forecast.expected);
  if (expected === null) return null;
  return {
    earliest: first((forecast) => forecast.high) ?? expected,
    expected,
    latest: first((forecast) => forecast.low),
  };
}

/** How far forecasts of months that are known by now were off. */
export interface Backtest {
  /** Months ahead that were forecast. */
  monthsAhead: number;
  forecasts: number;
  /** Forecasts whose interval held the truth. */
  held: number;
  /** Mean distance of the expected share from the true one. */
  meanError: number;
}

/** Forecasts every share that can be held against what came, from what was known before it; null without any. */
export function backtest(shares: readonly number[], monthsAhead: number): Backtest | null {
  const forecasts = shares.flatMap((truth, place) => {
    const forecast = forecastShare(shares.slice(0, Math.max(0, place + 1 - monthsAhead)), monthsAhead);
    return forecast === null ? [] : [{ ...forecast, truth }];
  });
  if (forecasts.length === 0) return null;
  const errors = forecasts.map(({ expected, truth }) => Math.abs(expected - truth));
  return {
    monthsAhead,
    forecasts: forecasts.length,
    held: forecasts.filter(({ low, high, truth }) => truth >= low && truth <= high).length,
    meanError: errors.reduce((sum, error) => sum + error, 0) / errors.length,
  };
}
