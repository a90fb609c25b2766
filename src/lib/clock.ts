/** The only source of the current time, passed in so that a run can be repeated to the byte. */
export interface Clock {
  now(): Date;
}

/**
 * The machine's clock, or the fixed instant of `SOURCE_DATE_EPOCH` (seconds since 1970) where that is set:
 * the convention of reproducible-builds.org for output that must not depend on the day it was made.
 */
export function systemClock(environment: Readonly<Record<string, string | undefined>>): Clock {
  const epoch = environment["SOURCE_DATE_EPOCH"];
  if (epoch !== undefined && /^\d{1,11}$/.test(epoch)) {
    return fixedClock(new Date(Number(epoch) * 1000));
  }
  return { now: () => new Date() };
}

/** A clock that stands still, for tests and for repeating a run. */
export function fixedClock(instant: Date): Clock {
  return { now: () => new Date(instant) };
}
