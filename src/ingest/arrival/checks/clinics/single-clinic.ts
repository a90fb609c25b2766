import type { CheckResult } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { cannotTell, resultOf } from "../../check.js";
import { fitAt } from "../../panel/fit-to-past.js";
import type { Timeline } from "../../panel/timeline.js";
import { timelinesOf } from "../../panel/timeline.js";
import { pastInWords } from "../../learned.js";
import { countLimit } from "../../statistics/distributions.js";

const id = "single-clinic";

/**
 * The clinic that lies furthest beyond its own past. Honest clinics jump to ten times their past, so that this is worth a look; it
 * holds the load where no clinic ever had as much by far, and, where its doctors are known, none as much a doctor either.
 */
export const singleClinic: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) => timelinesOf(arrival).map((timeline) => check(timeline, arrival)),
};

function check(timeline: Timeline, { gates }: Arrival): CheckResult {
  const { past, target, numbers, clinics } = timeline;
  const month = target.month;
  const known = past.flatMap((one, place) => (one === null ? [] : [place]));
  const { minExtremeMonths, jumpMonths } = gates.arrival;
  if (known.length < minExtremeMonths.value) {
    const missing = `fewer than ${minExtremeMonths.value} known months before it`;
    return cannotTell({ id, unit: "plans" }, missing, { month });
  }
  const ratio = gates.arrival.maxClinicRatio.value;
  const before = past.filter((one) => one !== null);
  const largest = before.map(({ month: at, ofNumber }) => ({ month: at, value: mostOf(ofNumber) }));
  const high = ratio * Math.max(1, ...largest.map(({ value }) => value));
  const doctors = Float64Array.from(clinics, (clinic) => clinic?.doctors ?? 0);
  const highByDoctor = ratio * Math.max(...before.map(({ ofNumber }) => mostByDoctor(ofNumber, doctors)));
  const now = target.ofNumber;
  const beyond = numbers.flatMap((_, number) => ((now[number] ?? 0) > high ? [number] : []));
  const impossible = beyond.filter((number) => {
    const own = doctors[number] ?? 0;
    return own === 0 || highByDoctor === 0 || (now[number] ?? 0) / own > highByDoctor;
  });
  const limits = {
    tail: gates.arrival.holdTail.value / Math.max(1, numbers.length),
    ratio: gates.arrival.clinicJumpRatio.value,
  };
  const furthest = furthestJump(timeline, past.length, limits);
  const usual = Math.max(
    1,
    ...known.slice(-jumpMonths.value).map((place) => furthestJump(timeline, place, limits).times),
  );
  const jump = furthest.times > usual ? furthest.number : null;
  const shown = impossible.toSorted((left, right) => (now[right] ?? 0) - (now[left] ?? 0))[0] ?? jump;
  const place = shown ?? Math.max(0, now.indexOf(mostOf(now)));
  const seen = now[place] ?? 0;
  const verdict = impossible.length > 0 ? "hold" : jump === null ? "ok" : "look";
  const number = numbers[place] ?? "";
  const own =
    before.slice(-12).reduce((sum, { ofNumber }) => sum + (ofNumber[place] ?? 0), 0) /
    Math.min(12, before.length);
  const series = timeline.isBackwards ? largest.toReversed() : largest;
  const basis = `the largest clinic of ${pastInWords(series)}`;
  const finding = `${month}: clinic ${number} has ${seen} plans, ${Number(own.toFixed(1))} a month before; no clinic ever had more than ${Math.round(high / ratio)}`;
  return resultOf(
    { id, verdict, seen, expected: [0, high], unit: "plans", basis, finding },
    {
      month,
      subject: number,
      series,
      // Many such clinics are a mistake of another kind.
      looks_like: impossible.length > 0 && impossible.length <= 3 ? "clinic-impossible" : null,
      facts: {
        clinic: number,
        plans: seen,
        usual: Number(own.toFixed(1)),
        largest: Math.round(high / ratio),
      },
      excess: verdict === "hold" ? seen / high : 0,
    },
  );
}

function mostOf(plans: Int32Array): number {
  let most = 0;
  for (let number = 0; number < plans.length; number += 1) most = Math.max(most, plans[number] ?? 0);
  return most;
}

function mostByDoctor(plans: Int32Array, doctors: Float64Array): number {
  let most = 0;
  for (let number = 0; number < plans.length; number += 1) {
    const own = doctors[number] ?? 0;
    if (own > 0) most = Math.max(most, (plans[number] ?? 0) / own);
  }
  return most;
}

/**
 * The number that lies furthest beyond what its own past lets expect with a small probability, and how many times that
 * limit it has; null and 0: none lies beyond it.
 */
function furthestJump(
  timeline: Timeline,
  place: number,
  { tail, ratio }: { tail: number; ratio: number },
): { number: number | null; times: number } {
  const fit = fitAt(timeline, place);
  const furthest: { number: number | null; times: number } = { number: null, times: 0 };
  if (fit === null) return furthest;
  for (let number = 0; number < fit.seen.length; number += 1) {
    const plans = fit.seen[number] ?? 0;
    const expected = fit.expected[number] ?? 0;
    if (expected === 0 || plans < 20 || plans < ratio * (expected + 1)) continue;
    const times = plans / countLimit(expected + 1, tail, timeline.judgement.clinicShape.value);
    if (times <= Math.max(1, furthest.times)) continue;
    furthest.number = number;
    furthest.times = times;
  }
  return furthest;
}
