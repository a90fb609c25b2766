import { monthsKnownBefore, restatedTotals } from "../../db/history/changes.js";
import type { Month } from "../../domain/month.js";
import { noun } from "../../lib/words.js";
import type { Clock } from "../../lib/clock.js";
import type { OpenExtract } from "../read/extract-shapes.js";
import type { CheckResult } from "../../domain/shapes/arrival.js";
import { checkArrival, heldChecks } from "../arrival/arrival.js";
import { exampleRows } from "../arrival/example-rows.js";
import { currentMonth } from "../arrival/calendar.js";
import { listed } from "../arrival/finding-parts.js";
import type { IngestSettings, IngestTools } from "./settings.js";
import type { IngestOutcome } from "./outcome.js";
import { emptyOutcome, held, refused, sortedByLine } from "./outcome.js";
import { maxKeptProblems } from "../read/kept-problems.js";
import { countedNumbers, unknownNumberWarnings } from "../arrival/overlaps.js";
import type { OpenLoad } from "./load.js";
import type { Content } from "./read-content.js";
import { registerCounts } from "./register-counts.js";

/** Why `--quarantine` cannot store a part of a file; null when it can. */
export function whyAllRefused({ problems, read }: Content): string | null {
  if (problems.hasProblemOfFile) return "a problem of the file as a whole";
  if (problems.count > maxKeptProblems) return `more than ${maxKeptProblems} problems`;
  return problems.badLines >= read ? "no good row" : null;
}

/** The outcome of a file with bad rows, of which nothing is stored. */
export function refusedAs(extract: OpenExtract, content: Content, settings: IngestSettings): IngestOutcome {
  const { problems, read } = content;
  const why = settings.quarantine ? whyAllRefused(content) : null;
  const warnings =
    why === null ? extract.warnings : [...extract.warnings, `nothing could be kept apart: there is ${why}`];
  return refused(extract.fileName, extract.plan.profile, {
    problems: problems.kept,
    problemCount: problems.count,
    causes: problems.causes.all(),
    read,
    warnings,
  });
}

/** An extract of figures, which are held against those that are known. */
type FigureExtract = Exclude<OpenExtract, { kind: "status-register" }>;

function isFigures(extract: OpenExtract): extract is FigureExtract {
  return extract.kind !== "status-register";
}

/** What was read, and what it is held against. */
interface ReadLoad {
  extract: OpenExtract;
  content: Content;
  settings: IngestSettings;
  tools: IngestTools;
}

/** Decides what becomes of rows that are good: the load is stored, or held and rolled back. */
export function decideOutcome(open: OpenLoad, done: ReadLoad): IngestOutcome {
  const { extract } = done;
  return isFigures(extract) ? settleFigures(open, { ...done, extract }) : settleRegister(open, done);
}

/** Takes a status register in: what its file says is the whole truth, and no history leads to expect another. */
function settleRegister(open: OpenLoad, { extract, content, tools }: ReadLoad): IngestOutcome {
  const { profile } = extract.plan;
  const { read, rejected, problems } = content;
  open.settle([profile.id]);
  const counts = registerCounts(tools.store, { id: profile.id, title: profile.title, load: open.load });
  const rows = { read, stored: read - rejected, rejected };
  const warnings = [...extract.warnings];
  if (rejected > 0)
    warnings.push(
      `${rejected} of ${read} ${noun(read, "row")} ${noun(rejected, "was", "were")} kept apart: the register is incomplete until a whole file is loaded`,
    );
  open.commit({ ...rows, plansNew: 0, plansMaintained: 0, months: [], acceptedReason: null, checks: [] });
  return {
    ...emptyOutcome(extract.fileName, profile),
    ...{ load: open.load, status: "stored", rows, register: counts, warnings },
    ...{ problems: sortedByLine(problems.kept), problem_count: problems.count },
    causes: problems.causes.all(),
  };
}

/** Holds figures against those that are known, and against their limits. */
function settleFigures(open: OpenLoad, done: ReadLoad & { extract: FigureExtract }): IngestOutcome {
  const { extract, content, settings, tools } = done;
  const months = [...extract.months].sort();
  open.settle(months);
  const warnings = contentWarnings(months, { ...done, load: open.load });
  const { read, rejected, plans, problems } = content;
  const rows = { read, stored: read - rejected, rejected };
  const { store, definitions, clock } = tools;
  const verdict = checkArrival(
    {
      ...{ load: open.load, kind: extract.kind, months, fileName: extract.fileName },
      isMonthGiven: settings.month !== null && extract.plan.wholeFileMonth !== null,
      rows: read,
      ...{ store, definitions, clock, gates: definitions.gates.load },
    },
    content.counts,
  );
  const against = heldChecks(verdict.checks);
  const { acceptedReason } = settings;
  if (against.length > 0 && acceptedReason === null) {
    const examples = exampleRows(store, { load: open.load, kind: extract.kind }, against[0] ?? wholeFile);
    open.rollBack();
    return held(extract.fileName, extract.plan.profile, { verdict, examples, months, rows, plans, warnings });
  }
  warnings.push(
    ...aheadWarnings(months, clock, against),
    ...against.map(({ finding }) => `accepted: ${finding}`),
    ...verdict.checks
      .filter((check) => check.verdict === "look")
      .map(({ finding }) => `worth a look: ${finding}`),
  );
  const restated =
    extract.kind === "plan-counts" ? restatedTotals(tools.store, { load: open.load, months }) : [];
  open.commit({
    ...rows,
    plansNew: plans.new,
    plansMaintained: plans.maintained,
    months,
    acceptedReason: against.length === 0 ? null : acceptedReason,
    checks: verdict.checks,
  });
  return {
    ...emptyOutcome(extract.fileName, extract.plan.profile),
    load: open.load,
    status: "stored",
    months,
    rows,
    plans,
    restated,
    checks: verdict.checks,
    looks_like: verdict.looksLike,
    warnings,
    problems: sortedByLine(problems.kept),
    problem_count: problems.count,
    causes: problems.causes.all(),
  };
}

/** What the reader of a load should know of its rows, whatever the limits say of them. */
function contentWarnings(
  months: readonly Month[],
  {
    load,
    extract,
    content,
    tools,
  }: { load: number; extract: OpenExtract; content: Content; tools: IngestTools },
): string[] {
  const { read, rejected } = content;
  const warnings = [...extract.warnings];
  // A register that comes after the counts is where it first shows that their numbers are unknown.
  const counted =
    extract.kind === "plan-counts"
      ? { numbers: content.counts.numbers(), months }
      : allCounts(tools.store, load);
  warnings.push(...unknownNumberWarnings(tools.store, counted));
  if (read === 0 && months.length > 0)
    warnings.push(`the file has a header and no rows: no plans at all in ${listed(months)}`);
  if (rejected > 0)
    warnings.push(
      `${rejected} of ${read} ${noun(read, "row")} ${noun(rejected, "was", "were")} kept apart and ${noun(rejected, "counts", "count")} in no figure: ${listed(months)} ${noun(months.length, "is", "are")} incomplete until a whole file is loaded`,
    );
  return warnings;
}

/** All counts that hold, of numbers and in months that loads before this one name. */
function allCounts(store: IngestTools["store"], load: number): Parameters<typeof unknownNumberWarnings>[1] {
  return {
    numbers: countedNumbers(store),
    months: monthsKnownBefore(store, { load, kind: "plan-counts" }),
  };
}

const wholeFile = { month: null, subject: null };

/** Names months that have not begun, where the gate lets them pass. */
function aheadWarnings(months: readonly Month[], clock: Clock, against: readonly CheckResult[]): string[] {
  const current = currentMonth(clock);
  const ahead = months.filter((month) => month > current);
  if (ahead.length === 0 || against.some(({ code }) => code === "future-month")) return [];
  return [`${listed(ahead)} ${noun(ahead.length, "lies", "lie")} in the future: it is ${current}`];
}
