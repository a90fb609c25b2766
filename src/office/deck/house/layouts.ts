import { SaxesParser } from "saxes";
import type { Box } from "./place.js";
import type { PlaceholderKey } from "../shape.js";
import type { PackageParts } from "../package.js";
import { readRelations, partText } from "../package.js";

/** A placeholder of a layout and where it stands; null where neither layout nor master says so. */
export interface LayoutPlaceholder {
  key: PlaceholderKey;
  box: Box | null;
}

/** A layout of a presentation. */
export interface Layout {
  part: string;
  name: string;
  /** Its type, for example `title`; null: none. */
  type: string | null;
  placeholders: LayoutPlaceholder[];
  /** Size of its title in points; null where neither layout nor master says so, as in what LibreOffice writes. */
  titleSize: number | null;
}

/** What one part says. */
type PartShapes = Omit<Layout, "part">;

/** All layouts of all masters, in their order; places that a layout leaves out come from its master. */
export function readLayouts(parts: PackageParts, presentation: string): Layout[] {
  const masters = readRelations(parts, presentation).filter(({ type }) => type === "slideMaster");
  return masters.flatMap(({ target: master }) => {
    const inherited = readShapes(partText(parts, master));
    return readRelations(parts, master)
      .filter(({ type }) => type === "slideLayout")
      .map(({ target: part }) => {
        const { name, type, placeholders, titleSize } = readShapes(partText(parts, part));
        return {
          part,
          name,
          type,
          placeholders: placeholders.map(({ key, box }) => {
            return { key, box: box ?? boxOf(inherited.placeholders, key) };
          }),
          titleSize: titleSize ?? inherited.titleSize,
        };
      });
  });
}

const titleTypes = new Set(["title", "ctrTitle"]);

function boxOf(inherited: readonly LayoutPlaceholder[], { type }: PlaceholderKey): Box | null {
  const kinds: Record<string, string> = { ctrTitle: "title", subTitle: "body" };
  const wanted = type === null ? "body" : (kinds[type] ?? type);
  const found = inherited.find(({ key }) => key.type === wanted);
  return found?.box ?? inherited.find(({ key }) => key.type === "body")?.box ?? null;
}

/** Reads names, types and places of the placeholders of a layout or master, and the size of its title. */
function readShapes(xml: string): PartShapes {
  const placeholders: LayoutPlaceholder[] = [];
  // The title's own size goes before that of the master's titles.
  const titleSizes: { own: number | null; style: number | null } = { own: null, style: null };
  let isTitleStyle = false;
  let isFirstLevel = false;
  let name = "";
  let type: string | null = null;
  let shape: { key: PlaceholderKey | null; x: number; y: number; box: Box | null } | null = null;
  const parser = new SaxesParser();
  parser.on("opentag", ({ name: tag, attributes }) => {
    const number = (key: string): number => Number(attributes[key] ?? 0);
    if (tag === "p:sldLayout") type = attributes.type ?? null;
    else if (tag === "p:cSld") name = attributes.name ?? "";
    else if (tag === "p:titleStyle") isTitleStyle = true;
    else if (tag === "a:lvl1pPr") isFirstLevel = true;
    else if (tag === "a:defRPr" && isFirstLevel && attributes.sz !== undefined) {
      if (isTitleStyle) titleSizes.style = number("sz") / 100;
      else if (titleTypes.has(shape?.key?.type ?? "")) titleSizes.own ??= number("sz") / 100;
    } else if (tag === "p:sp" || tag === "p:graphicFrame" || tag === "p:pic")
      shape = { key: null, x: 0, y: 0, box: null };
    else if (shape === null) return;
    else if (tag === "p:ph") shape.key = { type: attributes.type ?? null, idx: attributes.idx ?? null };
    else if (tag === "a:off") Object.assign(shape, { x: number("x"), y: number("y") });
    else if (tag === "a:ext" && attributes.cx !== undefined)
      shape.box = { x: shape.x, y: shape.y, width: number("cx"), height: number("cy") };
  });
  parser.on("closetag", ({ name: tag }) => {
    if (tag === "p:titleStyle") isTitleStyle = false;
    if (tag === "a:lvl1pPr") isFirstLevel = false;
    if (tag !== "p:sp" && tag !== "p:graphicFrame" && tag !== "p:pic") return;
    if (shape !== null && shape.key !== null) placeholders.push({ key: shape.key, box: shape.box });
    shape = null;
  });
  parser.write(xml).close();
  return { name, type, placeholders, titleSize: titleSizes.own ?? titleSizes.style };
}
