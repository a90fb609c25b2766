import { exitCode } from "../../lib/errors.js";
import type { ReadLimits } from "../../defs/limits/read-limits.js";
import { OfficeError } from "../office-error.js";
import { freshBudget, keepCharacters } from "./read-budget.js";
import { readWholeXml } from "./xml-events.js";
import type { ZipSource } from "./zip.js";
import { openZip } from "./zip.js";

/**
 * An element of an XML part. Names come without their prefix; those of extensions, which are in a namespace of one program
 * and not of a standard, as `{address}name`. Attributes with a prefix are `r:id` for relations, else `{address}name`.
 */
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

/**
 * Reads an Office file. Throws a usage error for what is none, and exit 15 for a file beyond a limit: reading ends
 * where a limit is met, so that a small file cannot fill the memory.
 */
export async function readPackage(
  source: ZipSource,
  { fileName, limits }: { fileName: string; limits: ReadLimits },
): Promise<PackageTree> {
  try {
    const zip = await openZip(source, limits);
    const parts = new Map<string, XmlElement>();
    const budget = freshBudget(limits);
    for (const part of zip.parts.filter(({ name }) => /\.(xml|rels)$/i.test(name))) {
      const top = await readTree({ zip, part, budget });
      if (top !== null) parts.set(part.name.toLowerCase(), top);
    }
    return {
      names: zip.parts.map(({ name }) => name),
      part: (path) => parts.get(path.replace(/^\//, "").toLowerCase()) ?? null,
    };
  } catch (error) {
    if (!(error instanceof OfficeError)) throw error;
    throw notWorkbook(fileName, error);
  }
}

async function readTree(from: Parameters<typeof readWholeXml>[0]): Promise<XmlElement | null> {
  const root: XmlElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  await readWholeXml(from, {
    begin: (name, attributes) => {
      for (const key in attributes) keepCharacters(from.budget, attributes[key]?.length ?? 0);
      const element = { name, attributes, children: [], text: "" };
      open.at(-1)?.children.push(element);
      open.push(element);
    },
    words: (text) => {
      keepCharacters(from.budget, text.length);
      const element = open.at(-1);
      if (element !== undefined) element.text += text;
    },
    end: () => {
      open.pop();
    },
  });
  return root.children[0] ?? null;
}

function notWorkbook(place: string, cause: OfficeError): OfficeError {
  const { message, remedy = "" } = cause;
  return cause.problem?.code === "limit"
    ? new OfficeError(`cannot be looked at: ${message}`, { place, remedy, cause })
    : noWorkbook(place, cause);
}

/** The error for a file that was named to be looked at, and is no workbook. */
export function noWorkbook(place: string, cause?: OfficeError): OfficeError {
  return new OfficeError(`no Excel workbook (.xlsx)${cause === undefined ? "" : `: ${cause.message}`}`, {
    place,
    remedy: "name a workbook that Excel opens",
    code: exitCode.usage,
    cause,
  });
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
