import { dirname, posix } from "node:path";
import { packParts } from "../package/pack.js";
import { element, xmlPart } from "../package/xml.js";

/** The parts of an Office package by their names, without a leading slash. */
export type PackageParts = Map<string, string | Uint8Array>;

const relationsNamespace = "http://schemas.openxmlformats.org/package/2006/relationships";
const officeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** Name of the part that says of what kind each part is. */
export const contentTypesPart = "[Content_Types].xml";

/** A part as text. Throws when it is missing: a part of ours that names another must bring it along. */
export function partText(parts: PackageParts, name: string): string {
  const part = parts.get(name);
  if (part === undefined) throw new Error(`the package has no part ${name}`);
  return typeof part === "string" ? part : new TextDecoder().decode(part);
}

/** Adds a part and its kind. */
export function addPart(
  parts: PackageParts,
  part: { name: string; content: string | Uint8Array; contentType: string },
): void {
  parts.set(part.name, part.content);
  const override = element("Override", { PartName: `/${part.name}`, ContentType: part.contentType });
  const types = partText(parts, contentTypesPart);
  parts.set(
    contentTypesPart,
    types.replace("</Types>", () => `${override}</Types>`),
  );
}

/** Says of what kind all parts with an extension are, unless the package says it already. */
export function addDefaultType(parts: PackageParts, extension: string, contentType: string): void {
  const types = partText(parts, contentTypesPart);
  if (types.toLowerCase().includes(`extension="${extension}"`)) return;
  const entry = element("Default", { Extension: extension, ContentType: contentType });
  parts.set(
    contentTypesPart,
    types.replace(/<Types[^>]*>/, (start) => `${start}${entry}`),
  );
}

/** Removes a part, its relations and its entry among the kinds. */
export function removePart(parts: PackageParts, name: string): void {
  parts.delete(name);
  parts.delete(relationsOf(name));
  const types = partText(parts, contentTypesPart);
  parts.set(
    contentTypesPart,
    types.replaceAll(/<Override [^>]*?\/>/g, (entry) => (entry.includes(`"/${name}"`) ? "" : entry)),
  );
}

/** A reference from one part to another. */
export interface Relation {
  id: string;
  type: string;
  /** Name of the part, without a leading slash. */
  target: string;
}

/** The references from a part to others inside the package. */
export function readRelations(parts: PackageParts, owner: string): Relation[] {
  const written = parts.get(relationsOf(owner));
  if (written === undefined) return [];
  const found = partText(parts, relationsOf(owner)).matchAll(/<(?:\w+:)?Relationship\s([^>]*?)\/?>/g);
  return [...found].flatMap(([, inner = ""]) => {
    const attribute = (name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(inner)?.[1] ?? "";
    if (attribute("TargetMode") === "External") return [];
    const target = attribute("Target");
    const full = target.startsWith("/") ? target.slice(1) : posix.join(dirname(owner), target);
    return [{ id: attribute("Id"), type: attribute("Type").split("/").at(-1) ?? "", target: full }];
  });
}

/** Adds a reference to another part and returns its id. `type` is the last word of the relation's type. */
export function addRelation(
  parts: PackageParts,
  owner: string,
  { type, target }: { type: string; target: string },
): string {
  const name = relationsOf(owner);
  const written = parts.has(name)
    ? partText(parts, name)
    : xmlPart(element("Relationships", { xmlns: relationsNamespace }, [])).replace(
        /\/>$/,
        "></Relationships>",
      );
  const numbers = [...written.matchAll(/\bId="rId(\d+)"/g)].map((match) => Number(match[1]));
  const id = `rId${Math.max(0, ...numbers) + 1}`;
  const entry = element("Relationship", {
    Id: id,
    Type: relationType(type),
    Target: owner === "" ? target : posix.relative(dirname(owner), target),
  });
  parts.set(
    name,
    written.replace("</Relationships>", () => `${entry}</Relationships>`),
  );
  return id;
}

/** Name of the part that holds the references of another; the empty name is the package itself. */
export function relationsOf(owner: string): string {
  if (owner === "") return "_rels/.rels";
  return posix.join(dirname(owner), "_rels", `${posix.basename(owner)}.rels`);
}

function relationType(type: string): string {
  return type === "core-properties"
    ? "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    : `${officeRelations}/${type}`;
}

/** Reads all parts of a zip file. */
export async function openPackage(bytes: Uint8Array): Promise<PackageParts> {
  const { default: JSZip } = await import("jszip");
  const zip = await JSZip.loadAsync(bytes);
  const parts: PackageParts = new Map();
  for (const part of Object.values(zip.files)) {
    if (part.dir) continue;
    const isText = /\.(xml|rels)$/.test(part.name);
    parts.set(part.name, isText ? await part.async("string") : await part.async("uint8array"));
  }
  return parts;
}

/** Packs parts into a zip file: the same parts give the same bytes. The kinds come first, as programs expect. */
export async function sealParts(parts: PackageParts): Promise<Uint8Array> {
  const names = [...parts.keys()].sort((left, right) => rank(left) - rank(right) || (left < right ? -1 : 1));
  return packParts(
    names.map((name) => ({
      name,
      content: parts.get(name) ?? "",
      isStored: /\.(xlsx|png|jpe?g)$/.test(name),
    })),
  );
}

function rank(name: string): number {
  return [contentTypesPart, relationsOf("")].indexOf(name) === -1 ? 1 : 0;
}
