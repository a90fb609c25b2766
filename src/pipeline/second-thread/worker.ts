import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { ThreadSettings } from "./messages.js";

// Where a second thread starts; it is built as a file of its own, dist/cli/second-thread.js.
const settings = workerData as ThreadSettings;
if (settings.compiledCode !== null) enableCompileCache(settings.compiledCode);
const { serve } = await import("./serve.js");
if (parentPort !== null) serve(parentPort, settings);
