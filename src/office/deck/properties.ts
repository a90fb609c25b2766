import type { DeckContent } from "./content.js";
import type { PackageParts } from "./package.js";
import { addPart, addRelation, readRelations } from "./package.js";
import { element, xmlPart, xmlText } from "../package/xml.js";

const coreNamespaces = {
  "xmlns:cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
  "xmlns:dc": "http://purl.org/dc/elements/1.1/",
  "xmlns:dcterms": "http://purl.org/dc/terms/",
  "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
};

const extendedNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";

/** Says what the document is: title, sender, language, date; in place of what a template says of itself. */
export function setProperties(parts: PackageParts, deck: DeckContent): void {
  const { title, subject, creator, date } = deck.properties;
  const instant = (name: string): ReturnType<typeof element> =>
    element(name, { "xsi:type": "dcterms:W3CDTF" }, xmlText(`${date}T00:00:00Z`));
  const core = element(
    "cp:coreProperties",
    coreNamespaces,
    element("dc:title", {}, xmlText(title)),
    element("dc:subject", {}, xmlText(subject)),
    element("dc:creator", {}, xmlText(creator)),
    element("cp:lastModifiedBy", {}, xmlText(creator)),
    instant("dcterms:created"),
    instant("dcterms:modified"),
    element("dc:language", {}, xmlText(deck.language)),
  );
  setPart(parts, {
    type: "core-properties",
    name: "docProps/core.xml",
    content: xmlPart(core),
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
