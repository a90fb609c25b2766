import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../cli/main.js";

/** What a call of the program said, and how it ended. */
export interface FlpResult {
  code: number;
  out: string;
  err: string;
}

/** A folder with a database that the program is called on, in this process. */
export interface FlpDesk {
  folder: string;
  /** Path of a file in the folder. */
  path(name: string): string;
  /** Calls the program as from a shell. */
  flp(...words: string[]): Promise<FlpResult>;
  /** The JSON of a call with `--json`; fails when the call does. */
  json(...words: string[]): Promise<unknown>;
  end(): Promise<void>;
}

/** Opens an empty folder whose `flp.sqlite` all calls work on; `isTerminal`: the program sees a terminal on both streams. */
export async function openDesk({ isTerminal = false } = {}): Promise<FlpDesk> {
  const folder = await mkdtemp(join(tmpdir(), "flp-desk-"));
  const path = (name: string): string => join(folder, name);
  const flp = async (...words: string[]): Promise<FlpResult> => {
    let [out, err] = ["", ""];
    const streams = {
      out: (text: string) => void (out += text),
      err: (text: string) => void (err += text),
      isTerminal,
      isOutTerminal: isTerminal,
    };
    const code = await main(["--db", path("flp.sqlite"), ...words], streams);
    return { code, out, err };
  };
  return {
    folder,
    path,
    flp,
    json: async (...words) => {
      const { code, out, err } = await flp(...words, "--json");
      if (code !== 0) throw new Error(`flp ${words.join(" ")} ended with ${code}: ${err}`);
      return JSON.parse(out) as unknown;
    },
    end: () => rm(folder, { recursive: true, force: true }),
  };
}
