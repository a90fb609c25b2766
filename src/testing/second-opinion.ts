/**
 * The metrics computed a second time, by loops over rows and whole-number fractions, so that the SQL models are held
 * against something that shares no line with them. Written from the definitions alone; knows only the shipped rule.
 */

/** A row of an extract of plan counts. */
export interface CountRow {
  month: string;
  ydernummer: string;
  planType: string;
  new: number;
  maintained: number;
}

/** A row of a register. `doctors` is the text as it stands in the file. */
export interface ClinicRow {
  ydernummer: string;
  name: string;
  region: string;
  municipality: string;
  kind: string;
  doctors: string;
  opened: string;
  closed: string;
  system: string;
  successor: string;
}

/** What is known: every row of every known month, and a register for each snapshot month. */
export interface World {
  months: readonly string[];
  counts: readonly CountRow[];
  registers: ReadonlyMap<string, readonly ClinicRow[]>;
}

/** A clinic held against the shipped rule. */
export interface Judgement {
  clinic: ClinicRow;
  newPlans: number;
  outcome: "pass" | "fail" | "unknown";
}

const excludedKinds = ["Regionsklinik", "Udbudsklinik"];
const required = 10n;

/** The register that a month uses: the newest that is not later, or else the oldest. */
export function registerOf(world: World, month: string): readonly ClinicRow[] {
  const months = [...world.registers.keys()].sort();
  let chosen = months[0] ?? "";
  for (const candidate of months) if (candidate <= month) chosen = candidate;
  return world.registers.get(chosen) ?? [];
}

/** The last day of a month, counted by the calendar. */
export function lastDayOf(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return `${month}-${String(days[number - 1])}`;
}

export function isOpen(clinic: ClinicRow, month: string): boolean {
  const last = lastDayOf(month);
  return clinic.opened <= last && (clinic.closed === "" || clinic.closed >= last);
}

const byNumber = new WeakMap<readonly ClinicRow[], Map<string, ClinicRow[]>>();

function clinicsOf(register: readonly ClinicRow[], ydernummer: string): readonly ClinicRow[] {
  let index = byNumber.get(register);
  if (index === undefined) {
    index = new Map();
    for (const clinic of register) {
      const list = index.get(clinic.ydernummer);
      if (list === undefined) index.set(clinic.ydernummer, [clinic]);
      else list.push(clinic);
    }
    byNumber.set(register, index);
  }
  return index.get(ydernummer) ?? [];
}

/** The clinic that holds a count: the one that overlaps the month, else the latest that began before its end. */
export function holderOf(register: readonly ClinicRow[], count: CountRow): ClinicRow | null {
  const first = `${count.month}-01`;
  const last = lastDayOf(count.month);
  const own = clinicsOf(register, count.ydernummer).filter((clinic) => clinic.opened <= last);
  const overlapping = own.filter((clinic) => clinic.closed === "" || clinic.closed >= first);
  const candidates = overlapping.length > 0 ? overlapping : own;
  return candidates.reduce<ClinicRow | null>(
    (best, next) => (best === null || next.opened > best.opened ? next : best),
    null,
  );
}

/** The twelve months that end with a month, oldest first. */
export function windowMonths(month: string): string[] {
  let [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  const months: string[] = [];
  for (let step = 0; step < 12; step += 1) {
    months.unshift(`${String(year)}-${String(number).padStart(2, "0")}`);
    number -= 1;
    if (number === 0) [year, number] = [year - 1, 12];
  }
  return months;
}

/** Doctors as a fraction; null when unknown. */
export function fractionOf(text: string): { over: bigint; under: bigint } | null {
  if (text === "") return null;
  const [whole = "0", part = ""] = text.split(/[.,]/);
  return { over: BigInt(whole + part), under: 10n ** BigInt(part.length) };
}

/** Sums the new plans of each clinic's own rows in a window. */
function ownNewPlans(world: World, register: readonly ClinicRow[], month: string): Map<ClinicRow, number> {
  const inWindow = new Set(windowMonths(month));
  const sums = new Map<ClinicRow, number>();
  for (const count of world.counts) {
    if (!inWindow.has(count.month)) continue;
    const holder = holderOf(register, count);
    if (holder !== null) sums.set(holder, (sums.get(holder) ?? 0) + count.new);
  }
  return sums;
}

/** The clinics that are compared per doctor, each with its own new plans in the window. */
export function comparedClinics(world: World, month: string): { clinic: ClinicRow; newPlans: number }[] {
  const register = registerOf(world, month);
  const sums = ownNewPlans(world, register, month);
  return register
    .filter((clinic) => isOpen(clinic, month) && !excludedKinds.includes(clinic.kind))
    .map((clinic) => ({ clinic, newPlans: sums.get(clinic) ?? 0 }));
}

/** Every clinic of the population held against the shipped rule in a month. */
export function judge(world: World, month: string): Judgement[] {
  const register = registerOf(world, month);
  const sums = ownNewPlans(world, register, month);
  const taken = new Map<ClinicRow, number>();
  for (const predecessor of register) {
    if (predecessor.successor === "" || predecessor.closed === "") continue;
    const later = clinicsOf(register, predecessor.successor)
      .filter((one) => one.opened > predecessor.closed)
      .sort((left, right) => (left.opened < right.opened ? -1 : 1))[0];
    if (later !== undefined) taken.set(later, (taken.get(later) ?? 0) + (sums.get(predecessor) ?? 0));
  }
  return comparedClinics(world, month).map(({ clinic, newPlans: own }) => {
    const newPlans = own + (taken.get(clinic) ?? 0);
    const doctors = fractionOf(clinic.doctors);
    if (doctors === null || doctors.over === 0n) return { clinic, newPlans, outcome: "unknown" };
    const isMet = BigInt(newPlans) * doctors.under >= required * doctors.over;
    return { clinic, newPlans, outcome: isMet ? "pass" : "fail" };
  });
}

/** The bins of new plans per doctor, by their lower bounds; the first is exactly 0. */
const bins: [label: string, from: bigint][] = [
  ["<5", 0n],
  ["5–9", 5n],
  ["10–14", 10n],
  ["15–19", 15n],
  ["20–29", 20n],
  ["30–39", 30n],
  ["≥40", 40n],
];

/** The bin of a clinic; null when its doctors are unknown or 0. */
export function binOf(clinic: ClinicRow, newPlans: number): string | null {
  const doctors = fractionOf(clinic.doctors);
  if (doctors === null || doctors.over === 0n) return null;
  if (newPlans === 0) return "0";
  let label = "<5";
  for (const [name, from] of bins) if (BigInt(newPlans) * doctors.under >= from * doctors.over) label = name;
  return label;
}
