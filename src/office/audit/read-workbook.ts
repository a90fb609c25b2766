import { posix } from "node:path";
import type { ReadLimits } from "../../defs/limits/read-limits.js";
import type { PackageTree, XmlElement } from "../package/tree.js";
import type { ZipSource } from "../package/zip.js";
import type { CellAddress, CellRange } from "../cell-address.js";
import { addressOf, parseAddress, parseRange } from "../cell-address.js";
import { find, findAll, noWorkbook, readPackage, textOf } from "../package/tree.js";

/** A marked table of a sheet. */
export interface ReadTable {
  name: string;
  range: CellRange;
  headerRows: number;
  hasFilter: boolean;
}

/** A sheet as its file holds it, for looking at how it is built. */
export interface ReadSheet {
  name: string;
  state: string;
  /** The part itself. */
  xml: XmlElement;
  /** Texts of the cells that are not empty, by address, such as `B3`. */
  cells: ReadonlyMap<string, CellAddress & { text: string; style: number }>;
  tables: readonly ReadTable[];
  /** Kinds of the other parts that belong to it: drawing, comments and the like. */
  partKinds: readonly string[];
}

/** A workbook as its file holds it. */
export interface ReadWorkbook {
  tree: PackageTree;
  sheets: readonly ReadSheet[];
  /** Place of the sheet that is shown first. */
  activeSheet: number;
  /** For each style of a cell: whether it has a fill, and the name of its kind, such as `Heading 1`. */
  styles: readonly { isFilled: boolean; kind: string; builtIn: number | null }[];
  /** Texts in which a part is raised or lowered. */
  raisedTexts: ReadonlySet<string>;
}

/** Reads how a workbook is built. Throws a usage error for a file that is no workbook, and exit 15 for one beyond a limit. */
export async function readWorkbook(
  source: ZipSource,
  { fileName, limits }: { fileName: string; limits: ReadLimits },
): Promise<ReadWorkbook> {
  const tree = await readPackage(source, { fileName, limits });
  const workbook = tree.part("xl/workbook.xml");
  if (workbook === null) throw noWorkbook(fileName);
  const links = linksOf(tree, "xl/workbook.xml");
  const strings = findAll(tree.part("xl/sharedStrings.xml"), "si").map((item) => ({
    text: findAll(item, "t").map(textOf).join(""),
    isRaised: findAll(item, "vertAlign").length > 0,
  }));
  const texts = strings.map(({ text }) => text);
  return {
    tree,
    sheets: findAll(workbook, "sheet").map((sheet) =>
      readSheet(sheet, { tree, texts, path: links.get(sheet.attributes["r:id"] ?? "")?.path ?? "" }),
    ),
    activeSheet: Number(find(workbook, "workbookView")?.attributes["activeTab"] ?? 0),
    styles: readStyles(tree),
    raisedTexts: new Set(strings.filter(({ isRaised }) => isRaised).map(({ text }) => text)),
  };
}

function linksOf(tree: PackageTree, path: string): Map<string, { path: string; kind: string }> {
  const folder = posix.dirname(path);
  const part = tree.part(posix.join(folder, "_rels", `${posix.basename(path)}.rels`));
  return new Map(
    findAll(part, "Relationship").map(({ attributes: { Id, Target, Type } }) => {
      const target = Target ?? "";
      const full = target.startsWith("/") ? target.slice(1) : posix.join(folder, target);
      return [Id ?? "", { path: full, kind: posix.basename(Type ?? "") }];
    }),
  );
}

function readSheet(
  sheet: XmlElement,
  { tree, texts, path }: { tree: PackageTree; texts: readonly string[]; path: string },
): ReadSheet {
  const xml = tree.part(path) ?? { name: "", attributes: {}, children: [], text: "" };
  const links = [...linksOf(tree, path).values()];
  const tables = links
    .filter(({ kind }) => kind === "table")
    .flatMap(({ path: tablePath }) => readTable(tree.part(tablePath)));
  const cells = findAll(find(xml, "sheetData"), "c").flatMap((cell) => {
    const place = parseAddress(cell.attributes["r"] ?? "");
    const value = find(cell, "v");
    const text =
      cell.attributes["t"] === "s"
        ? (texts[Number(value?.text ?? -1)] ?? "")
        : textOf(value ?? find(cell, "is") ?? { name: "", attributes: {}, children: [], text: "" });
    if (place === null || text === "") return [];
    return [[addressOf(place), { ...place, text, style: Number(cell.attributes["s"] ?? 0) }] as const];
  });
  return {
    name: sheet.attributes["name"] ?? "",
    state: sheet.attributes["state"] ?? "visible",
    xml,
    cells: new Map(cells),
    tables,
    partKinds: links.map(({ kind }) => kind).filter((kind) => kind !== "table"),
  };
}

function readTable(part: XmlElement | null): ReadTable[] {
  const range = parseRange(part?.attributes["ref"] ?? "");
  if (part === null || range === null) return [];
  const filter = part.children.find(({ name }) => name === "autoFilter");
  const columns = filter?.children.filter(({ name }) => name === "filterColumn") ?? [];
  const width = range.lastColumn - range.firstColumn + 1;
  const isHidden =
    columns.length >= width && columns.every(({ attributes }) => attributes["hiddenButton"] === "1");
  return [
    {
      name: part.attributes["displayName"] ?? "",
      range,
      headerRows: Number(part.attributes["headerRowCount"] ?? 1),
      hasFilter: filter !== undefined && !isHidden,
    },
  ];
}

function readStyles(tree: PackageTree): ReadWorkbook["styles"] {
  const styles = tree.part("xl/styles.xml");
  const kinds = new Map(
    findAll(find(styles, "cellStyles"), "cellStyle").map(({ attributes }) => [
      attributes["xfId"],
      attributes,
    ]),
  );
  return findAll(find(styles, "cellXfs"), "xf").map(({ attributes: { fillId, xfId } }) => {
    const kind = kinds.get(xfId);
    const builtIn = kind?.["builtinId"];
    return {
      // 0 and 1 are the fills that every workbook has: none, and a pattern that no cell uses
      isFilled: Number(fillId ?? 0) > 1,
      kind: kind?.["name"] ?? "",
      builtIn: builtIn === undefined ? null : Number(builtIn),
    };
  });
}
