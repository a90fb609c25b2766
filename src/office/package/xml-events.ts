import { SaxesParser } from "saxes";
import { beyondLimit } from "../office-error.js";
import type { Namespace, Scope } from "./namespaces.js";
import {
  allUnderstood,
  compatibility,
  isProcessed,
  namespaceOf,
  outermostScope,
  plainAttributes,
  plainElementName,
  prefixedAttribute,
  scopeWithin,
  splitName,
} from "./namespaces.js";
import type { ZipFile, ZipPart } from "./zip.js";
import { damagedPart, unpack } from "./zip.js";
import type { RawAttributes, TreeHandler, AnyHandler, PathNode } from "./xml-handlers.js";
import { everything, treeOf } from "./xml-handlers.js";
import type { ReadBudget } from "./read-budget.js";

/** An open element: where it is among the asked places, and how its children are read. */
interface OpenElement {
  /** Null for an element that nobody asked for: nothing in it is told. */
  node: PathNode | null;
  scope: Scope;
  /** An alternative waits for a choice that is understood, or has found one; others tell their handler when they close. */
  role: "told" | "passed-through" | "waits-for-choice" | "has-choice";
}

/**
 * Reads an XML part of a workbook as a stream, yielding the bytes read so far after each piece. Of `mc:AlternateContent`
 * the first choice whose namespaces are understood is read in its place, else the fallback. Document types, and so
 * entities of any kind, are refused. Throws an {@link OfficeError} when the part is no sound XML, is not what the handler
 * reads, or goes beyond a limit.
 */
export async function* readXml(
  { zip, part, budget }: { zip: ZipFile; part: ZipPart; budget: ReadBudget },
  handler: AnyHandler,
): AsyncGenerator<number> {
  const reader = new PathReader(part, handler, budget);
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let bytes = 0;
  for await (const chunk of unpack(zip, part)) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    const current = decoder;
    reader.feed(sound(part, () => current.decode(chunk, { stream: true })));
    bytes += chunk.length;
    yield bytes;
  }
  reader.feed(sound(part, () => decoder?.decode() ?? ""));
  reader.end();
}

/** As {@link readXml}, to its end. */
export async function readWholeXml(
  from: { zip: ZipFile; part: ZipPart; budget: ReadBudget },
  handler: AnyHandler,
): Promise<void> {
  const reading = readXml(from, handler);
  while ((await reading.next()).done !== true);
}

class PathReader {
  private readonly parser = new SaxesParser<{ xmlns: false; position: false }>({
    xmlns: false,
    position: false,
  });
  private readonly root: PathNode | null;
  private readonly namespace: Namespace | null;
  private readonly tree: TreeHandler | null;
  private readonly open: OpenElement[] = [];
  /** Characters since the parser last told of anything: the length of what it holds back. */
  private held = 0;

  constructor(
    private readonly part: ZipPart,
    handler: AnyHandler,
    private readonly budget: ReadBudget,
  ) {
    const { parser } = this;
    this.root = "paths" in handler ? treeOf(handler.paths) : "begin" in handler ? everything(handler) : null;
    this.namespace = "paths" in handler ? handler.namespace : null;
    this.tree = "begin" in handler ? handler : null;
    const anyText = "anyText" in handler ? handler.anyText.bind(handler) : null;
    parser.on("opentag", (tag) => this.openTag(tag.name, tag.attributes));
    parser.on("closetag", (tag) => this.closeTag(tag.name));
    const text = (words: string): void => {
      this.held = 0;
      anyText?.(words);
      const last = this.open.at(-1);
      if (last?.role === "told") last.node?.handler.text?.(words);
    };
    parser.on("text", text);
    parser.on("cdata", text);
    // A sound one is soon over: only what has no end is held back
    const nothing = (): void => void (this.held = 0);
    parser.on("comment", nothing);
    parser.on("processinginstruction", nothing);
    parser.on("doctype", () => {
      throw damagedPart(part, "declares a document type, which no workbook does");
    });
  }

  feed(text: string): void {
    this.held += text.length;
    sound(this.part, () => this.parser.write(text));
    const { maxTextCharacters: most } = this.budget.limits;
    if (this.held > most)
      throw beyondLimit({
        limit: "maxTextCharacters",
        seen: this.held,
        most,
        what: `a text or tag of its part ${this.part.name} has ${this.held} characters or more`,
      });
  }

  end(): void {
    sound(this.part, () => this.parser.close());
  }

  private openTag(name: string, attributes: RawAttributes): void {
    this.held = 0;
    const around = this.open.at(-1);
    if (this.open.length >= this.budget.limits.maxDepth) throw this.tooDeep();
    const scope = scopeWithin(around?.scope ?? outermostScope, attributes);
    const element = this.placed(name, attributes, { around, scope });
    this.open.push(element);
    if (element.node?.handler.isBulk !== true) this.count();
    if (element.role !== "told" || element.node === null) return;
    if (this.tree !== null)
      this.tree.begin(plainElementName(name, scope), plainAttributes(attributes, scope));
    else
      element.node.handler.open?.(attributes, (namespace, local) =>
        prefixedAttribute(attributes, { namespace, local, scope }),
      );
  }

  /** Where an element is among the places that the handler asks for. */
  private placed(
    name: string,
    attributes: RawAttributes,
    { around, scope }: { around: OpenElement | undefined; scope: Scope },
  ): OpenElement {
    const ignored: OpenElement = { node: null, scope, role: "told" };
    if (this.root === null) return ignored;
    const split = splitName(name, scope);
    if (split === null) throw damagedPart(this.part, "uses a prefix that it does not declare");
    const needed = compatibility(attributes, "MustUnderstand", scope);
    if (needed !== undefined && !allUnderstood(needed, scope))
      throw damagedPart(this.part, "needs an extension that only another program understands");
    const parent = around === undefined ? this.root : around.node;
    if (parent === null) return ignored;
    const namespace = namespaceOf(split.address);
    if (namespace === "compatibility")
      return this.alternative(split.local, attributes, { around, scope, parent });
    if (around?.role === "waits-for-choice" || around?.role === "has-choice") return ignored;
    if (this.tree !== null) return { node: parent, scope, role: "told" };
    const node = namespace === this.namespace ? parent.children.get(split.local) : undefined;
    if (node !== undefined) return { node, scope, role: "told" };
    if (around === undefined) throw damagedPart(this.part, "is of another kind than it should be");
    return namespace === null && isProcessed(split.address, split.local, scope)
      ? { node: parent, scope, role: "passed-through" }
      : ignored;
  }

  private alternative(
    local: string,
    attributes: RawAttributes,
    { around, scope, parent }: { around: OpenElement | undefined; scope: Scope; parent: PathNode },
  ): OpenElement {
    if (local === "AlternateContent") return { node: parent, scope, role: "waits-for-choice" };
    if (this.tree?.takesEveryChoice === true)
      return { node: local === "Choice" ? parent : null, scope, role: "passed-through" };
    const isTaken =
      around?.role === "waits-for-choice" &&
      (local === "Fallback" || (local === "Choice" && allUnderstood(attributes["Requires"] ?? "?", scope)));
    if (!isTaken) return { node: null, scope, role: "told" };
    around.role = "has-choice";
    return { node: parent, scope, role: "passed-through" };
  }

  private closeTag(name: string): void {
    this.held = 0;
    const closed = this.open.pop();
    if (closed?.role !== "told" || closed.node === null) return;
    if (this.tree === null) closed.node.handler.close?.();
    else this.tree.end(plainElementName(name, closed.scope));
  }

  private count(): void {
    const { budget } = this;
    budget.elements += 1;
    if (budget.elements <= budget.limits.maxElements) return;
    throw beyondLimit({
      limit: "maxElements",
      seen: budget.elements,
      most: budget.limits.maxElements,
      what: `the file has ${budget.elements} or more elements that are no cells`,
      remedy: "remove drawings, comments and formats that are not needed",
    });
  }

  private tooDeep(): Error {
    const { maxDepth: most } = this.budget.limits;
    return beyondLimit({
      limit: "maxDepth",
      seen: most + 1,
      most,
      what: `elements of its part ${this.part.name} lie ${most + 1} deep or deeper`,
    });
  }
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
    throw damagedPart(part, "is no sound XML");
  }
}
