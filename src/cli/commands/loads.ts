import type { Command } from "commander";
import type { LedgerEntry } from "../../db/ledger.js";
import { asJson } from "../terminal/format.js";
import { checkForMachines } from "../terminal/machine-checks.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { json } from "../options.js";
import { exitCode } from "../../lib/errors.js";
import { noun } from "../../lib/words.js";
import { count, renderTerminalTable } from "../terminal/table.js";

/** `flp loads`: the ledger, oldest load first. */
export async function showLoads(context: CommandContext, options: { json?: boolean }): Promise<number> {
  const { openStoreForReading } = await import("../../db/open.js");
  const { readLedger } = await import("../../db/ledger.js");
  const store = await openStoreForReading(context.db);
  try {
    const entries = await readLedger(store);
    if (options.json === true) {
      const { readChecks } = await import("../../db/load-checks.js");
      const checks = readChecks(store);
      context.terminal.result(
        asJson(
          entries.map((entry) => ({
            ...forMachines(entry),
            checks: (checks.get(entry.load) ?? []).map(checkForMachines),
          })),
        ),
      );
      return exitCode.done;
    }
    if (entries.length === 0) {
      context.terminal.info("nothing is loaded yet; start with flp ingest FILE");
      return exitCode.done;
    }
    context.terminal.result(ledgerTable(entries));
    return exitCode.done;
  } finally {
    store.close();
  }
}

function ledgerTable(entries: readonly LedgerEntry[]): string {
  return renderTerminalTable({
    columns: ["load", "loaded at", "file", "sha256", "kind", "profile", "months", "rows", "plans", "status"],
    numeric: [0, 7, 8],
    rows: entries.map((entry) => [
      String(entry.load),
      entry.loaded_at.slice(0, 16).replace("T", " "),
      entry.file,
      entry.sha256.slice(0, 12),
      entry.kind,
      entry.profile,
      monthSpan(entry.months),
      count(entry.rows.stored),
      entry.kind === "plan-counts" ? count(entry.plans.new + entry.plans.maintained) : "",
      [
        entry.status,
        entry.rows.rejected === 0
          ? ""
          : `${count(entry.rows.rejected)} ${noun(entry.rows.rejected, "row")} kept apart`,
        entry.synthetic ? "synthetic" : "",
        entry.accepted === null ? "" : `accepted: ${entry.accepted}`,
      ]
        .filter((word) => word !== "")
        .join(", "),
    ]),
  });
}

/** A line of the ledger as the contract's JSON has it. */
export function forMachines({ synthetic: _, ...entry }: LedgerEntry): Omit<LedgerEntry, "synthetic"> {
  return entry;
}

/** The first and the last of a list of months, and how many where that is not plain. */
export function monthSpan(months: readonly string[]): string {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return "";
  return first === last ? first : `${first} – ${last} (${months.length})`;
}

export const registerLoads: RegisterCommand = (program, run) => {
  program
    .command("loads")
    .description("list the ledger: every accepted file with its months, rows and plans")
    .addOption(json())
    .action(async (options: { json?: boolean }, command: Command) => {
      await run(command, (context) => showLoads(context, options));
    });
};
