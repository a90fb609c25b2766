import type { Section } from "../../../render/page/page-content.js";
import script from "./browser/main.ts?script";
import type { ExploreData } from "./data.js";
import { exploreStyle } from "./style.js";
import type { ExploreDefinition } from "./texts.js";
import { writtenData } from "./written.js";

/** What the page's reader can choose from, and what the part says of itself. */
export interface ExplorePart {
  data: ExploreData;
  definition: ExploreDefinition;
}

/** The part of the page in which its reader chooses what to see; none where there is nothing to choose from. */
export function exploreSections(part: ExplorePart | null): Section[] {
  if (part === null) return [];
  const { heading, intro } = part.definition;
  return [
    {
      id: "explore",
      heading,
      startsSheet: false,
      needsScript: true,
      blocks: [
        ...intro.map((text) => ({ kind: "paragraph" as const, text })),
        { kind: "scripted", id: "choices", data: writtenData(part.data), script, style: exploreStyle },
      ],
    },
  ];
}
