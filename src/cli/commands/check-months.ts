import type { Month } from "../../domain/month.js";
import { exitCode } from "../../lib/errors.js";
import { noun } from "../../lib/words.js";
import type { ReplayedMonth } from "../../ingest/arrival/replay.js";
import type { CommandContext } from "../command.js";
import { definitionsFolder } from "../command.js";
import { checkForMachines } from "../terminal/machine-checks.js";
import { asJson } from "../terminal/format.js";
import { renderTerminalTable } from "../terminal/table.js";

/** Options of `flp check months`, as commander gives them. */
export interface CheckMonthsOptions {
  from?: Month;
  strict?: boolean;
  json?: boolean;
}

/**
 * `flp check months`: which known registers and months would have been held had they arrived now. Exit 13 with `--strict` where one
 * would, so that a script can ask.
 */
export async function checkMonths(context: CommandContext, options: CheckMonthsOptions): Promise<number> {
  const { readDefinitions } = await import("../../defs/definitions.js");
  const { openStoreForReading } = await import("../../db/open.js");
  const { replayMonths } = await import("../../ingest/arrival/replay.js");
  const { terminal, clock } = context;
  const definitions = await readDefinitions(definitionsFolder(context.home));
  const store = await openStoreForReading(context.db);
  const months: ReplayedMonth[] = [];
  try {
    for await (const replayed of replayMonths(store, { definitions, clock })) {
      terminal.progress(`checking ${replayed.month}`);
      if (options.from === undefined || replayed.month >= options.from) months.push(replayed);
    }
  } finally {
    store.close();
  }
  // Registers come first, as counts are held against them; who reads looks for the months.
  months.sort((left, right) => right.kind.localeCompare(left.kind));
  terminal.result(options.json === true ? asJson(months.map(forMachines)) : describe(months));
  const isAnyHeld = months.some(({ held }) => held);
  return options.strict === true && isAnyHeld ? exitCode.held : exitCode.done;
}

function forMachines({ checks, ...month }: ReplayedMonth): object {
  return { ...month, checks: checks.map(checkForMachines) };
}

function describe(months: readonly ReplayedMonth[]): string {
  if (months.length === 0) return "nothing is loaded: load an extract with flp ingest FILE\n";
  const held = months.filter(({ held: isHeld }) => isHeld);
  const table = renderTerminalTable({
    columns: ["month", "kind", "load", "result", "looks like", "looks"],
    numeric: [2, 5],
    rows: months.map(({ kind, month, load, held: isHeld, looks_like, checks }) => [
      month,
      kind,
      String(load),
      isHeld ? "would be held" : "ok",
      looks_like ?? "",
      String(checks.filter(({ verdict }) => verdict === "look").length),
    ]),
  });
  const findings = held.flatMap(({ checks }) =>
    checks.filter(({ verdict }) => verdict === "hold").map(({ finding }) => `  ${finding}\n`),
  );
  const registers = months.filter(({ kind }) => kind === "clinic-register").length;
  const counted = months.length - registers;
  const sum = `${registers} ${noun(registers, "register")} and ${counted} ${noun(counted, "month")} of counts, ${held.length} would be held\n`;
  return `${table}\n${sum}${findings.join("")}`;
}
