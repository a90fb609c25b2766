import { posix } from "node:path";
import { attributeOf, readWholeXml, unescapeText } from "../../office/package/xml-events.js";
import type { ZipFile, ZipPart } from "../../office/package/zip.js";

/** Where a relation of a part leads. */
export interface PackageLink {
  id: string;
  /** The last word of its type, such as `comments`. */
  kind: string;
  part: ZipPart;
}

/** The parts that a part refers to; those that are missing or lie outside the file are left out. */
export async function linksOf(zip: ZipFile, ofPart: string): Promise<PackageLink[]> {
  const folder = posix.dirname(ofPart);
  const name = posix.join(folder, "_rels", `${posix.basename(ofPart)}.rels`);
  const part = zip.parts.get(name);
  const links: PackageLink[] = [];
  if (part === undefined) return links;
  await readWholeXml(zip, part, {
    open: (tag, { Id = "", Type = "", Target, TargetMode }) => {
      if (tag !== "Relationship" || Target === undefined || TargetMode === "External") return;
      const target = zip.parts.get(Target.startsWith("/") ? Target.slice(1) : posix.join(folder, Target));
      if (target !== undefined)
        links.push({ id: Id, kind: Type.slice(Type.lastIndexOf("/") + 1), part: target });
    },
  });
  return links;
}

/** The sheets of a workbook with the parts that hold them, in the order of their tabs. */
export async function sheetParts(zip: ZipFile): Promise<{ name: string; part: ZipPart }[]> {
  const root = (await linksOf(zip, "")).find(({ kind }) => kind === "officeDocument");
  const workbook = root?.part ?? zip.parts.get("xl/workbook.xml");
  if (workbook === undefined) return [];
  const links = new Map((await linksOf(zip, workbook.name)).map((link) => [link.id, link]));
  const sheets: { name: string; part: ZipPart }[] = [];
  await readWholeXml(zip, workbook, {
    open: (tag, attributes) => {
      if (tag !== "sheet") return;
      const link = links.get(attributeOf(attributes, "id") ?? "");
      if (link?.kind === "worksheet")
        sheets.push({ name: unescapeText(attributes["name"] ?? ""), part: link.part });
    },
  });
  return sheets;
}
