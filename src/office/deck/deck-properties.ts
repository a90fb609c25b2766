import type { DeckContent } from "./content.js";
import type { PackageParts } from "./package.js";
import { addPart, addRelation, readRelations } from "./package.js";
import { corePropertiesPart } from "../package/core-properties.js";
import { element, xmlPart, xmlText } from "../package/xml.js";

const extendedNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";

/** Says what the document is: title, sender, language, date; in place of what a template says of itself. */
export function setProperties(parts: PackageParts, deck: DeckContent): void {
  setPart(parts, {
    type: "core-properties",
    name: "docProps/core.xml",
    content: corePropertiesPart({ ...deck.properties, language: deck.language }),
    contentType: "application/vnd.openxmlformats-package.core-properties+xml",
  });
  const app = element(
    "Properties",
    { xmlns: extendedNamespace },
    element("Application", {}, xmlText("flp")),
    element("Slides", {}, xmlText(String(deck.slides.length))),
  );
  setPart(parts, {
    type: "extended-properties",
    name: "docProps/app.xml",
    content: xmlPart(app),
    contentType: "application/vnd.openxmlformats-officedocument.extended-properties+xml",
  });
}

function setPart(
  parts: PackageParts,
  part: { type: string; name: string; content: string; contentType: string },
): void {
  const known = readRelations(parts, "").find(({ type }) => type === part.type);
  if (known !== undefined) {
    parts.set(known.target, part.content);
    return;
  }
  addPart(parts, part);
  addRelation(parts, "", { type: part.type, target: part.name });
}
