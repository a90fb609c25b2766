import { exitCode, FlpError } from "../../lib/errors.js";

/** An element of an XML part; names come without their prefix. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  /** Text directly in it. */
  text: string;
}

/** The XML parts of an Office file by their paths, read whole, and the names of all its parts. */
export interface PackageTree {
  names: readonly string[];
  part(path: string): XmlElement | null;
}

/** Reads an Office file. Throws a usage error for bytes that are none. */
export async function readPackage(bytes: Uint8Array, fileName: string): Promise<PackageTree> {
  const { default: JSZip } = await import("jszip");
  const { SaxesParser } = await import("saxes");
  const zip = await JSZip.loadAsync(bytes).catch((cause: unknown) => {
    throw notWorkbook(fileName, cause);
  });
  const names = Object.values(zip.files).flatMap((part) => (part.dir ? [] : [part.name]));
  const parts = new Map<string, XmlElement>();
  for (const name of names.filter((one) => /\.(xml|rels)$/.test(one))) {
    const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
    const root: XmlElement = { name: "", attributes: {}, children: [], text: "" };
    const open = [root];
    parser.on("opentag", ({ name: tag, attributes }) => {
      const element = { name: bare(tag), attributes: bareKeys(attributes), children: [], text: "" };
      open.at(-1)?.children.push(element);
      open.push(element);
    });
    parser.on("closetag", () => open.pop());
    parser.on("text", (text) => {
      const element = open.at(-1);
      if (element !== undefined) element.text += text;
    });
    try {
      parser.write((await zip.file(name)?.async("string")) ?? "").close();
    } catch (cause) {
      throw notWorkbook(fileName, cause);
    }
    const [top] = root.children;
    if (top !== undefined) parts.set(name, top);
  }
  return { names, part: (path) => parts.get(path.replace(/^\//, "")) ?? null };
}

function notWorkbook(fileName: string, cause: unknown): FlpError {
  return new FlpError(exitCode.usage, `${fileName} is no Excel workbook (.xlsx), or is damaged`, {
    remedy: "name a workbook that Excel opens",
    cause,
  });
}

function bare(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function bareKeys(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [bare(name), value]));
}

/** The first element of a name below another, at any depth; null when there is none. */
export function find(element: XmlElement | null, name: string): XmlElement | null {
  return findAll(element, name)[0] ?? null;
}

/** All elements of a name below another, at any depth, in document order. */
export function findAll(element: XmlElement | null, name: string): XmlElement[] {
  if (element === null) return [];
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...findAll(child, name),
  ]);
}

/** All text below an element, in document order. */
export function textOf(element: XmlElement): string {
  return element.text + element.children.map(textOf).join("");
}
