import type { DeckContent, DeckLogo, DeckLook } from "../content.js";
import { contentLayoutPart, titleLayoutPart } from "./house-layouts.js";
import type { LayoutNames } from "./house-places.js";
import { slideInches } from "./house-places.js";
import { firstMasterId, masterPart, tableStylesPart } from "./master.js";
import type { PackageParts } from "../package.js";
import { addDefaultType, addPart, addRelation, contentTypesPart } from "../package.js";
import { emuPerInch, inches } from "./place.js";
import { slideNamespaces } from "../shape.js";
import { themePart } from "./theme-part.js";
import { pngSize } from "../../png-size.js";
import { pictureOf } from "../picture.js";
import type { Xml } from "../../package/xml.js";
import { element, xmlPart } from "../../package/xml.js";

const types = "application/vnd.openxmlformats-officedocument.presentationml";
const relationsType = "application/vnd.openxmlformats-package.relationships+xml";

/** Name of the part that lists the slides. */
export const presentationPart = "ppt/presentation.xml";

/** Content types of the parts that every deck has. */
export const contentTypes = {
  presentation: `${types}.presentation.main+xml`,
  slide: `${types}.slide+xml`,
  layout: `${types}.slideLayout+xml`,
  master: `${types}.slideMaster+xml`,
  notes: `${types}.notesSlide+xml`,
  notesMaster: `${types}.notesMaster+xml`,
  theme: "application/vnd.openxmlformats-officedocument.theme+xml",
  chart: "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
  workbook: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Names of the house's layouts, as the program lists them. Not shown on any slide. */
export const houseLayouts: LayoutNames = { title: "flp title", content: "flp content" };

/** The house's own presentation without slides: master, title layout, content layout, theme. */
export function housePackage(look: DeckLook, deck: DeckContent): PackageParts {
  const parts: PackageParts = new Map([
    [
      contentTypesPart,
      xmlPart(
        element(
          "Types",
          { xmlns: "http://schemas.openxmlformats.org/package/2006/content-types" },
          element("Default", { Extension: "rels", ContentType: relationsType }),
          element("Default", { Extension: "xml", ContentType: "application/xml" }),
        ),
      ),
    ],
  ]);
  const { language } = deck;
  const footer = { text: deck.footer, date: deck.date };
  const master = "ppt/slideMasters/slideMaster1.xml";
  const theme = "ppt/theme/theme1.xml";
  const layouts = ["ppt/slideLayouts/slideLayout1.xml", "ppt/slideLayouts/slideLayout2.xml"] as const;
  addPart(parts, {
    name: theme,
    content: themePart(look.colors, look.font),
    contentType: contentTypes.theme,
  });
  const layoutIds = layouts.map((target) => addRelation(parts, master, { type: "slideLayout", target }));
  addRelation(parts, master, { type: "theme", target: theme });
  addPart(parts, {
    name: master,
    content: masterPart(language, footer, layoutIds),
    contentType: contentTypes.master,
  });
  const logo = look.logo === null ? null : placeLogo(parts, { logo: look.logo, owner: layouts[0] });
  const written = [
    titleLayoutPart(houseLayouts.title, { language, footer, logo }),
    contentLayoutPart(houseLayouts.content, { language, footer }),
  ];
  for (const [index, content] of written.entries()) {
    const name = layouts[index] ?? "";
    addPart(parts, { name, content, contentType: contentTypes.layout });
    addRelation(parts, name, { type: "slideMaster", target: master });
  }
  addSettings(parts);
  const masterRelation = addRelation(parts, presentationPart, { type: "slideMaster", target: master });
  addRelation(parts, presentationPart, { type: "theme", target: theme });
  addPart(parts, {
    name: presentationPart,
    content: presentation(masterRelation),
    contentType: contentTypes.presentation,
  });
  addRelation(parts, "", { type: "officeDocument", target: presentationPart });
  return parts;
}

/** The picture at the right of the title slide, on a plate that any logo can stand on. */
function placeLogo(parts: PackageParts, { logo, owner }: { logo: DeckLogo; owner: string }): Xml {
  const target = "ppt/media/logo.png";
  addDefaultType(parts, "png", "image/png");
  parts.set(target, logo.bytes);
  const relation = addRelation(parts, owner, { type: "image", target });
  const room = inches(10.2, 5.05, 2.4, 1.1);
  const size = pngSize(logo.bytes);
  const scale = Math.min(room.width / size.width, room.height / size.height);
  const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
  return pictureOf({
    id: 20,
    name: "Logo",
    description: logo.description,
    relation,
    box: { x: room.x + room.width - width, y: room.y + room.height - height, width, height },
    plate: "bg1",
  });
}

function addSettings(parts: PackageParts): void {
  const settings: readonly (readonly [name: string, content: string, type: string])[] = [
    ["presProps", xmlPart(element("p:presentationPr", slideNamespaces)), `${types}.presProps+xml`],
    ["viewProps", xmlPart(element("p:viewPr", slideNamespaces)), `${types}.viewProps+xml`],
    ["tableStyles", tableStylesPart(), `${types}.tableStyles+xml`],
  ];
  for (const [type, content, contentType] of settings) {
    const name = `ppt/${type}.xml`;
    addPart(parts, { name, content, contentType });
    addRelation(parts, presentationPart, { type, target: name });
  }
}

function presentation(masterRelation: string): string {
  const [width, height] = [slideInches.width, slideInches.height].map((length) =>
    Math.round(length * emuPerInch),
  );
  return xmlPart(
    element(
      "p:presentation",
      { ...slideNamespaces, saveSubsetFonts: true },
      element(
        "p:sldMasterIdLst",
        {},
        element("p:sldMasterId", { id: firstMasterId, "r:id": masterRelation }),
      ),
      element("p:sldSz", { cx: width ?? 0, cy: height ?? 0 }),
      element("p:notesSz", { cx: 6_858_000, cy: 9_144_000 }),
    ),
  );
}
