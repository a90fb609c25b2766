import type { CheckResult } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { cannotTell, resultOf } from "../../check.js";
import { pastInWords, seriesOf } from "../../learned.js";
import { monthAt, valuesOf } from "../../panel/fit-to-past.js";
import type { Timeline } from "../../panel/timeline.js";
import { timelinesOf } from "../../panel/timeline.js";
import { countLimit } from "../../statistics/distributions.js";
import { listed } from "../../finding-parts.js";

const id = "new-numbers";

/**
 * Numbers with plans that the register does not know, or where there is none that had no plan before, beside how many
 * there usually are: rows of tests, digits lost. As an overdispersed count with the mean of the months before.
 */
export const newNumbers: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) => timelinesOf(arrival).map((timeline) => check(timeline, arrival)),
};

/** Without a register, numbers of the first year are not new, but seldom seen. */
const firstYear = 12;

function check(timeline: Timeline, { gates }: Arrival): CheckResult {
  const { month } = timeline.target;
  const values = valuesOf(timeline, (place) => strangers(timeline, place)?.length ?? null);
  const series = seriesOf(timeline, values);
  const { minHistoryValues, holdTail, newNumbersShape } = gates.arrival;
  if (series.length < minHistoryValues.value)
    return cannotTell(
      { id, unit: "clinics" },
      `fewer than ${minHistoryValues.value} comparable months before it`,
      {
        month,
      },
    );
  const found = strangers(timeline, timeline.past.length) ?? [];
  const latest = series.slice(-12).map(({ value }) => value);
  const mean = latest.reduce((sum, value) => sum + value, 0) / latest.length;
  const high = Math.max(...latest, countLimit(mean + 0.5, holdTail.value, newNumbersShape.value));
  const isHeld = found.length > high;
  const basis = pastInWords(series);
  const known = timeline.hasRegister ? "that the register does not know" : "that had none before";
  const such = found.length === 0 ? "" : `, such as ${listed(found)}`;
  const finding = `${month}: ${found.length} numbers with plans ${known}${such}, against at most ${high} to expect from ${basis}`;
  return resultOf(
    {
      id,
      verdict: isHeld ? "hold" : "ok",
      seen: found.length,
      expected: [0, high],
      unit: "clinics",
      basis,
      finding,
    },
    {
      month,
      series,
      looks_like: "test-rows",
      facts: { numbers: listed(found) },
      excess: isHeld ? found.length / Math.max(1, high) : 0,
    },
  );
}

const asked = new WeakMap<Timeline, Int32Array>();

/** Numbers that may be strangers: those that the register does not know, or all where there is none. Found once. */
function askedNumbers(timeline: Timeline): Int32Array {
  const kept = asked.get(timeline);
  if (kept !== undefined) return kept;
  const { numbers, clinics, hasRegister } = timeline;
  const found = Int32Array.from(
    numbers.flatMap((_, number) => (hasRegister && clinics[number] !== null ? [] : [number])),
  );
  asked.set(timeline, found);
  return found;
}

const firstPlaces = new WeakMap<Timeline, Int32Array>();

/** The place of the past in which each number first had plans; that after the target: in none. Found once. */
function firstPlacesOf(timeline: Timeline): Int32Array {
  const kept = firstPlaces.get(timeline);
  if (kept !== undefined) return kept;
  const { past, numbers } = timeline;
  const first = new Int32Array(numbers.length).fill(past.length + 1);
  for (let place = past.length; place >= 0; place -= 1) {
    const plans = monthAt(timeline, place)?.ofNumber ?? [];
    for (let number = 0; number < plans.length; number += 1) if (plans[number] !== 0) first[number] = place;
  }
  firstPlaces.set(timeline, first);
  return first;
}

function strangers(timeline: Timeline, place: number): string[] | null {
  const { numbers, hasRegister } = timeline;
  const plans = monthAt(timeline, place)?.ofNumber;
  if (plans === undefined || (!hasRegister && place < firstYear)) return null;
  const first = hasRegister ? null : firstPlacesOf(timeline);
  const found: string[] = [];
  for (const number of askedNumbers(timeline))
    if (plans[number] !== 0 && (first === null || first[number] === place)) found.push(numbers[number] ?? "");
  return found;
}
