import { registerBackup } from "./backup.js";
import { registerBuild } from "./build.js";
import { registerCheck } from "./check.js";
import type { RegisterCommand } from "./command.js";
import { registerDemo } from "./demo.js";
import { registerExplain } from "./explain.js";
import { registerIngest } from "./ingest.js";
import { registerLoads } from "./loads.js";
import { registerMetrics } from "./metrics.js";
import { registerRelease } from "./release.js";
import { registerProfiles } from "./profiles.js";
import { registerReport } from "./report.js";
import { registerRevisions } from "./revisions.js";
import { registerRules } from "./rules.js";
import { registerRun } from "./run.js";
import { registerUndo } from "./undo.js";
import { registerStatus } from "./status.js";

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
  registerRevisions,
  registerUndo,
  registerStatus,
  registerCheck,
  registerBackup,
  registerBuild,
];
