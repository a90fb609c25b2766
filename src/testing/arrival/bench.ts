import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readDefinitions } from "../../defs/definitions.js";
import { parseMonth } from "../../domain/month.js";
import { programFolder } from "../../lib/program.js";
import { heldChecks } from "../../ingest/arrival/arrival.js";
import { chanceOf } from "./chance.js";
import { benchOf } from "./harness.js";
import type { History, HistoryClinic, MonthRow } from "./histories.js";
import { eventfulKinds, finalKinds, historyKinds, makeHistory, nationalKind } from "./histories.js";
import type { Mistake } from "./mistakes.js";
import { finalMistakes } from "./final-mistakes.js";
import { mistakes } from "./mistakes.js";
import { namedAs } from "./named-as.js";

export { eventfulKinds, finalKinds, finalMistakes, historyKinds, makeHistory, mistakes, nationalKind };

/** Definitions as shipped. */
export const shipped = (): ReturnType<typeof readDefinitions> =>
  readDefinitions(join(programFolder, "pipelines", "monthly"));

/** The bundled national sample as a history. */
export function nationalSample(): History {
  const folder = join(programFolder, "fixtures", "national");
  const lines = (name: string): string[][] =>
    readFileSync(join(folder, name), "utf8")
      .replace("\ufeff", "")
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(";"));
  const months = new Map<string, MonthRow[]>();
  for (const [month = "", number = "", type = "", fresh, maintained] of [
    ...lines("planer_2022-03_2025-01.csv"),
    ...lines("planer_2025-02.csv"),
  ]) {
    const rows = months.get(month) ?? [];
    rows.push([number, type, Number(fresh), Number(maintained)]);
    months.set(month, rows);
  }
  const date = (text: string): string => text.split("-").reverse().join("-");
  const clinics = lines("laegehuse_2025-02.csv").map(
    ([
      number = "",
      ,
      region = "",
      ,
      kind = "",
      doctors = "",
      opened = "",
      closed = "",
      system = "",
    ]): HistoryClinic => ({
      ...{ number, region, kind, system },
      doctors: doctors === "" ? null : Number(doctors.replace(",", ".")),
      opened: date(opened),
      closed: closed === "" ? null : date(closed),
    }),
  );
  return {
    name: "the national sample",
    clinics,
    months: [...months].sort().flatMap(([text, rows]) => {
      const month = parseMonth(text);
      return month === null ? [] : [{ month, rows }];
    }),
  };
}

/** Part of the name of mistakes whose nearest checks are told; for finding out why one is missed. */
const debug = process.env["FLP_ARRIVAL_DEBUG"];

/** What became of one kind of mistake in one history. */
export interface Tally {
  held: number;
  looked: number;
  missed: number;
  /** Held ones that were called what they are. */
  named: number;
  /** What the held ones were said to be, how often. */
  saidToBe: Record<string, number>;
}

/** Tries each mistake in the last months of a history. Null in the tally: the history cannot have it. */
export async function tryMistakes(
  history: History,
  tried: readonly Mistake[],
  { places, seed }: { places: readonly number[]; seed: number },
): Promise<Map<string, Tally>> {
  const definitions = await shipped();
  const clinics = new Map(history.clinics.map((clinic) => [clinic.number, clinic]));
  const tallies = new Map<string, Tally>();
  for (const place of places) {
    const target = history.months[place];
    if (target === undefined) continue;
    const bench = await benchOf(history, place, definitions);
    for (const mistake of tried) {
      const rows = mistake.make({
        rows: target.rows,
        before: (months) => history.months[place - months]?.rows ?? [],
        clinics,
        chance: chanceOf(seed + place),
        calendar: Number(target.month.slice(5)),
      });
      if (rows === null || rows.length === 0) continue;
      const { checks, looksLike } = bench.look([{ month: target.month, rows }]);
      const tally = tallies.get(mistake.name) ?? {
        ...{ held: 0, looked: 0, missed: 0, named: 0 },
        saidToBe: {},
      };
      tallies.set(mistake.name, tally);
      if (heldChecks(checks).length > 0) {
        tally.held += 1;
        const said = looksLike ?? "-";
        if (namedAs[mistake.name]?.some((name) => name === said)) tally.named += 1;
        tally.saidToBe[said] = (tally.saidToBe[said] ?? 0) + 1;
      } else if (checks.some(({ verdict }) => verdict === "look")) tally.looked += 1;
      else tally.missed += 1;
      if (debug !== undefined && mistake.name.includes(debug))
        for (const one of checks.filter(({ excess }) => excess > 0.2))
          process.stderr.write(
            `${mistake.name} ${target.month} ${one.verdict} ${one.id} ${one.subject ?? ""} seen ${one.seen ?? 0} expected ${one.expected?.join(" to ") ?? ""} excess ${one.excess.toFixed(2)}\n`,
          );
    }
    bench.end();
  }
  return tallies;
}

/** A clean month that was held. */
export interface FalseHold {
  history: string;
  month: string;
  findings: string[];
}

/** Walks a clean history month by month from a place on. */
export async function walkClean(
  history: History,
  from: number,
): Promise<{
  arrivals: number;
  looked: number;
  lookedBy: Record<string, number>;
  holds: FalseHold[];
  milliseconds: number[];
}> {
  const definitions = await shipped();
  const bench = await benchOf(history, from, definitions);
  const holds: FalseHold[] = [];
  const milliseconds: number[] = [];
  const lookedBy: Record<string, number> = {};
  let looked = 0;
  for (const target of history.months.slice(from)) {
    for (const { month, clinics } of history.later ?? [])
      if (month === target.month) bench.register(month, clinics);
    const began = performance.now();
    const { checks } = bench.look([target]);
    milliseconds.push(performance.now() - began);
    const against = heldChecks(checks);
    if (against.length > 0)
      holds.push({
        history: history.name,
        month: target.month,
        findings: against.map(({ id, finding }) => `${id}: ${finding}`),
      });
    const looks = checks.filter(({ verdict }) => verdict === "look");
    if (looks.length > 0) looked += 1;
    for (const { id } of looks) lookedBy[id] = (lookedBy[id] ?? 0) + 1;
    bench.load([target]);
  }
  bench.end();
  return { arrivals: history.months.length - from, looked, lookedBy, holds, milliseconds };
}
