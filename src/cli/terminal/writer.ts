import type { Writer } from "../../db/open.js";

/** This process, as it introduces itself to others that wait for the database. */
export function thisProcess(): Writer {
  const command = process.argv.slice(2).find((word) => /^[a-z]+$/.test(word)) ?? "";
  return { pid: process.pid, command: `flp ${command}`.trim(), isRunning };
}

/** Signal 0 reaches a process without disturbing it; a process of another user answers EPERM and runs all the same. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
