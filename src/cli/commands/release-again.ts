import { join, resolve } from "node:path";
import type { ChangedInput } from "../../domain/release/inputs.js";
import { exitCode } from "../../lib/errors.js";
import type { Reproduction } from "../../release/reproduce.js";
import { noun } from "../../lib/words.js";
import type { CommandContext } from "../command.js";
import { asJson } from "../terminal/format.js";
import { sourcesOf, writeRelease } from "./release-files.js";
import type { Terminal } from "../terminal/terminal.js";

/** `flp release reproduce NAME`: makes a release again; exit 15 unless every file has the sealed bytes. */
export async function reproduce(
  context: CommandContext,
  name: string,
  options: { out?: string; json?: boolean },
): Promise<number> {
  const { openStoreForReading } = await import("../../db/open.js");
  const { reproduceRelease } = await import("../../release/reproduce.js");
  const { terminal } = context;
  const store = await openStoreForReading(context.db);
  try {
    terminal.progress(`release ${name}: making all reports again`);
    const { reproduction, artefacts } = await reproduceRelease(name, sourcesOf(context, store));
    if (options.out !== undefined) {
      await writeRelease(artefacts, resolve(context.cwd, options.out), null);
    }
    if (options.json === true) terminal.result(asJson(reproduction));
    else tell(terminal, reproduction);
    return reproduction.is_same ? exitCode.done : exitCode.render;
  } finally {
    store.close();
  }
}

function tell(terminal: Terminal, reproduction: Reproduction): void {
  const { name, month, as_of: load, artefacts, failure } = reproduction;
  for (const { report, file, verdict } of artefacts)
    terminal.result(`${verdict.padEnd(8)} ${report}/${file}\n`);
  const causes = causesOf(reproduction).map((cause) => `\n  ${cause}`);
  if (reproduction.is_same) {
    terminal.result(
      `release ${name} (${month}, as of load ${load}) is the same byte for byte: ${artefacts.length} ${noun(artefacts.length, "file")}\n`,
    );
    if (causes.length > 0)
      terminal.info(`what follows changed since, without touching these files:${causes.join("")}`);
  } else if (failure !== null) {
    terminal.fail(`release ${name} cannot be made again: ${failure}${causes.join("")}`);
  } else {
    const same = artefacts.filter(({ verdict }) => verdict === "same").length;
    const why =
      causes.length === 0
        ? "\n  neither its inputs nor the program changed: please report it, this is a bug of flp"
        : causes.join("");
    terminal.fail(
      `release ${name} is not what was sealed: ${same} of ${artefacts.length} ${noun(artefacts.length, "file")} ${noun(same, "is", "are")} the same${why}`,
    );
  }
}

/** What is not as it was when the release was sealed. */
function causesOf({ inputs, program, undone, unsound, is_same }: Reproduction): string[] {
  const isOnlyTheEngine =
    !is_same &&
    program.length === 1 &&
    program[0]?.field === "runtime" &&
    [inputs, undone, unsound].every((list) => list.length === 0);
  return [
    ...unsound.map(({ what, rows }) => `the database is not sound: ${what}: ${rows}`),
    ...undone.map((load) => `load ${load} was taken back after the release was sealed`),
    ...inputs.flatMap(inputLines),
    ...program.map(({ field, old, new: now }) =>
      field === "sha256" ? "the program's code or its packages differ" : `${field}: ${old}, now ${now}`,
    ),
    ...(isOnlyTheEngine
      ? ["nothing else changed: with the engine that it was sealed with, the files are the same"]
      : []),
  ];
}

const verdictWords = {
  differs: "differs",
  missing: "is not read any more",
  new: "was not read then",
} as const;

function inputLines({ scopes, path, verdict, lines }: ChangedInput): string[] {
  return [
    `${path} ${verdictWords[verdict]} (read for ${scopes.join(", ")})`,
    ...lines.map((line) => `  ${line.old ?? "nothing"}, now ${line.new ?? "nothing"}`),
  ];
}

/** `flp release diff A B`: what changed from one release to another, in Danish. */
export async function diffReleases(
  context: CommandContext,
  names: { from: string; to: string },
  options: { json?: boolean },
): Promise<number> {
  const { openStoreForReading } = await import("../../db/open.js");
  const { differenceBetween } = await import("../../release/compare.js");
  const { readReleaseTexts } = await import("../../release/texts.js");
  const { describeDifference } = await import("../../release/compose-difference.js");
  const { terminal } = context;
  const store = await openStoreForReading(context.db);
  try {
    const difference = await differenceBetween(store, names);
    const words = describeDifference(difference, await readReleaseTexts(join(context.home, "reports")));
    const parts = words.parts.map(
      ({ label, lines }) => `\n${terminal.paint.bold(label)}\n${lines.map((line) => `  ${line}\n`).join("")}`,
    );
    terminal.result(
      options.json === true
        ? asJson({ ...difference, text: words })
        : `${terminal.paint.bold(words.title)}\n${parts.join("")}`,
    );
    return exitCode.done;
  } finally {
    store.close();
  }
}
