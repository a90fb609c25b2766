import type { CheckResult } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { cannotTell, resultOf } from "../../check.js";
import { heldAsOf } from "../../../../db/history/changes.js";
import { valueWithUnit, listed } from "../../finding-parts.js";

const id = "absent-clinics";

/**
 * Of a first load, once a register is known: open clinics that have no plan in any of its months, in all, by region, by
 * practice system and by stretch of numbers. A file that was cut leaves a hole at one end.
 */
export const absentClinics: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) => (arrival.known.length === 0 ? check(arrival) : []),
};

interface OpenClinic {
  ydernummer: string;
  region: string;
  system: string | null;
  hasPlans: boolean;
}

const stretches = 10;

function check(arrival: Arrival): CheckResult[] {
  const clinics = openClinics(arrival);
  const least = arrival.gates.minComparedClinics.value / stretches;
  if (clinics.length < least) {
    const missing = `a register with at least ${least} clinics open in the file's months is not loaded`;
    return [cannotTell({ id, unit: "share" }, missing)];
  }
  const size = Math.ceil(clinics.length / stretches);
  const groups = [
    { name: null, members: clinics },
    ...grouped(clinics, ({ region }) => region),
    ...grouped(clinics, ({ system }) => system),
    ...Array.from({ length: stretches }, (_, place) => {
      const members = clinics.slice(place * size, (place + 1) * size);
      return { name: `${members[0]?.ydernummer ?? ""}-${members.at(-1)?.ydernummer ?? ""}`, members };
    }),
  ].filter(({ members }) => members.length >= least);
  const results = groups.map(({ name, members }) => resultFor(arrival, { name, members }));
  const held = results.filter(({ verdict }) => verdict === "hold");
  return held.length > 0 ? held : results.slice(0, 1);
}

function resultFor(
  { gates, months }: Arrival,
  { name, members }: { name: string | null; members: readonly OpenClinic[] },
): CheckResult {
  const absent = members.filter(({ hasPlans }) => !hasPlans).map(({ ydernummer }) => ydernummer);
  const limit = gates.arrival.maxAbsentShare.value;
  // Over one month more clinics have no plan than over a year.
  const high = Math.min(
    0.9,
    limit * (months.length < 3 ? 1.5 : 1) + 2 * Math.sqrt((limit * (1 - limit)) / members.length),
  );
  const seen = absent.length / members.length;
  const isHeld = seen > high;
  const of = name === null ? "" : ` of ${name}`;
  const such = absent.length === 0 ? "" : `, such as ${listed(absent)}`;
  const finding = `${absent.length} of the ${members.length} open clinics${of} have no plan in the whole file (${valueWithUnit(seen, "share")}, at most ${valueWithUnit(high, "share")} to expect)${such}`;
  return resultOf(
    {
      id,
      verdict: isHeld ? "hold" : "ok",
      seen,
      expected: [0, high],
      unit: "share",
      basis: "the clinics open in the register of its newest month",
      finding,
    },
    {
      subject: name,
      looks_like: name === null ? "missing-clinics" : "first-load-cut",
      facts: { absent: absent.length, clinics: members.length, numbers: listed(absent) },
      excess: isHeld ? seen / high : 0,
    },
  );
}

function grouped(
  clinics: readonly OpenClinic[],
  of: (clinic: OpenClinic) => string | null,
): { name: string | null; members: OpenClinic[] }[] {
  const groups = new Map<string, OpenClinic[]>();
  for (const clinic of clinics) {
    const name = of(clinic);
    if (name === null) continue;
    const members = groups.get(name) ?? [];
    groups.set(name, members);
    members.push(clinic);
  }
  return groups.size < 2 ? [] : [...groups].map(([name, members]) => ({ name, members }));
}

/** Clinics that the newest register has open in all of the load's months, by number. */
function openClinics({ store, load, months, counts }: Arrival): OpenClinic[] {
  const last = months.at(-1);
  if (last === undefined) return [];
  const active = new Set(
    counts.numbers().flatMap(({ ydernummer, plans }) => (plans > 0 ? [ydernummer] : [])),
  );
  return store.raw
    .prepare<{ load: number; last: string }, Omit<OpenClinic, "hasPlans">>(
      `select ydernummer, region, system from clinic_period
       where ${heldAsOf}
         and snapshot_month = (select max(snapshot_month) from clinic_period where ${heldAsOf})
         and opened <= @last || '-01' and (closed is null or substr(closed, 1, 7) > @last)
       order by ydernummer`,
    )
    .all({ load, last })
    .map((clinic) => ({ ...clinic, hasPlans: active.has(clinic.ydernummer) }));
}
