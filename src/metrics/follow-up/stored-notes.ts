import { clinicKey } from "./carried-forward.js";
import type { Store } from "../../db/open.js";
import type { Definitions } from "../../defs/definitions.js";
import type { Region } from "../../defs/codes/regions.js";
import { resolveRegion } from "../../defs/codes/regions.js";
import type { FollowUpField, NoteField } from "../../domain/shapes/follow-up.js";
import { consultantsId, followUpFields } from "../../domain/shapes/follow-up.js";
import type { Month } from "../../domain/month.js";
import { parseMonth } from "../../domain/month.js";
import { knownMonths, registerMonths } from "../../question/as-of.js";
import { withRun } from "../../question/run.js";

/** Whether a word of a region holds: it stands in the next workbook, a later word does, it was emptied, or no row carries it. */
export const noteStates = ["current", "overtaken", "retracted", "homeless"] as const;

export type NoteState = (typeof noteStates)[number];

/** Why no workbook carries a word any more. */
export const homelessReasons = [
  ...(["gone", "other-region", "closed"] as const),
  ...(["successor-in-other-region", "not-counted", "not-open"] as const),
] as const;

export type HomelessReason = (typeof homelessReasons)[number];

/** Why no workbook carries a note any more, in words that follow its ydernummer. */
export const homelessWords: Readonly<Record<HomelessReason, string>> = {
  gone: "the clinic is in no register any more",
  "other-region": "the clinic lies in another region now",
  closed: "the clinic closed without a successor",
  "successor-in-other-region": "the clinic was taken over in another region",
  "not-counted": "the clinic is of a kind that the workbooks leave out",
  "not-open": "the clinic is not open",
};

/** One word that a region or a data consultant wrote about a clinic, with what became of it. */
export interface StoredNote {
  /** Month of the workbook that it was written in. */
  month: Month;
  /** Who wrote it; null: the data consultants. */
  region: Region | null;
  ydernummer: string;
  opened: string;
  field: NoteField;
  /** Id of a choice, the day of a visit, or a text. */
  value: string;
  load: number;
  state: NoteState;
  /** Null: some workbook carries it, or a later word holds. */
  reason: HomelessReason | null;
  /** Of a word that no workbook carries: the clinics in other regions that it would be about now. */
  now: readonly PlacedClinic[];
}

/** A word of a region: what alone its workbooks and the figures of its answers may rest on. */
export interface RegionsNote extends StoredNote {
  region: Region;
  field: FollowUpField;
}

/** The words of regions among all. */
export function notesOfRegions(notes: readonly StoredNote[]): RegionsNote[] {
  return notes.flatMap((note) => {
    const { region } = note;
    const field = followUpFields.find((one) => one === note.field);
    return region === null || field === undefined ? [] : [{ ...note, region, field }];
  });
}

/** A clinic period and the region that it lies in. */
export interface PlacedClinic {
  ydernummer: string;
  opened: string;
  /** Full name. */
  region: string;
}

interface Row {
  month: string;
  region: string;
  ydernummer: string;
  opened: string;
  field: NoteField;
  value: string | null;
  load: number;
}

/**
 * Everything that regions and data consultants wrote, as of a load, oldest month first, each with its state by a month: the newest that counts
 * or a register are known of, or `upTo`, after which nothing counts. Words that never held because another return was
 * saved later are overtaken.
 */
export async function storedNotes(
  store: Store,
  definitions: Definitions,
  { asOf, upTo = null }: { asOf: number; upTo?: Month | null },
): Promise<StoredNote[]> {
  const counts = (row: { month: string }): boolean => upTo === null || row.month <= upTo;
  const rows = historyRows(store, asOf).filter(counts);
  if (rows.length === 0) return [];
  const homes = await homesOf(store, definitions, { asOf, upTo });
  const notes = rows.flatMap((row, place): StoredNote[] => {
    const month = parseMonth(row.month);
    const region = writerOf(row, definitions);
    if (row.value === null || month === null || region === undefined) return [];
    const later = rows.slice(place + 1).find((other) => isSameCell(row, other));
    const { ydernummer, opened, field, value, load } = row;
    const note = { month, region, ydernummer, opened, field, value, load };
    if (later !== undefined)
      return [{ ...note, state: later.value === null ? "retracted" : "overtaken", reason: null, now: [] }];
    return [{ ...note, now: [], ...homes.of(row, region) }];
  });
  return [...lostWords(store, definitions, asOf).filter(counts), ...notes].sort(
    (left, right) => compare(left.month, right.month) || left.load - right.load,
  );
}

/** The region that wrote a word, null for the data consultants; undefined for one that is not defined any more. */
function writerOf({ region: id }: Row, { regions }: Definitions): Region | null | undefined {
  return id === consultantsId ? null : regions.find((one) => one.id === id);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function isSameCell(left: Row, right: Row): boolean {
  return left.ydernummer === right.ydernummer && left.opened === right.opened && left.field === right.field;
}

/** Every word that held at some time, in the order in which later ones follow earlier ones on a cell. */
function historyRows({ raw }: Store, asOf: number): Row[] {
  return raw
    .prepare<{ asOf: number }, Row>(
      `select month, region, ydernummer, opened, field, value, load_from as load from follow_up
       where load_from <= @asOf and (load_to is null or load_to > load_from)
       order by month, load_from, ydernummer, opened, field`,
    )
    .all({ asOf });
}

/** Words that were stored beside the others: a file that was saved later says something else. */
function lostWords({ raw }: Store, definitions: Definitions, asOf: number): StoredNote[] {
  const rows = raw
    .prepare<{ asOf: number }, Row>(
      `select follow_up_load.month, follow_up_load.region, returned_word.ydernummer, returned_word.opened,
         returned_word.field, returned_word.value, returned_word.load
       from returned_word
       inner join follow_up_load on follow_up_load.load = returned_word.load
       inner join load on load.load = returned_word.load
       where returned_word.fate = 'overtaken' and returned_word.is_contradiction = 1
         and returned_word.value is not null and load.undone_at is null and returned_word.load <= @asOf
       order by returned_word.load, returned_word.position`,
    )
    .all({ asOf });
  return rows.flatMap((row): StoredNote[] => {
    const month = parseMonth(row.month);
    const region = writerOf(row, definitions);
    const { value } = row;
    if (month === null || region === undefined || value === null) return [];
    return [{ ...row, month, region, value, state: "overtaken", reason: null, now: [] }];
  });
}

interface Homes {
  of(
    row: Row,
    region: Region | null,
  ): Pick<StoredNote, "state" | "reason"> & Partial<Pick<StoredNote, "now">>;
}

interface OwnTables {
  [name: string]: object;
  int_follow_up: { report_month: string; ydernummer: string; opened: string; field: NoteField };
}

/** Finds out which words the workbooks and the worklist of the newest month carry. */
async function homesOf(
  store: Store,
  definitions: Definitions,
  { asOf, upTo }: { asOf: number; upTo: Month | null },
): Promise<Homes> {
  const months = [...(await knownMonths(store, asOf)), ...(await registerMonths(store, asOf))].sort();
  const month = upTo ?? months.at(-1);
  if (month === undefined) return { of: () => ({ state: "homeless", reason: "gone" }) };
  const context = { reportMonths: [month], asOf, firstMonthOf: () => month, dimensions: [] as const };
  return withRun(store, { definitions, context }, async (run) => {
    const kysely = run.needOwn<OwnTables>("int_follow_up");
    run.need("mart_follow_up", "mart_visit", "int_clinic", "int_successor");
    const spoken = await kysely
      .selectFrom("int_follow_up")
      .select(["ydernummer", "opened", "field"])
      .execute();
    const carried = [
      ...(await kysely.selectFrom("mart_follow_up").selectAll().execute()),
      ...(await kysely.selectFrom("mart_visit").selectAll().execute()).map((one) => ({
        ...one,
        region: consultantsId,
      })),
    ];
    const clinics = await kysely
      .selectFrom("int_clinic")
      .select(["ydernummer", "opened", "closed", "region", "is_open", "is_excluded"])
      .execute();
    const successors = await kysely.selectFrom("int_successor").selectAll().execute();
    const shown = new Set(
      clinics.filter((one) => one.is_open === 1 && one.is_excluded === 0).map((one) => clinicKey(one)),
    );
    const inRow = new Set(
      carried
        .filter((one) => shown.has(clinicKey(one)))
        .map((one) => `${one.source_ydernummer} ${one.field} ${one.month} ${one.region} ${one.load}`),
    );
    const ownWord = new Set(spoken.map((one) => `${clinicKey(one)} ${one.field}`));
    const nextOf = (clinic: { ydernummer: string; opened: string }) =>
      successors
        .filter((one) => clinicKey(one) === clinicKey(clinic))
        .map((one) => ({ ydernummer: one.successor_ydernummer, opened: one.successor_opened }));
    return {
      of: (row, region) => {
        if (inRow.has(`${row.ydernummer} ${row.field} ${row.month} ${row.region} ${row.load}`))
          return { state: "current", reason: null };
        const own = region === null ? null : resolveRegion(definitions.regions, region, month).name;
        return homeOf(row, own, { clinics, shown, ownWord, nextOf });
      },
    };
  });
}

/** A clinic of the newest month's register, as far as it decides where a word belongs. */
interface KnownClinic extends PlacedClinic {
  closed: string | null;
  is_open: number;
}

/** What decides about a word that is carried nowhere; `own` is its region's name now, null where no region bounds it. */
function homeOf(
  row: Row,
  own: string | null,
  known: {
    clinics: readonly KnownClinic[];
    shown: ReadonlySet<string>;
    ownWord: ReadonlySet<string>;
    nextOf: (clinic: { ydernummer: string; opened: string }) => { ydernummer: string; opened: string }[];
  },
): ReturnType<Homes["of"]> {
  const { clinics, shown, ownWord, nextOf } = known;
  const placed = (one: { ydernummer: string; opened: string; region: string }): PlacedClinic => ({
    ydernummer: one.ydernummer,
    opened: one.opened,
    region: one.region,
  });
  const periods = clinics.filter(({ ydernummer }) => ydernummer === row.ydernummer);
  const period = periods.find(({ opened }) => opened === row.opened) ?? periods.at(-1);
  if (period === undefined) return { state: "homeless", reason: "gone" };
  if (own !== null && period.region !== own)
    return {
      state: "homeless",
      reason: "other-region",
      now: shown.has(clinicKey(period)) ? [placed(period)] : [],
    };
  const heirs = heirsOf(period, nextOf);
  if (heirs.some((heir) => ownWord.has(`${clinicKey(heir)} ${row.field}`)))
    return { state: "overtaken", reason: null };
  const heirClinics = clinics.filter((one) => heirs.some((heir) => clinicKey(heir) === clinicKey(one)));
  const isBeyond = (one: KnownClinic): boolean => own !== null && one.region !== own;
  // One that closed on the way decides nothing: the word went on from it
  const within = [period, ...heirClinics.filter((one) => !isBeyond(one))];
  if (within.some((one) => one.is_open === 1)) return { state: "homeless", reason: "not-counted" };
  const beyond = heirClinics.filter(isBeyond);
  if (beyond.length > 0) {
    const now = beyond.filter((one) => shown.has(clinicKey(one))).map(placed);
    return { state: "homeless", reason: "successor-in-other-region", now };
  }
  const isYetToOpen = within.some(({ closed }) => closed === null);
  return { state: "homeless", reason: isYetToOpen ? "not-open" : "closed" };
}

/** The clinics that took over from one, however many steps on. */
function heirsOf(
  clinic: { ydernummer: string; opened: string },
  nextOf: (clinic: { ydernummer: string; opened: string }) => { ydernummer: string; opened: string }[],
): { ydernummer: string; opened: string }[] {
  const found = new Map<string, { ydernummer: string; opened: string }>();
  const waiting = nextOf(clinic);
  for (let heir = waiting.pop(); heir !== undefined; heir = waiting.pop()) {
    if (found.has(clinicKey(heir))) continue;
    found.set(clinicKey(heir), heir);
    waiting.push(...nextOf(heir));
  }
  return [...found.values()];
}
