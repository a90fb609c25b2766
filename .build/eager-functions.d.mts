import type { Plugin } from "rolldown";

export declare function eagerFunctions(): Plugin;

/** A function of a file, by where it begins and ends in it. */
export interface PlacedFunction {
  start: number;
  end: number;
}

export declare function markEager(code: string, isCalled: (one: PlacedFunction) => boolean): string;
