import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { openStoreForWriting } from "../db/open.js";
import type { Store } from "../db/open.js";
import type { ModelTables } from "../db/mart-tables.js";
import type { Definitions } from "../defs/definitions.js";
import { readDefinitions } from "../defs/definitions.js";
import type { RuleSet } from "../defs/agreement/rules.js";
import type { DimensionId } from "../domain/shapes/metric.js";
import { dimensionIds } from "../domain/shapes/metric.js";
import type { Month } from "../domain/month.js";
import { monthsBetween, parseMonth } from "../domain/month.js";
import { programFolder } from "../lib/program.js";
import { withRun } from "../question/run.js";

/*
 * A drawn case is a text file: a claim, settings, tables of what is stored, and tables of what the marts must then say.
 *
 *     # The claim, in a sentence that a reader of the domain can dispute.
 *     # More lines: the arithmetic.
 *     month: 2025-02
 *
 *     clinic_period
 *     | ydernummer | doctors |
 *     | 000011     | 0,7     |
 *
 *     plan_count
 *     | ydernummer | new |
 *     | 000011     | 7   |
 *
 *     mart_ok22_clinic
 *     | ydernummer | required | outcome |
 *     | 000011     | 7        | pass    |
 *
 * A row states what matters; everything else has a default that matters to no figure of the case. `-` is null.
 */

/** One table of a case, as it is drawn: every cell is text. */
export interface DrawnTable {
  name: string;
  /** Words behind the name: `by region` draws a split, `nonzero` leaves out rows in which nothing is. */
  words: string[];
  columns: string[];
  rows: string[][];
}

/** A case as it is drawn. */
export interface DrawnCase {
  /** Path below `sql/`, for messages. */
  path: string;
  /** The claim: the first comment line. */
  claim: string;
  settings: Map<string, string>;
  tables: DrawnTable[];
}

/** All cases below `sql/`, in order of their paths. */
export async function readDrawnCases(folder: string = join(programFolder, "sql")): Promise<DrawnCase[]> {
  const entries = await readdir(folder, { recursive: true });
  const paths = entries.filter((path) => /(^|\/)cases\/[^/]+\.txt$/.test(path)).sort();
  return Promise.all(
    paths.map(async (path) => parseDrawnCase(await readFile(join(folder, path), "utf8"), path)),
  );
}

/** Parses a case; throws with path and line where it is drawn wrong. */
export function parseDrawnCase(text: string, path: string): DrawnCase {
  const settings = new Map<string, string>();
  const tables: DrawnTable[] = [];
  const comments: string[] = [];
  let table: DrawnTable | null = null;
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.trim();
    const refuse = (reason: string): never => {
      throw new Error(`${path}:${index + 1}: ${reason}`);
    };
    const setting = /^(?<key>[a-z-]+): (?<value>.+)$/.exec(line)?.groups;
    if (line === "") continue;
    if (line.startsWith("#")) comments.push(line.replace(/^#\s?/, ""));
    else if (setting !== undefined) {
      if (!knownSettings.includes(setting["key"]!)) refuse(`no setting ${setting["key"]!}`);
      settings.set(setting["key"]!, setting["value"]!);
    } else if (line.startsWith("|")) {
      const cells = line.replace(/^\||\|$/g, "").split("|");
      if (table === null) refuse("a row without a table");
      else if (table.columns.length === 0) table.columns = cells.map((cell) => cell.trim());
      else if (cells.length !== table.columns.length) refuse("a row of another width");
      else table.rows.push(cells.map((cell) => cell.trim()));
    } else {
      const [name = "", ...words] = line.split(/\s+/);
      table = { name, words, columns: [], rows: [] };
      tables.push(table);
    }
  }
  if (comments[0] === undefined) throw new Error(`${path}: the first line must be a comment with the claim`);
  return { path, claim: comments[0], settings, tables };
}

const knownSettings = [
  "month",
  "months",
  "as-of",
  "known",
  "registers",
  "threshold",
  "plan-types",
  "excluded-kinds",
  "predecessors",
  "window-months",
  "rule-from",
];

/** A mart of a case: what it must say, and what it says. Both are sorted, one text a row. */
export interface DrawnOutcome {
  mart: string;
  expected: string[];
  seen: string[];
}

/** Stores what a case draws, runs the models, and returns each drawn mart beside what the models say. */
export async function runDrawnCase(drawn: DrawnCase): Promise<DrawnOutcome[]> {
  const months = monthsOfText(drawn.settings.get("months") ?? drawn.settings.get("month") ?? "2025-02");
  const newest = months.at(-1)!;
  const stored = storedRows(drawn, newest);
  const definitions = withRuleOf(drawn, await readDefinitions(join(programFolder, "pipelines", "monthly")));
  const marts = drawn.tables.filter(({ name }) => /^(int|mart)_/.test(name));
  if (marts.length === 0) throw new Error(`${drawn.path} draws no model: it claims nothing`);
  const store = await openStoreForWriting(":memory:");
  try {
    insertRows(store, stored);
    const loads = stored.load.filter(({ undone_at }) => undone_at === null);
    const asOf = Number(drawn.settings.get("as-of") ?? loads.at(-1)!["load"]);
    const firstKnown = stored.load_month.map(({ month }) => String(month)).sort()[0] ?? newest;
    const context = {
      reportMonths: months,
      asOf,
      firstMonthOf: (): Month => monthOfText(firstKnown),
      dimensions: [...new Set(marts.map(dimensionOf))].filter((one): one is DimensionId => one !== "all"),
    };
    return await withRun(store, { definitions, context }, (run) => {
      run.need(...marts.map(({ name }) => name as keyof ModelTables));
      return Promise.resolve(marts.map((mart) => compare(mart, martRows(store, mart))));
    });
  } finally {
    store.close();
  }
}

type Row = Record<string, string | number | null>;

/** What a case stores, by table. */
type Stored = Record<"load" | "load_month" | "plan_count" | "clinic_period" | "follow_up", Row[]>;

const registerLoad = 1;
const countsLoad = 2;
const followUpLoad = 3;

/** The drawn rows with their defaults: load 1 brings all registers, load 2 all counts, load 3 what regions wrote, unless the case draws loads. */
function storedRows(drawn: DrawnCase, reportMonth: Month): Stored {
  const rowsOf = (name: string): Map<string, string>[] =>
    drawn.tables
      .filter((table) => table.name === name)
      .flatMap(({ columns, rows }) =>
        rows.map((row) => new Map(columns.map((column, place) => [column, row[place] ?? ""]))),
      );
  const plan_count = rowsOf("plan_count").map((cells, index) => planCountRow(cells, index, reportMonth));
  const clinic_period = rowsOf("clinic_period").map((cells, index) =>
    clinicPeriodRow(cells, index, reportMonth),
  );
  const follow_up = rowsOf("follow_up").map((cells, index) => followUpRow(cells, index, reportMonth));
  const drawnLoads = rowsOf("load");
  const distinct = (months: readonly unknown[]): string => [...new Set(months.map(String))].join(" ");
  const loads =
    drawnLoads.length > 0
      ? drawnLoads
      : [
          new Map([
            ["load", String(registerLoad)],
            ["kind", "clinic-register"],
            [
              "months",
              drawn.settings.get("registers") ?? distinct(clinic_period.map((row) => row["snapshot_month"])),
            ],
          ]),
          new Map([
            ["load", String(countsLoad)],
            ["kind", "plan-counts"],
            ["months", drawn.settings.get("known") ?? distinct(plan_count.map((row) => row["month"]))],
          ]),
          ...(follow_up.length === 0
            ? []
            : [
                new Map([
                  ["load", String(followUpLoad)],
                  ["kind", "follow-up"],
                ]),
              ]),
        ];
  return {
    load: loads.map(loadRow),
    load_month: loads.flatMap((cells) =>
      monthsOfText(cells.get("months") ?? "").map((month) => ({ load: Number(cells.get("load")), month })),
    ),
    plan_count,
    clinic_period,
    follow_up,
  };
}

function loadRow(cells: ReadonlyMap<string, string>): Row {
  const load = Number(cells.get("load"));
  return {
    load,
    loaded_at: `2025-03-01T00:00:0${load}.000Z`,
    file_name: `drawn-${load}.csv`,
    sha256: String(load).padStart(64, "0"),
    byte_count: 0,
    kind: cells.get("kind") ?? "plan-counts",
    profile: "drawn",
    rows_read: 0,
    rows_stored: 0,
    rows_rejected: 0,
    plans_new: 0,
    plans_maintained: 0,
    is_synthetic: 0,
    program_version: "0",
    undone_at: cells.get("undone") === "yes" ? "2025-03-02T00:00:00.000Z" : null,
  };
}

const orNull = (cell: string | undefined): string | null =>
  cell === undefined || cell === "-" || cell === "" ? null : cell;

function loadsOf(
  cells: ReadonlyMap<string, string>,
  usual: number,
): { load_from: number; load_to: number | null } {
  const to = orNull(cells.get("load_to"));
  return { load_from: Number(cells.get("load_from") ?? usual), load_to: to === null ? null : Number(to) };
}

function planCountRow(cells: ReadonlyMap<string, string>, index: number, reportMonth: Month): Row {
  return {
    month: cells.get("month") ?? reportMonth,
    ydernummer: cells.get("ydernummer")!,
    plan_type: cells.get("plan_type") ?? "KOL",
    ...loadsOf(cells, countsLoad),
    new_plans: Number(cells.get("new") ?? 0),
    maintained_plans: Number(cells.get("maintained") ?? 0),
    line: index + 2,
  };
}

function clinicPeriodRow(cells: ReadonlyMap<string, string>, index: number, reportMonth: Month): Row {
  const optional = (column: string, usual: string | null): string | null =>
    cells.has(column) ? orNull(cells.get(column)) : usual;
  const doctors = optional("doctors", "1");
  return {
    snapshot_month: cells.get("snapshot") ?? reportMonth,
    ydernummer: cells.get("ydernummer")!,
    opened: cells.get("opened") ?? "2010-01-01",
    ...loadsOf(cells, registerLoad),
    name: `Lægehus ${cells.get("ydernummer")!}`,
    region: cells.get("region") ?? "midtjylland",
    municipality: optional("municipality", "Aarhus"),
    kind: cells.get("kind") ?? "PLO-klinik",
    doctors_millionths: doctors === null ? null : scaled(doctors, 6),
    closed: optional("closed", null),
    system: optional("system", "LPS-A"),
    successor: optional("successor", null),
    line: index + 2,
  };
}

function followUpRow(cells: ReadonlyMap<string, string>, index: number, reportMonth: Month): Row {
  return {
    month: cells.get("month") ?? reportMonth,
    region: cells.get("region") ?? "midtjylland",
    ydernummer: cells.get("ydernummer")!,
    opened: cells.get("opened") ?? "2010-01-01",
    field: cells.get("field") ?? "remark",
    ...loadsOf(cells, followUpLoad),
    value: orNull(cells.get("value")),
    line: index + 2,
  };
}

/** A decimal number as a whole number of its smallest parts, without floating point: `0,7` with 6 places is 700000. */
function scaled(text: string, places: number): number {
  const [whole = "", decimals = ""] = text.replace(",", ".").split(".");
  if (!/^\d+$/.test(whole) || !/^\d*$/.test(decimals) || decimals.length > places)
    throw new Error(`${text} is no number with at most ${places} decimals`);
  return Number(whole + decimals.padEnd(places, "0"));
}

/** The opposite of {@link scaled}, for columns that a reader thinks of in whole numbers. */
function unscaled(value: number, places: number): string {
  const digits = String(value).padStart(places + 1, "0");
  return `${digits.slice(0, -places)},${digits.slice(-places)}`.replace(/,?0+$/, "");
}

function insertRows(store: Store, stored: Stored): void {
  for (const [table, rows] of Object.entries(stored)) {
    for (const row of rows) {
      const columns = Object.keys(row);
      store.raw
        .prepare(
          `insert into ${table} (${columns.join(", ")}) values (${columns.map((column) => `@${column}`).join(", ")})`,
        )
        .run(row);
    }
  }
}

/** The shipped definitions, with the parts of the OK22 rule that the case sets. */
function withRuleOf({ settings }: DrawnCase, definitions: Definitions): Definitions {
  const list = (key: string): string[] | null => settings.get(key)?.split(/,\s*/) ?? null;
  const change = (rule: RuleSet): RuleSet => {
    const threshold = settings.get("threshold");
    const excluded = list("excluded-kinds");
    const window = settings.get("window-months");
    const from = settings.get("rule-from");
    return {
      ...rule,
      ...(threshold === undefined ? {} : { thresholdThousandths: scaled(threshold, 3) }),
      ...(excluded === null ? {} : { excludedKinds: excluded.filter((kind) => kind !== "none") }),
      ...(window === undefined ? {} : { windowMonths: Number(window) }),
      ...(from === undefined ? {} : { validFrom: monthOfText(from) }),
      ...(settings.get("predecessors") === "none" ? { predecessors: "none" as const } : {}),
      planTypes: list("plan-types") ?? rule.planTypes,
    };
  };
  return { ...definitions, rules: definitions.rules.map(change) };
}

/** Columns as a case draws them, and the SQL that says the same of a mart's row. */
const martColumns: Readonly<Record<string, { sql: string; places?: number }>> = {
  new: { sql: "new_plans" },
  maintained: { sql: "maintained_plans" },
  total: { sql: "total_plans" },
  active: { sql: "active_clinics" },
  pass: { sql: "pass_clinics" },
  fail: { sql: "fail_clinics" },
  unknown: { sql: "unknown_clinics" },
  bin: { sql: "bin_label" },
  doctors: { sql: "doctors_millionths", places: 6 },
  required: { sql: "required_billionths", places: 9 },
  missing: { sql: "missing_billionths", places: 9 },
};

/** Models whose rows are single clinics. */
const undivided: ReadonlySet<string> = new Set([
  ...["mart_ok22_clinic", "int_follow_up", "mart_follow_up", "mart_visit", "mart_border_takeover"],
]);

function dimensionOf({ words }: DrawnTable): DimensionId | "all" {
  const wanted = words[0] === "by" ? words[1] : "all";
  return dimensionIds.find((id) => id === wanted) ?? "all";
}

function martRows(store: Store, mart: DrawnTable): string[][] {
  const columns = mart.columns.map((column) => martColumns[column] ?? { sql: column });
  const conditions = [
    undivided.has(mart.name) ? "true" : `dimension = '${dimensionOf(mart)}'`,
    mart.words.includes("nonzero") ? `${countOf(mart.name)} > 0` : "true",
  ];
  const rows = store.raw
    .prepare<[], (string | number | null)[]>(
      `select ${columns.map(({ sql }) => sql).join(", ")} from temp.${mart.name} where ${conditions.join(" and ")}`,
    )
    .raw()
    .all();
  return rows.map((row) =>
    row.map((value, place) => {
      const places = columns[place]?.places;
      if (value === null) return "-";
      return places === undefined ? String(value) : unscaled(Number(value), places);
    }),
  );
}

/** The column of a mart that is zero in rows where nothing is. */
function countOf(mart: string): string {
  return mart.startsWith("mart_plans_per_month") || mart.startsWith("mart_plans_accumulated")
    ? "total_plans"
    : "clinics";
}

function compare(mart: DrawnTable, rows: readonly string[][]): DrawnOutcome {
  const asText = (row: readonly string[]): string =>
    mart.columns.map((column, place) => `${column}=${row[place] ?? ""}`).join(" ");
  return {
    mart: [mart.name, ...mart.words].join(" "),
    expected: mart.rows.map(asText).sort(),
    seen: rows.map(asText).sort(),
  };
}

/** Months separated by blanks or commas; `2024-03..2025-02` is all of them from the first to the last. */
function monthsOfText(text: string): Month[] {
  return text
    .split(/[\s,]+/)
    .filter((part) => part !== "")
    .flatMap((part) => {
      const [first = "", last] = part.split("..");
      return last === undefined ? [monthOfText(first)] : monthsBetween(monthOfText(first), monthOfText(last));
    });
}

function monthOfText(text: string): Month {
  const month = parseMonth(text);
  if (month === null) throw new Error(`${text} is no month`);
  return month;
}
