import type { PackageParts } from "./package.js";
import { addPart, addRelation, readRelations, partText } from "./package.js";
import { contentTypes, presentationPart } from "./house/house.js";
import { inches, transform } from "./house/place.js";
import { colorMap } from "./house/theme-part.js";
import { inheritedColors, shapeTree, slideNamespaces, textShape } from "./shape.js";
import { paragraphs, solidFill } from "./text.js";
import type { Xml } from "../package/xml.js";
import { element, xmlPart } from "../package/xml.js";

/** The part that the notes of all slides look like: the template's own, or one that is added with its theme. */
export function ensureNotesMaster(parts: PackageParts, theme: string, language: string): string {
  const known = readRelations(parts, presentationPart).find(({ type }) => type === "notesMaster");
  if (known !== undefined) return known.target;
  const master = "ppt/notesMasters/notesMaster1.xml";
  const themePart = freeName(parts, "ppt/theme/theme", ".xml");
  addPart(parts, { name: themePart, content: theme, contentType: contentTypes.theme });
  addPart(parts, { name: master, content: notesMasterPart(language), contentType: contentTypes.notesMaster });
  addRelation(parts, master, { type: "theme", target: themePart });
  const relation = addRelation(parts, presentationPart, { type: "notesMaster", target: master });
  const list = element("p:notesMasterIdLst", {}, element("p:notesMasterId", { "r:id": relation }));
  parts.set(
    presentationPart,
    partText(parts, presentationPart).replace("</p:sldMasterIdLst>", (end) => `${end}${list}`),
  );
  return master;
}

/** The speaker's notes of one slide. */
export function notesPart(lines: readonly string[], language: string): string {
  return xmlPart(
    element(
      "p:notes",
      slideNamespaces,
      element(
        "p:cSld",
        {},
        shapeTree([
          slideImage(2, null),
          textShape({
            id: 3,
            name: "Speaker notes",
            placeholder: { type: "body", idx: "1" },
            box: null,
            body: { paragraphs: paragraphs(lines, language) },
          }),
        ]),
      ),
      inheritedColors(),
    ),
  );
}

function notesMasterPart(language: string): string {
  const levels = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  return xmlPart(
    element(
      "p:notesMaster",
      slideNamespaces,
      element(
        "p:cSld",
        {},
        element("p:bg", {}, element("p:bgPr", {}, solidFill("bg1"), element("a:effectLst"))),
        shapeTree([
          slideImage(2, inches(0.75, 0.75, 6, 3.375)),
          textShape({
            id: 3,
            name: "Speaker notes",
            placeholder: { type: "body", idx: "1" },
            box: inches(0.75, 4.4, 6, 4.9),
            body: { paragraphs: paragraphs([], language) },
          }),
        ]),
      ),
      colorMap(),
      element(
        "p:notesStyle",
        {},
        levels.map((number) =>
          element(
            `a:lvl${number}pPr`,
            { marL: 0, algn: "l" },
            element("a:defRPr", { sz: 1200 }, solidFill("tx1"), element("a:latin", { typeface: "+mn-lt" })),
          ),
        ),
      ),
    ),
  );
}

function slideImage(id: number, box: ReturnType<typeof inches> | null): Xml {
  return element(
    "p:sp",
    {},
    element(
      "p:nvSpPr",
      {},
      element("p:cNvPr", { id, name: "Slide image" }),
      element("p:cNvSpPr", {}, element("a:spLocks", { noGrp: true, noRot: true, noChangeAspect: true })),
      element("p:nvPr", {}, element("p:ph", { type: "sldImg", idx: box === null ? null : "2" })),
    ),
    box === null
      ? element("p:spPr")
      : element(
          "p:spPr",
          {},
          transform("a:xfrm", box),
          element("a:prstGeom", { prst: "rect" }, element("a:avLst")),
        ),
  );
}

function freeName(parts: PackageParts, start: string, end: string): string {
  let number = 1;
  while (parts.has(`${start}${number}${end}`)) number += 1;
  return `${start}${number}${end}`;
}
