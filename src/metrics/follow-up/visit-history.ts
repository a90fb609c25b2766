import type { SegmentId } from "../../domain/shapes/segment.js";
import type { Outcome } from "../../domain/shapes/metric.js";
import type { Month } from "../../domain/month.js";
import { addMonths, parseMonth } from "../../domain/month.js";
import { millionthsInOne } from "../../domain/numbers.js";
import type { Question } from "../../question/question.js";
import { askModels } from "../../question/question.js";
import { trendMonths } from "../../question/rule-scope.js";

/** A visit to a clinic. */
export interface Visit {
  ydernummer: string;
  /** Day as `yyyy-MM-dd`, and its month. */
  day: string;
  month: Month;
}

/** How a clinic stood in a month, by the register and rule of that month. */
export interface ClinicStandingThen {
  ydernummer: string;
  opened: string;
  region: string;
  /** Null: unknown. */
  doctors: number | null;
  outcome: Outcome;
  /** Null: in use, doctors unknown. */
  segment: SegmentId | null;
}

/** What is known of visits, and of how clinics stood before and after them. */
export interface VisitHistory {
  /** All visits that were written in worklists up to the report month's, oldest first. */
  visits: Visit[];
  /** The clinics of the months around those with visits, where their windows are known. */
  standings: ReadonlyMap<Month, ClinicStandingThen[]>;
}

interface OwnTables {
  [name: string]: object;
  stg_follow_up: { month: string; ydernummer: string; field: string; value: string | null; load: number };
}

/**
 * Reads the visits of a question's store, and for those in the months `from` to `to` how all clinics stood in the month
 * before, and `after` months after. Nothing is computed for other months.
 */
export async function visitHistory(
  question: Question,
  { from, to, after }: { from: Month; to: Month; after: number },
): Promise<VisitHistory> {
  const { definitions, known, month } = question;
  const rows = await askModels(question, {}, (run) =>
    run
      .needOwn<OwnTables>("stg_follow_up")
      .selectFrom("stg_follow_up")
      .select(["month", "ydernummer", "value"])
      .where("field", "=", "visited")
      .where("month", "<=", month)
      .orderBy("month")
      .orderBy("load")
      .execute(),
  );
  const visits = visitsOf(rows);
  const visited = new Set(visits.map((visit) => visit.month).filter((one) => one >= from && one <= to));
  const wanted = [
    ...new Set([...visited].flatMap((one) => [addMonths(one, -1), addMonths(one, after)])),
  ].sort();
  const [first] = wanted;
  if (first === undefined) return { visits, standings: new Map() };
  const computable = new Set(trendMonths(definitions, known, { from: first, to: month }));
  const reportMonths = wanted.filter((one) => computable.has(one));
  return { visits, standings: await standingsIn(question, reportMonths) };
}

/**
 * The visits that the words of a clinic's cell tell, month by month: a later day is another visit, an earlier one corrects
 * the one before, and an emptied cell takes it back.
 */
export function visitsOf(rows: readonly { ydernummer: string; value: string | null }[]): Visit[] {
  const days = new Map<string, string[]>();
  for (const { ydernummer, value } of rows) {
    const before = days.get(ydernummer) ?? [];
    const kept = value === null ? before.slice(0, -1) : before.filter((day) => day < value);
    days.set(ydernummer, value === null ? kept : [...kept, value]);
  }
  return [...days]
    .flatMap(([ydernummer, own]) =>
      own.flatMap((day): Visit[] => {
        const month = parseMonth(day.slice(0, 7));
        return month === null ? [] : [{ ydernummer, day, month }];
      }),
    )
    .sort((left, right) => (left.day < right.day ? -1 : left.day > right.day ? 1 : 0));
}

async function standingsIn(
  question: Question,
  reportMonths: readonly Month[],
): Promise<Map<Month, ClinicStandingThen[]>> {
  const standings = new Map(reportMonths.map((month): [Month, ClinicStandingThen[]] => [month, []]));
  if (reportMonths.length === 0) return standings;
  const rows = await askModels(question, { reportMonths: [...reportMonths] }, (run) =>
    run
      .need("mart_ok22_clinic")
      .selectFrom("mart_ok22_clinic")
      .select(["report_month", "ydernummer", "opened", "region", "doctors_millionths", "outcome", "segment"])
      .orderBy("report_month")
      .orderBy("ydernummer")
      .orderBy("opened")
      .execute(),
  );
  for (const { report_month: text, doctors_millionths: millionths, ...clinic } of rows) {
    const month = parseMonth(text);
    if (month === null) continue;
    const doctors = millionths === null ? null : millionths / millionthsInOne;
    standings.get(month)?.push({ ...clinic, doctors });
  }
  return standings;
}
