import { SaxesParser } from "saxes";
import type { ZipFile, ZipPart } from "./zip.js";
import { damaged, unpack } from "./zip.js";

/** What is told of an XML part while it is read. Names come without their prefix. */
export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Reads an XML part of a workbook as a stream, yielding the bytes read so far after each piece. Document types, and so
 * entities of any kind, are refused. Throws an `UnreadableError` when the part is no sound XML.
 */
export async function* readXml(zip: ZipFile, part: ZipPart, handler: XmlHandler): AsyncGenerator<number> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  parser.on("opentag", (tag) => handler.open?.(localName(tag.name), tag.attributes));
  parser.on("closetag", (tag) => handler.close?.(localName(tag.name)));
  parser.on("text", (text) => handler.text?.(text));
  parser.on("cdata", (text) => handler.text?.(text));
  parser.on("doctype", () => {
    throw damaged(`its part ${part.name} declares a document type, which no workbook does`);
  });
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let bytes = 0;
  const feed = (text: string): void => {
    sound(part, () => parser.write(text));
  };
  for await (const chunk of unpack(zip, part)) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    const current = decoder;
    feed(sound(part, () => current.decode(chunk, { stream: true })));
    bytes += chunk.length;
    yield bytes;
  }
  feed(sound(part, () => decoder?.decode() ?? ""));
  sound(part, () => parser.close());
}

/** As {@link readXml}, to its end. */
export async function readWholeXml(zip: ZipFile, part: ZipPart, handler: XmlHandler): Promise<void> {
  const reading = readXml(zip, part, handler);
  while ((await reading.next()).done !== true);
}

function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  return "utf-8";
}

/** The parser and the decoder throw plain errors: whatever they have against a part, the part is at fault. */
function sound<Value>(part: ZipPart, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && "problem" in error) throw error;
    throw damaged(`its part ${part.name} is no sound XML`);
  }
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon === -1 ? name : name.slice(colon + 1);
}

/** An attribute by its name without prefix, such as `id` for `r:id`. */
export function attributeOf(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  if (attributes[name] !== undefined) return attributes[name];
  const prefixed = Object.keys(attributes).find((key) => localName(key) === name);
  return prefixed === undefined ? undefined : attributes[prefixed];
}

/** True for the texts by which XML says yes. */
export function isTrue(text: string | undefined): boolean {
  return text === "1" || text === "true";
}

/** Text of a workbook with its escapes undone: `_x000D_` is a carriage return. */
export function unescapeText(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}
