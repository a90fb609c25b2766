import type { Command } from "commander";
import { Option } from "commander";
import type { Definitions } from "../../defs/definitions.js";
import { shownValue } from "../../defs/files/follow-up.js";
import { findRegion } from "../../defs/codes/regions.js";
import type { Month } from "../../domain/month.js";
import { exitCode, usageError } from "../../lib/errors.js";
import type { StoredNote } from "../../metrics/follow-up/stored-notes.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { definitionsFolder } from "../command.js";
import { json, monthOption } from "../options.js";
import { asJson } from "../terminal/format.js";
import { homelessWords } from "../../metrics/follow-up/stored-notes.js";
import { renderTerminalTable } from "../terminal/table.js";

/** Options of `flp notes`, as commander gives them. */
export interface NotesOptions {
  region?: string;
  clinic?: string;
  month?: Month;
  json?: boolean;
}

/** `flp notes`: what regions and data consultants wrote about clinics, with its history. */
export async function showNotes(context: CommandContext, options: NotesOptions): Promise<number> {
  const { readDefinitions } = await import("../../defs/definitions.js");
  const { openStoreForReading } = await import("../../db/open.js");
  const { storedNotes } = await import("../../metrics/follow-up/stored-notes.js");
  const definitions = await readDefinitions(definitionsFolder(context.home));
  const region = options.region === undefined ? null : findRegion(definitions.regions, options.region);
  if (options.region !== undefined && region === null) {
    const names = definitions.regions.map(({ name }) => name).join(", ");
    throw usageError(`there is no region ${options.region}`, `name one of ${names}, or its code`);
  }
  const clinic = options.clinic?.padStart(6, "0");
  if (clinic !== undefined && !/^\d{6}$/.test(clinic))
    throw usageError(`--clinic ${options.clinic ?? ""} is no ydernummer`, "write its 1 to 6 digits");
  const store = await openStoreForReading(context.db);
  try {
    const all = await storedNotes(store, definitions, { asOf: Number.MAX_SAFE_INTEGER });
    const notes = all.filter(
      (note) =>
        (region === null || note.region?.id === region.id) &&
        (clinic === undefined || note.ydernummer === clinic) &&
        (options.month === undefined || note.month === options.month),
    );
    if (options.json === true)
      context.terminal.result(asJson(notes.map((note) => forMachines(note, definitions))));
    else showTable(context, notes, definitions);
    return exitCode.done;
  } finally {
    store.close();
  }
}

function forMachines(note: StoredNote, definitions: Definitions): object {
  const { month, region, ydernummer, opened, field, load, state, reason } = note;
  const text = shownValue(note, definitions);
  const from = region === null ? "consultants" : "region";
  return { month, region: region?.name ?? null, ydernummer, opened, field, text, load, state, reason, from };
}

function showTable(
  { terminal }: CommandContext,
  notes: readonly StoredNote[],
  definitions: Definitions,
): void {
  if (notes.length === 0) {
    terminal.info("nothing is stored that regions or data consultants wrote about these clinics");
    return;
  }
  terminal.result(
    renderTerminalTable({
      columns: ["month", "region", "ydernummer", "opened", "field", "load", "state", "text"],
      numeric: [5],
      rows: notes.map((note) => [
        note.month,
        note.region?.name ?? "data consultants",
        note.ydernummer,
        note.opened,
        note.field,
        String(note.load),
        note.reason === null ? note.state : `${note.state}: ${homelessWords[note.reason]}`,
        shownValue(note, definitions).replaceAll("\n", " / "),
      ]),
    }),
  );
}

export const registerNotes: RegisterCommand = (program, run) => {
  program
    .command("notes")
    .description(
      "show what regions and data consultants wrote about clinics in the workbooks that came back, with its history",
    )
    .option("--region <REGION>", "only what this region wrote: its code or name")
    .option("--clinic <NUMBER>", "only what is written about this ydernummer")
    .addOption(
      new Option("--month <YYYY-MM>", "only what was written in this month's workbook").argParser(
        monthOption("--month"),
      ),
    )
    .addOption(json())
    .action(async (options: NotesOptions, command: Command) => {
      await run(command, (context) => showNotes(context, options));
    });
};
