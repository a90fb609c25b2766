import { setFlagsFromString } from "node:v8";

/**
 * Lets the engine's young generation grow no further. It would take up to 128 MB, and a program that runs for seconds pays
 * more for memory that it touches for the first time than for collecting garbage somewhat more often. Called once the
 * program has its working size; the same engine flag exists in every version of Node that the program runs on.
 */
export function keepYoungGeneration(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}
