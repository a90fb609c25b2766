import { posix } from "node:path";
import type { OutsideWord } from "../words/word.js";
import { kindOfRelation } from "../../../office/package/namespaces.js";
import type { ReadBudget } from "../../../office/package/read-budget.js";
import { readWholeXml } from "../../../office/package/xml-events.js";
import { unescapeText } from "../../../office/package/xml-values.js";
import type { ZipFile, ZipPart } from "../../../office/package/zip.js";

/** Where a relation of a part leads. */
export interface PackageLink {
  id: string;
  /** The last word of its type, such as `comments`. */
  kind: string;
  part: ZipPart;
}

/** The parts that a part refers to; those that are missing or lie outside the file are left out. */
export async function linksOf(zip: ZipFile, ofPart: string, budget: ReadBudget): Promise<PackageLink[]> {
  const folder = posix.dirname(ofPart);
  const name = posix.join(folder, "_rels", `${posix.basename(ofPart)}.rels`);
  const part = zip.part(name);
  const links: PackageLink[] = [];
  if (part === null) return links;
  await readWholeXml(
    { zip, part, budget },
    {
      namespace: "packageRelations",
      paths: {
        "Relationships/Relationship": {
          open: ({ Id = "", Type = "", Target, TargetMode }) => {
            const kind = kindOfRelation(Type);
            if (kind === null || Target === undefined || TargetMode === "External") return;
            const target = zip.part(Target.startsWith("/") ? Target.slice(1) : posix.join(folder, Target));
            if (target !== null) links.push({ id: Id, kind, part: target });
          },
        },
      },
    },
  );
  return links;
}

/** The sheets of a workbook with the parts that hold them, in the order of their tabs. */
export async function sheetParts(
  zip: ZipFile,
  budget: ReadBudget,
): Promise<{ name: string; part: ZipPart }[]> {
  const root = (await linksOf(zip, "", budget)).find(({ kind }) => kind === "officeDocument");
  const workbook = root?.part ?? zip.part("xl/workbook.xml");
  if (workbook === null) return [];
  const links = new Map((await linksOf(zip, workbook.name, budget)).map((link) => [link.id, link]));
  const sheets: { name: string; part: ZipPart }[] = [];
  await readWholeXml(
    { zip, part: workbook, budget },
    {
      namespace: "spreadsheet",
      paths: {
        "workbook/sheets/sheet": {
          open: ({ name = "" }, prefixed) => {
            const link = links.get(prefixed("relations", "id") ?? "");
            if (link?.kind === "worksheet") sheets.push({ name: unescapeText(name), part: link.part });
          },
        },
      },
    },
  );
  return sheets;
}

/** Texts that somebody keeps as the value of a name of the workbook; names of places are none. */
export async function readNames(zip: ZipFile, budget: ReadBudget): Promise<OutsideWord[]> {
  const root = (await linksOf(zip, "", budget)).find(({ kind }) => kind === "officeDocument");
  const part = root?.part ?? zip.part("xl/workbook.xml");
  const words: OutsideWord[] = [];
  if (part === null) return words;
  let [name, value] = ["", ""];
  await readWholeXml(
    { zip, part, budget },
    {
      namespace: "spreadsheet",
      paths: {
        "workbook/definedNames/definedName": {
          open: (attributes) => void ([name, value] = [attributes["name"] ?? "", ""]),
          text: (text) => void (value += text),
          close: () => {
            const text = value.trim();
            if (!text.startsWith('"')) return;
            words.push({ kind: "property", sheet: name, at: null, text: text.replaceAll(/^"|"$/g, "") });
          },
        },
      },
    },
  );
  return words;
}
