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

/** All commands, in the order in which help lists them. */
export const commands: readonly RegisterCommand[] = [
  registerIngest,
  registerRun,
  registerDemo,
  registerMetrics,
  registerExplain,
  registerReport,
  registerRules,
  registerRelease,
  registerProfiles,
  registerLoads,
  registerNotes,
  registerRevisions,
  registerUndo,
  registerStatus,
  registerCheck,
  registerBackup,
  registerBuild,
  registerDoctor,
  registerCompletion,
  registerHelp,
];
