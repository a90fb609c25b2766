import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { programFolder } from "../../lib/program.js";
import type { Run, RunCall } from "./read-run.js";

const program = join(programFolder, "bin", "flp.js");

/** The day on which every run happens: 15 November 2026, noon, in seconds. */
const now = String(Date.UTC(2026, 10, 15, 12) / 1000);

/**
 * Does what a run's `command.txt` says, in a folder that begins with a copy of its `input/` and no database. Gives what
 * did not end as it must, in words; none: all did.
 */
export async function performRun(run: Run, folder: string): Promise<string[]> {
  if (!existsSync(join(programFolder, "dist", "cli", "main.js")))
    throw new Error("the program is not built: run npm run build first");
  await cp(join(run.folder, "input"), join(folder, "input"), { recursive: true });
  for (const call of run.calls) {
    const { code, out, err } = await flp(call.words, folder);
    await save(join(folder, call.out ?? ""), call.out, out);
    await save(join(folder, call.err ?? ""), call.err, err);
    // What follows rests on it: a run ends with the first call that ends otherwise.
    if (code !== call.code) return [told(call, code, err)];
  }
  return [];
}

function told(call: RunCall, code: number, err: string): string {
  return `command.txt:${call.line}: flp ${call.words.join(" ")} ended with ${code} and not ${call.code}: ${err}`;
}

async function save(path: string, name: string | null, text: string): Promise<void> {
  if (name === null) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

function flp(words: readonly string[], folder: string): Promise<{ code: number; out: string; err: string }> {
  const { FLP_DB: _db, FLP_HOME: _home, ...environment } = process.env;
  const child = spawn(process.execPath, [program, ...words], {
    cwd: folder,
    env: { ...environment, SOURCE_DATE_EPOCH: now },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === null) reject(new Error(`flp ${words.join(" ")} was ended by ${String(signal)}`));
      else resolve({ code, out, err });
    });
  });
}
