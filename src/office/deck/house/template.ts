import { OfficeError } from "../../office-error.js";
import type { DeckTemplate } from "../content.js";
import { contentTypes, houseLayouts, presentationPart } from "./house.js";
import type { Layout } from "./layouts.js";
import { readLayouts } from "./layouts.js";
import type { PackageParts } from "../package.js";
import {
  contentTypesPart,
  openPackage,
  readRelations,
  relationsOf,
  removePart,
  partText,
} from "../package.js";

/** The two layouts that a deck is placed on. */
export interface DeckLayouts {
  title: Layout;
  content: Layout;
}

/** A named template as a presentation without slides. Throws (exit 15) when the file is no presentation. */
export async function openTemplate({ file, bytes }: DeckTemplate): Promise<PackageParts> {
  let parts: PackageParts;
  try {
    parts = await openPackage(bytes);
    partText(parts, presentationPart);
  } catch (error) {
    throw new OfficeError("no PowerPoint presentation or template", {
      place: file,
      remedy: "name a .pptx or .potx file under template in the theme",
      cause: error,
    });
  }
  const types = partText(parts, contentTypesPart);
  if (types.includes("macroEnabled")) {
    throw new OfficeError("it holds macros", {
      place: file,
      remedy: "save it as .potx or .pptx without macros",
    });
  }
  parts.set(
    contentTypesPart,
    types.replace(
      "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
      contentTypes.presentation,
    ),
  );
  removeSlides(parts);
  return parts;
}

/** Takes out the slides that a template brings along, what only they use, and the sections that list them. */
function removeSlides(parts: PackageParts): void {
  const slides = readRelations(parts, presentationPart).filter(({ type }) => type === "slide");
  const used = reachedFrom(
    parts,
    slides.map(({ target }) => target),
  );
  const ids = new Set(slides.map(({ id }) => id));
  const relations = relationsOf(presentationPart);
  parts.set(
    relations,
    partText(parts, relations).replaceAll(/<Relationship [^>]*?\/>/g, (entry) =>
      ids.has(/\bId="([^"]*)"/.exec(entry)?.[1] ?? "") ? "" : entry,
    ),
  );
  parts.set(
    presentationPart,
    partText(parts, presentationPart)
      .replace(/<p:sldIdLst>.*?<\/p:sldIdLst>|<p:sldIdLst\/>/s, "")
      .replace(/<p:custShowLst>.*?<\/p:custShowLst>/s, "")
      .replace(/<p:ext [^>]*>\s*<p14:sectionLst.*?<\/p14:sectionLst>\s*<\/p:ext>/s, ""),
  );
  const kept = reachedFrom(parts, [""]);
  for (const name of used) if (!kept.has(name)) removePart(parts, name);
}

/** The parts given and all that they refer to, and so on. */
function reachedFrom(parts: PackageParts, names: readonly string[]): Set<string> {
  const reached = new Set(names);
  // A set that grows is gone through to its end.
  for (const name of reached) for (const { target } of readRelations(parts, name)) reached.add(target);
  return reached;
}

/** The layouts to fill: those that are named, or a title layout and one with title and content. Throws (exit 15) without them. */
export function chooseLayouts(parts: PackageParts, template: DeckTemplate | null): DeckLayouts {
  const layouts = readLayouts(parts, presentationPart);
  const names = {
    title: template === null ? houseLayouts.title : template.titleLayout,
    content: template === null ? houseLayouts.content : template.contentLayout,
  };
  const choose = (name: string | null, types: readonly string[]): Layout => {
    const found =
      name === null
        ? types.map((type) => layouts.find((layout) => layout.type === type)).find((one) => one !== undefined)
        : layouts.find((layout) => layout.name === name);
    if (found !== undefined) return found;
    const known = [...new Set(layouts.map((layout) => `"${layout.name}"`))].join(", ");
    const wanted = name === null ? `of the type ${types.join(" or ")}` : `called "${name}"`;
    throw new OfficeError(`it has no layout ${wanted}`, {
      place: template?.file ?? "the template",
      remedy: `name one of its layouts in the theme: ${known}`,
    });
  };
  return { title: choose(names.title, ["title"]), content: choose(names.content, ["obj", "titleOnly"]) };
}
