import type { Command } from "commander";
import { Argument } from "commander";
import { join, resolve } from "node:path";
import type { LedgerEntry } from "../../db/ledger.js";
import type { Revision, RevisedField } from "../../domain/shapes/revision.js";
import type { RegisterRevision } from "../../reports/revisions/register.js";
import { exitCode, usageError } from "../../lib/errors.js";
import { noun } from "../../lib/words.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { definitionsFolder } from "../command.js";
import { asJson } from "../terminal/format.js";
import { monthSpan } from "./loads.js";
import { json, loadOption } from "../options.js";
import { count, renderTerminalTable } from "../terminal/table.js";

/** Options of `flp revisions`, as commander gives them. */
export interface RevisionsOptions {
  out?: string;
  json?: boolean;
}

/** `flp revisions LOAD`: what a load changed of what was known before it, and which published figures moved. */
export async function showRevisions(
  context: CommandContext,
  load: number,
  options: RevisionsOptions,
): Promise<number> {
  const { openStoreForReading } = await import("../../db/open.js");
  const { readLedger } = await import("../../db/ledger.js");
  const { readDefinitions } = await import("../../defs/definitions.js");
  const { reviseLoad } = await import("../../reports/revisions/gather.js");
  const { terminal } = context;
  const definitions = await readDefinitions(definitionsFolder(context.home));
  const store = await openStoreForReading(context.db);
  try {
    const ledger = await readLedger(store);
    const entry = ledger.find((one) => one.load === load);
    if (entry?.kind === "status-register" && entry.status === "stored") {
      const { reviseRegister } = await import("../../reports/revisions/register.js");
      return tellRegister(context, reviseRegister(store, definitions.registers, entry), options);
    }
    terminal.progress(`revisions ${load}: computing what moved`);
    const revision = await reviseLoad(store, definitions, load);
    if (options.out !== undefined && entry !== undefined)
      await writeWorkbook(context, { revision, entry, out: options.out });
    const title = `load ${revision.load}, ${revision.file}, ${monthSpan(revision.months)}\n`;
    terminal.result(options.json === true ? asJson(revision) : title + describeRevision(revision));
    return exitCode.done;
  } finally {
    store.close();
  }
}

function tellRegister(
  { terminal }: CommandContext,
  revision: RegisterRevision,
  { out, json: isJson }: RevisionsOptions,
): number {
  if (out !== undefined)
    throw usageError(
      `load ${revision.load} is of a status register: --out writes no workbook of it`,
      "leave --out out; --json lists all that changed",
    );
  if (isJson === true) {
    terminal.result(asJson(revision));
    return exitCode.done;
  }
  const { load, file, title, changes } = revision;
  terminal.result(`load ${load}, ${file}, ${title}\n`);
  if (changes.length === 0) {
    terminal.result("nothing that was known before was changed\n");
    return exitCode.done;
  }
  terminal.result(
    renderTerminalTable({
      columns: ["entry", "column", "old", "new"],
      numeric: [],
      rows: changes.map(({ entry, column, old, new: now }) => [entry, column ?? "", old ?? "–", now ?? "–"]),
    }),
  );
  return exitCode.done;
}

async function writeWorkbook(
  context: CommandContext,
  given: { revision: Revision; entry: LedgerEntry; out: string },
): Promise<void> {
  const { revision, entry, out } = given;
  if (!out.toLowerCase().endsWith(".xlsx"))
    throw usageError(`--out ${out} is no workbook`, "name a file that ends with .xlsx");
  const { makeRevisionWorkbook } = await import("../../reports/revisions/make.js");
  const facts = { loadedAt: entry.loaded_at, synthetic: entry.synthetic };
  const path = resolve(context.cwd, out);
  const { writeWhole } = await import("../../lib/files.js");
  await writeWhole(path, await makeRevisionWorkbook(revision, facts, join(context.home, "reports")));
  context.terminal.info(`the workbook is ${path}`);
}

/** How many clinics a terminal shows before it only counts the rest. */
const shownChanges = 20;

/** A revision in words: what is new, months, regions, clinics, and the figures that moved. */
export function describeRevision(revision: Revision): string {
  const value = (cell: string | number | null): string =>
    typeof cell === "number" ? count(cell) : (cell ?? "–");
  const section = (
    title: string,
    columns: readonly string[],
    rows: readonly (readonly (string | number | null)[])[],
  ) =>
    rows.length === 0
      ? ""
      : `\n${title}\n${renderTerminalTable({
          columns,
          numeric: [columns.length - 2, columns.length - 1],
          rows: rows.map((row) => row.map(value)),
        })}`;
  const { changes, first_known: first, compared_with: compared } = revision;
  const shown = changes.toSorted((left, right) => size(right) - size(left)).slice(0, shownChanges);
  const more = changes.length - shown.length;
  const head = [
    ...(first.length === 0 ? [] : [`known for the first time: ${monthSpan(first)}`]),
    ...(compared === null ? [] : [`compared with the register of ${compared}`]),
    ...(changes.length === 0 ? ["nothing that was known before was changed"] : []),
  ];
  return [
    head.map((line) => `${line}\n`).join(""),
    section(
      "By month",
      ["month", "plans", "old", "new"],
      revision.totals.map((row) => [row.month, row.field, row.old, row.new]),
    ),
    section(
      "By region",
      ["month", "region", "plans", "old", "new"],
      revision.by_region.map((row) => [row.month, row.region, row.field, row.old, row.new]),
    ),
    section(
      "By clinic",
      ["month", "ydernummer", "plan type", "field", "old", "new"],
      shown.map((row) => [row.month, row.ydernummer, row.plan_type ?? "", row.field, row.old, row.new]),
    ),
    more > 0
      ? `and ${count(more)} more ${noun(more, "change")}, no larger; --json or --out FILE.xlsx lists all of them\n`
      : "",
    section(
      "Published figures that move",
      ["report month", "metric", "field", "old", "new"],
      revision.figures.map((row) => [
        row.month,
        row.metric,
        row.field,
        row.field === "share" ? share(row.old) : row.old,
        row.field === "share" ? share(row.new) : row.new,
      ]),
    ),
  ].join("");
}

const size = ({ old, new: now }: RevisedField): number =>
  typeof old === "number" && typeof now === "number" ? Math.abs(now - old) : Number.POSITIVE_INFINITY;

const share = (value: number | null): string | null =>
  value === null ? null : `${(100 * value).toFixed(2).replace(".", ",")} %`;

export const registerRevisions: RegisterCommand = (program, run) => {
  program
    .command("revisions")
    .description("show what a load changed: by month, region and clinic, and which published figures move")
    .addArgument(
      new Argument("<LOAD>", "number of a load that stands; flp loads lists them").argParser(
        loadOption("LOAD"),
      ),
    )
    .option("--out <FILE>", "write all of it to this workbook (.xlsx) too")
    .addOption(json())
    .addHelpText(
      "after",
      "\nA month that nothing was known of before is no change: it is named as known for the first time." +
        "\nThe register of a new month is compared with the one that was used before.",
    )
    .action(async (load: number, options: RevisionsOptions, command: Command) => {
      await run(command, (context) => showRevisions(context, load, options));
    });
};
