import type { Namespace } from "./namespaces.js";

/** Attributes of an element as they are written; one without a prefix is in no namespace. */
export type RawAttributes = Readonly<Record<string, string>>;

/** What is told of the elements at one path of a part. */
export interface ElementHandler {
  /** `prefixed` finds an attribute of a namespace, such as `r:id`, whatever its prefix. */
  open?(
    attributes: RawAttributes,
    prefixed: (namespace: Namespace, local: string) => string | undefined,
  ): void;
  text?(text: string): void;
  close?(): void;
  /** True for elements that a part has by the million: they do not count as elements that are no cells. */
  isBulk?: boolean;
}

/** How a part is read: names count with their namespace, and only at the paths that the standard gives them. */
export interface XmlHandler {
  namespace: Namespace;
  /** By path from the root, such as `worksheet/sheetData/row`. */
  paths: Readonly<Record<string, ElementHandler>>;
}

/** How the words of a part are read, wherever they stand. */
export interface WordHandler {
  /** Every text, those of extensions too. */
  anyText(text: string): void;
}

/** How a part is read whole, extensions too, of alternatives the one that is understood. */
export interface TreeHandler {
  /** Names and attributes as `namespaces.ts` writes them plainly. */
  begin(name: string, attributes: Record<string, string>): void;
  words(text: string): void;
  end(name: string): void;
  /** True to read every choice of alternatives and no fallback: for finding what people wrote, not what a program shows. */
  takesEveryChoice?: boolean;
}

/** How a part is read, in one of three ways. */
export type AnyHandler = XmlHandler | WordHandler | TreeHandler;

/** A place that a handler asks for, with those beneath it. */
export interface PathNode {
  handler: ElementHandler;
  children: Map<string, PathNode>;
}

/** A place that every element has. */
export function everything(handler: TreeHandler): PathNode {
  const node = {
    handler: { text: (text: string) => handler.words(text) },
    children: new Map<string, PathNode>(),
  };
  return node;
}

/** The places that a handler asks for, from the root of a part. */
export function treeOf(paths: XmlHandler["paths"]): PathNode {
  const root: PathNode = { handler: {}, children: new Map() };
  for (const [path, handler] of Object.entries(paths)) {
    let node = root;
    for (const name of path.split("/")) {
      const child = node.children.get(name) ?? { handler: {}, children: new Map<string, PathNode>() };
      node.children.set(name, child);
      node = child;
    }
    node.handler = handler;
  }
  return root;
}
