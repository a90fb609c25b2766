import type { Bomb } from "./draw.js";
import { artefact } from "./draw.js";
import { depthAndEntities } from "./markup.js";
import { largeFile, partsAndSizes } from "./packages.js";
import { artefacts, returns } from "./returned.js";
import { longLines } from "./texts.js";
import { cellsAndTexts, elements } from "./sheets.js";

/** Files that must be refused before they take the machine's time or memory. */
export const bombs: readonly Bomb[] = [
  ...partsAndSizes,
  largeFile,
  { ...largeFile, situation: "a packed file of 300 MB, looked at", ...artefact },
  ...depthAndEntities,
  ...cellsAndTexts,
  ...elements,
  ...returns,
  ...artefacts,
  ...longLines,
];
