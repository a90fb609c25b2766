import type { Command } from "commander";
import { resolve } from "node:path";
import type { PublishedAudience } from "../../domain/audience.js";
import type { ReleaseOptions, SealedRelease } from "../../domain/release/release.js";
import type { Month } from "../../domain/month.js";
import { exitCode } from "../../lib/errors.js";
import { noun } from "../../lib/words.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { asJson } from "../terminal/format.js";
import { accessible, asOf, audience, json, reportMonth, theme } from "../options.js";
import { diffReleases, reproduce } from "./release-again.js";
import { sourcesOf, writeRelease } from "./release-files.js";
import { thisProcess } from "../terminal/writer.js";
import { count, renderTerminalTable } from "../terminal/table.js";

/** Options of `flp release seal`, as commander gives them. */
export interface SealOptions {
  month?: Month;
  asOf?: number;
  note?: string;
  theme?: string;
  audience?: PublishedAudience;
  accessible?: boolean;
  out?: string;
  json?: boolean;
}

/** `flp release seal NAME`: makes all reports of a month and fixes under a name what they are and what they rest on. */
export async function seal(context: CommandContext, name: string, options: SealOptions): Promise<number> {
  const { openExistingStoreForWriting } = await import("../../db/open.js");
  const { sealRelease } = await import("../../release/seal.js");
  const { terminal, clock } = context;
  const store = await openExistingStoreForWriting(context.db, { writer: thisProcess() });
  try {
    terminal.progress(`release ${name}: making all reports`);
    const order = {
      name,
      month: options.month ?? null,
      asOf: options.asOf ?? null,
      note: options.note ?? null,
      options: {
        theme: options.theme ?? null,
        audience: options.audience ?? "internal",
        accessible: options.accessible === true,
      },
    };
    const { release, artefacts } = await sealRelease(order, sourcesOf(context, store), {
      clock,
      logger: terminal,
    });
    if (options.out !== undefined) {
      await writeRelease(artefacts, resolve(context.cwd, options.out), asJson(forMachines(release)));
    }
    terminal.result(
      options.json === true
        ? asJson(forMachines(release))
        : `release ${name} is sealed: ${release.month}, as of load ${release.asOf}, ${release.artefacts.length} ${noun(release.artefacts.length, "file")}\n`,
    );
    return exitCode.done;
  } finally {
    store.close();
  }
}

/** A release as JSON has it: names as elsewhere in the program's JSON, without the texts of its inputs. */
function forMachines(release: SealedRelease): unknown {
  const { sealedAt, asOf: newestLoad, inputs, artefacts, months, population, ...rest } = release;
  return {
    ...rest,
    sealed_at: sealedAt,
    as_of: newestLoad,
    months,
    population,
    inputs: inputs.map(({ content: _, ...input }) => input),
    artefacts: artefacts.map(({ report, fileName, sha256, bytes }) => ({
      report,
      file: fileName,
      sha256,
      bytes,
    })),
  };
}

/** `flp release list`: the sealed releases, oldest first. */
export async function listSealed(context: CommandContext, options: { json?: boolean }): Promise<number> {
  const { openStoreForReading } = await import("../../db/open.js");
  const { listReleases } = await import("../../db/history/releases.js");
  const store = await openStoreForReading(context.db);
  try {
    const releases = await listReleases(store);
    if (options.json === true) {
      const rows = releases.map(({ sealedAt, asOf: newestLoad, ...rest }) => ({
        ...rest,
        sealed_at: sealedAt,
        as_of: newestLoad,
      }));
      context.terminal.result(asJson(rows));
      return exitCode.done;
    }
    if (releases.length === 0) {
      context.terminal.info("no release is sealed yet; flp release seal NAME seals what a meeting was shown");
      return exitCode.done;
    }
    context.terminal.result(
      renderTerminalTable({
        columns: [
          "release",
          "sealed at",
          "month",
          "as of load",
          "plans",
          "rule",
          "program",
          "made with",
          "note",
        ],
        numeric: [3, 4],
        rows: releases.map((release) => [
          release.name,
          release.sealedAt.slice(0, 16).replace("T", " "),
          release.month,
          String(release.asOf),
          count(release.plans.new + release.plans.maintained),
          `${release.rule.id} (${release.rule.status})`,
          release.program.version,
          optionWords(release.options),
          release.note ?? "",
        ]),
      }),
    );
    return exitCode.done;
  } finally {
    store.close();
  }
}

/** Options as they are written on the command line; empty where a release was made without any. */
function optionWords({ theme: file, audience: readers, accessible: isPublished }: ReleaseOptions): string {
  return [
    ...(file === null ? [] : [`--theme ${file}`]),
    ...(readers === "internal" ? [] : [`--audience ${readers}`]),
    ...(isPublished ? ["--accessible"] : []),
  ].join(" ");
}

export const registerRelease: RegisterCommand = (program, run) => {
  const release = program
    .command("release")
    .description("seal what a meeting was shown, make it again to the byte, tell what changed since");
  release
    .command("seal")
    .description("make all reports of a month and fix them under a name, with all that they rest on")
    .argument("<NAME>", "how the release is called, for instance the meeting's date")
    .addOption(reportMonth())
    .addOption(asOf())
    .addOption(theme())
    .addOption(accessible())
    .addOption(audience())
    .option("--note <TEXT>", "what should be remembered of it")
    .option("--out <DIR>", "also write its files and release.json there")
    .addOption(json())
    .addHelpText(
      "after",
      "\nA sealed release is never changed, and loads that it rests on cannot be taken back.\nA mistake in them is corrected by a new file: what was shown stays what it was.",
    )
    .action(async (name: string, options: SealOptions, command: Command) => {
      await run(command, (context) => seal(context, name, options));
    });
  release
    .command("list")
    .description("list the sealed releases")
    .addOption(json())
    .action(async (options: { json?: boolean }, command: Command) => {
      await run(command, (context) => listSealed(context, options));
    });
  release
    .command("reproduce")
    .description("make a release again and prove that every file is the same, or say what differs (exit 15)")
    .argument("<NAME>", "the release")
    .option("--out <DIR>", "write the files that were made there")
    .addOption(json())
    .action(async (name: string, options: { out?: string; json?: boolean }, command: Command) => {
      await run(command, (context) => reproduce(context, name, options));
    });
  release
    .command("diff")
    .description("tell in Danish what changed from one release to another, and why")
    .argument("<A>", "the earlier release")
    .argument("<B>", "the later release")
    .addOption(json())
    .action(async (from: string, to: string, options: { json?: boolean }, command: Command) => {
      await run(command, (context) => diffReleases(context, { from, to }, options));
    });
};
