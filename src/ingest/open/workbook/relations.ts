import { posix } from "node:path";
import { damaged } from "../../../office/office-error.js";
import { kindOfRelation } from "../../../office/package/namespaces.js";
import type { ZipFile, ZipPart } from "../../../office/package/zip.js";
import type { RawAttributes } from "../../../office/package/xml-handlers.js";
import type { ReadBudget } from "../../../office/package/read-budget.js";
import { readWholeXml } from "../../../office/package/xml-events.js";

/** Where a relation leads: kind, such as `worksheet`, and part. */
interface Link {
  kind: string;
  part: string;
}

/** A part by the target of a relation, whose blanks and letters may be written as in an address (`%20`). */
export function partAt(zip: ZipFile, target: string): ZipPart | null {
  const found = zip.part(target);
  if (found !== null || !target.includes("%")) return found;
  try {
    return zip.part(decodeURIComponent(target));
  } catch {
    return null;
  }
}

/** Longest address of a relation that is kept in memory. */
export const maxTargetCharacters = 2000;

/** The relations of a part by their ids; those that lead out of the file are left out and never followed. */
export async function readLinks(
  zip: ZipFile,
  ofPart: string,
  budget: ReadBudget,
): Promise<Map<string, Link>> {
  const folder = posix.dirname(ofPart);
  const part = zip.part(posix.join(folder, "_rels", `${posix.basename(ofPart)}.rels`));
  const links = new Map<string, Link>();
  if (part === null) return links;
  const open = ({ Id, Type, Target, TargetMode }: RawAttributes): void => {
    const kind = kindOfRelation(Type ?? "");
    if (kind === null || Target === undefined || TargetMode === "External") return;
    if (Target.length > maxTargetCharacters) throw damaged("a relation of it leads nowhere");
    const target = Target.startsWith("/") ? Target.slice(1) : posix.join(folder, Target);
    links.set(Id ?? "", { kind, part: target });
  };
  await readWholeXml(
    { zip, part, budget },
    { namespace: "packageRelations", paths: { "Relationships/Relationship": { open } } },
  );
  return links;
}

/** The first part of a kind, such as `styles`; null where there is none. */
export function partOfKind(zip: ZipFile, links: ReadonlyMap<string, Link>, kind: string): ZipPart | null {
  const link = [...links.values()].find((one) => one.kind === kind);
  return link === undefined ? null : partAt(zip, link.part);
}
