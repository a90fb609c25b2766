import type { ReadLimits } from "../defs/limits/read-limits.js";

/** Limits that no drawn file meets, for tests that are about something else. */
export const plainLimits: ReadLimits = {
  maxFileBytes: 1e9,
  maxPackageBytes: 1e9,
  maxInflatedBytes: 1e9,
  maxInflationRatio: 200,
  maxParts: 1000,
  maxSheets: 50,
  maxRows: 1e6,
  maxReturnedRows: 1e4,
  maxReturnedCells: 1e6,
  maxCells: 1e7,
  maxColumns: 500,
  maxCellCharacters: 2000,
  maxDepth: 200,
  maxElements: 1e6,
  maxTextCharacters: 1e6,
  maxSharedTexts: 1e6,
  maxSharedCharacters: 1e7,
};
