import { isAlias, isCollection, isMap, isScalar, isSeq } from "yaml";
import type { Document, LineCounter, Node, Pair } from "yaml";

/** A place in a text file; both numbers begin at 1. */
export interface TextPlace {
  line: number;
  column: number;
}

/** What a path of keys and list positions leads to in a YAML file. */
export interface PathTarget {
  place: TextPlace;
  /** The value as it is written, shortened; null when the path leads to nothing. */
  seen: string | null;
  /** The first part of the path that the file does not have; null when the whole path is there. */
  missing: PropertyKey | null;
}

type YamlNode = Node | null | undefined;

/** Follows a path from the root; where it ends too early, the place is that of the last map or list reached. */
export function followPath(options: {
  document: Document;
  lines: LineCounter;
  path: readonly PropertyKey[];
  isKey: boolean;
}): PathTarget {
  const { document, lines } = options;
  const place = (node: YamlNode): TextPlace => placeAt(lines, node?.range?.[0] ?? 0);
  let node: YamlNode = document.contents;
  // A value that is left empty has no text of its own: it is shown at its key.
  let lastKey: YamlNode = null;
  for (const [depth, part] of options.path.entries()) {
    const inner = isAlias(node) ? node.resolve(document) : node;
    const step = stepInto(inner, part);
    if (step === null) return { place: place(node), seen: null, missing: part };
    if (options.isKey && depth === options.path.length - 1) {
      return { place: place(step.key), seen: null, missing: null };
    }
    lastKey = step.key;
    node = step.value;
  }
  const isEmpty = isScalar(node) && node.value === null && (node.source ?? "") === "";
  return { place: place(isEmpty ? (lastKey ?? node) : node), seen: wordsFor(node), missing: null };
}

/** Line and column of an offset in the text. */
export function placeAt(lines: LineCounter, offset: number): TextPlace {
  const position = lines.linePos(offset);
  return { line: Math.max(1, position.line), column: Math.max(1, position.col) };
}

function stepInto(node: YamlNode, part: PropertyKey): { key: YamlNode; value: YamlNode } | null {
  if (isMap<Node, Node>(node)) {
    const pair = node.items.find(
      (item: Pair<Node, Node>) => isScalar(item.key) && String(item.key.value) === String(part),
    );
    return pair === undefined ? null : { key: pair.key, value: pair.value };
  }
  if (isSeq<Node>(node)) {
    const item = node.items[Number(part)];
    return item === undefined ? null : { key: null, value: item };
  }
  return null;
}

function wordsFor(node: YamlNode): string {
  if (isMap(node)) return "a map";
  if (isSeq(node)) return `a list of ${node.items.length}`;
  if (isAlias(node)) return `*${node.source}`;
  if (isScalar(node) && node.value !== null) return `"${shortened(node.source ?? "")}"`;
  return isCollection(node) ? "a collection" : "empty";
}

function shortened(text: string): string {
  const oneLine = text.replaceAll(/\s+/g, " ").trim();
  return oneLine.length > 60 ? `${oneLine.slice(0, 59)}…` : oneLine;
}
