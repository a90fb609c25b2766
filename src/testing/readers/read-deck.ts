import { dirname, posix } from "node:path";
import * as SheetJs from "@e965/xlsx";
import JSZip from "jszip";
import type { PackageTree, XmlElement } from "../../office/package/tree.js";
import { find, findAll, readPackage, textOf } from "../../office/package/tree.js";
import { parseAddress, parseRange } from "../../office/cell-address.js";
import { plainLimits } from "../plain-limits.js";

/** A reference from one part of a deck to another. */
interface ReadRelation {
  id: string;
  /** Last word of its type. */
  type: string;
  /** Name of the part that is meant. */
  target: string;
}

/** A presentation as read by another than the one that wrote it. */
export interface ReadDeck {
  names: readonly string[];
  /** A part as a tree; throws where it lacks or is no XML. */
  part: (name: string) => XmlElement;
  /** References of a part; the empty name is the package itself. */
  relations: (owner: string) => ReadRelation[];
  /** The kind of a part, by its own entry or by its extension; null: the package does not say. */
  kindOf: (name: string) => string | null;
  bytes: (name: string) => Promise<Uint8Array>;
  /** Names of the slides, in the order in which they are shown. */
  slides: string[];
}

/** Reads a presentation. */
export async function readDeck(bytes: Uint8Array): Promise<ReadDeck> {
  const tree = await readPackage(bytes, { fileName: "deck.pptx", limits: plainLimits });
  const zip = await JSZip.loadAsync(bytes);
  const part = (name: string): XmlElement => {
    const found = tree.part(name);
    if (found === null) throw new Error(`no part ${name}`);
    return found;
  };
  const relations = (owner: string): ReadRelation[] => relationsIn(tree, owner);
  const presentation = "ppt/presentation.xml";
  const byId = new Map(relations(presentation).map(({ id, target }) => [id, target]));
  return {
    names: tree.names,
    part,
    relations,
    kindOf: (name) => kindIn(part("[Content_Types].xml"), name),
    bytes: (name) => zip.file(name)!.async("uint8array"),
    slides: findAll(part(presentation), "sldId").map(
      (slide) => byId.get(slide.attributes["r:id"] ?? "") ?? "",
    ),
  };
}

function relationsIn(tree: PackageTree, owner: string): ReadRelation[] {
  const name =
    owner === "" ? "_rels/.rels" : posix.join(dirname(owner), "_rels", `${posix.basename(owner)}.rels`);
  return findAll(tree.part(name), "Relationship").map(({ attributes }) => {
    const target = attributes["Target"] ?? "";
    return {
      id: attributes["Id"] ?? "",
      type: (attributes["Type"] ?? "").split("/").at(-1) ?? "",
      target: target.startsWith("/") ? target.slice(1) : posix.join(dirname(owner), target),
    };
  });
}

function kindIn(types: XmlElement, name: string): string | null {
  const own = findAll(types, "Override").find(({ attributes }) => attributes["PartName"] === `/${name}`);
  const ending = name.split(".").at(-1)?.toLowerCase();
  const usual = findAll(types, "Default").find(
    ({ attributes }) => attributes["Extension"]?.toLowerCase() === ending,
  );
  return (own ?? usual)?.attributes["ContentType"] ?? null;
}

/** Text of each run below an element, in reading order. */
export function runsOf(element: XmlElement): string[] {
  return findAll(element, "t").map(textOf);
}

/** A reference of a chart to its sheet, with the values that it keeps of it: null where it keeps none. */
export interface ReadReference {
  formula: string;
  kept: (string | null)[];
}

/** All references of a chart that have kept values, each level of a list of two levels apart. */
export function referencesOf(chart: XmlElement): ReadReference[] {
  const single = ["strRef", "numRef"].flatMap((name) => findAll(chart, name));
  const levels = findAll(chart, "multiLvlStrRef");
  return [
    ...single.map((reference) => ({
      formula: formulaOf(reference),
      kept: pointsOf(reference, Number(find(reference, "ptCount")?.attributes["val"])),
    })),
    ...levels.flatMap((reference) => {
      const count = Number(find(reference, "ptCount")?.attributes["val"]);
      const columns = columnsOf(formulaOf(reference));
      // The levels stand from the innermost, the columns from the outermost.
      return findAll(reference, "lvl").map((level, place, all) => ({
        formula: columns[all.length - 1 - place] ?? "",
        kept: pointsOf(level, count),
      }));
    }),
  ];
}

function formulaOf(reference: XmlElement): string {
  const formula = find(reference, "f");
  return formula === null ? "" : textOf(formula);
}

function pointsOf(element: XmlElement, count: number): (string | null)[] {
  const kept: (string | null)[] = Array.from({ length: count }, () => null);
  for (const point of findAll(element, "pt"))
    kept[Number(point.attributes["idx"])] = textOf(find(point, "v")!);
  return kept;
}

/** A formula over several columns as one for each of them. */
function columnsOf(formula: string): string[] {
  const [sheet = "", range = ""] = formula.split("!");
  const [first = "", last = ""] = range.split(":");
  const [start, end] = [parseAddress(first)!, parseAddress(last)!];
  return Array.from({ length: end.column - start.column + 1 }, (_, place) => {
    const letter = SheetJs.utils.encode_col(start.column + place);
    return `${sheet}!$${letter}$${start.row}:$${letter}$${end.row}`;
  });
}

/** What the sheet behind a chart holds where a formula points: numbers and texts as written, null for nothing. */
export function cellsAt(workbook: Uint8Array, formula: string): (string | null)[] {
  const [sheetName = "", range = ""] = formula.split("!");
  const sheet = SheetJs.read(workbook, { type: "buffer" }).Sheets[sheetName];
  if (sheet === undefined) throw new Error(`no sheet ${sheetName}`);
  const { firstRow, lastRow, firstColumn } = parseRange(range)!;
  return Array.from({ length: lastRow - firstRow + 1 }, (_, place) => {
    const address = SheetJs.utils.encode_cell({ r: firstRow - 1 + place, c: firstColumn });
    const cell: unknown = sheet[address];
    const value = typeof cell === "object" && cell !== null && "v" in cell ? cell.v : undefined;
    return typeof value === "number" || (typeof value === "string" && value !== "") ? String(value) : null;
  });
}
