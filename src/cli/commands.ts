import { helpWords } from "./asked-help.js";
import { registerBackup } from "./commands/backup.js";
import { registerBuild } from "./commands/build.js";
import { registerCheck } from "./commands/check.js";
import type { RegisterCommand } from "./command.js";
import { registerCompletion } from "./commands/completion.js";
import { registerDemo } from "./commands/demo.js";
import { registerDoctor } from "./commands/doctor.js";
import { registerExplain } from "./commands/explain.js";
import { registerHelp } from "./commands/help.js";
import { registerIngest } from "./commands/ingest.js";
import { registerLoads } from "./commands/loads.js";
import { registerMetrics } from "./commands/metrics.js";
import { registerNotes } from "./commands/notes.js";
import { registerRelease } from "./commands/release.js";
import { registerProfiles } from "./commands/profiles.js";
import { registerReport } from "./commands/report.js";
import { registerRevisions } from "./commands/revisions.js";
import { registerRules } from "./commands/rules.js";
import { registerRun } from "./commands/run.js";
import { registerUndo } from "./commands/undo.js";
import { registerStatus } from "./commands/status.js";

/** All commands by name, in the order in which help lists them. */
export const commands: Readonly<Record<string, RegisterCommand>> = {
  ingest: registerIngest,
  run: registerRun,
  demo: registerDemo,
  metrics: registerMetrics,
  explain: registerExplain,
  report: registerReport,
  rules: registerRules,
  release: registerRelease,
  profiles: registerProfiles,
  loads: registerLoads,
  notes: registerNotes,
  revisions: registerRevisions,
  undo: registerUndo,
  status: registerStatus,
  check: registerCheck,
  backup: registerBackup,
  build: registerBuild,
  doctor: registerDoctor,
  completion: registerCompletion,
  help: registerHelp,
};

/** Commands that tell of the others. */
const ofCommands = ["help", "completion"];

/** The program's own options that take a word, which is then no command. */
const optionsWithValue: readonly string[] = ["--db", "--home"];

/** The command that the words name, where nothing tells of others; else all: adding them takes as long as some of them. */
export function commandsFor(words: readonly string[]): readonly RegisterCommand[] {
  const name = firstOf(words);
  const isAlone = !ofCommands.includes(name) && !words.some((word) => helpWords.includes(word));
  const named = isAlone && Object.hasOwn(commands, name) ? commands[name] : undefined;
  return named === undefined ? Object.values(commands) : [named];
}

/** The first word that is neither an option nor the value of one; empty: there is none. */
function firstOf(words: readonly string[]): string {
  const [word = "", ...others] = words;
  // what follows -- is told of by all commands together
  if (!word.startsWith("-") || word === "--") return word;
  return firstOf(optionsWithValue.includes(word) ? others.slice(1) : others);
}
