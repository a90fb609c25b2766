import type { Clinic } from "../returned/issued.js";
import { clinicOfRow, mentioned } from "./other-sheets.js";
import type { SentRows } from "./resolve.js";
import type { ReturnedWorkbook } from "../returned/read-returned.js";
import { isOwnSheet } from "../returned/read-returned.js";
import type { OutsideWord, Word } from "./word.js";

/** Comments, text boxes, pictures, and page headers that were not sent out. */
export function outsideWords(
  { outside, grids, origin }: ReturnedWorkbook,
  { clinicAt, sent }: { clinicAt: ReadonlyMap<string, ReadonlyMap<number, Clinic>>; sent: SentRows },
): Word[] {
  const headers = outside.words.filter(({ kind }) => kind === "page-header");
  const counts = new Map<string, number>();
  for (const { text } of headers) counts.set(text, (counts.get(text) ?? 0) + 1);
  // The hidden sheets have the header that all were sent with; where they are gone, what several sheets have may be ours
  const hasOwn = headers.some(({ sheet }) => isOwnSheet(sheet));
  const ownHeaders = new Set(
    headers.flatMap(({ sheet, text }) =>
      (hasOwn ? isOwnSheet(sheet) : (counts.get(text) ?? 0) > 1) ? [text] : [],
    ),
  );
  const clinicOf = ({ sheet, at, text }: OutsideWord): Clinic | null => {
    if (at !== null) {
      const known = clinicAt.get(sheet)?.get(at.line);
      const row = grids.find(({ name }) => name === sheet)?.rows.find(({ line }) => line === at.line);
      const clinic = known ?? (row === undefined ? null : clinicOfRow(row, sent));
      if (clinic !== null) return clinic;
    }
    return mentioned(text, sent);
  };
  return [...outside.words, ...writtenProperties(outside, origin)]
    .filter(({ kind, text }) => kind !== "page-header" || !ownHeaders.has(text))
    .map((word): Word => {
      const clinic = clinicOf(word);
      const unplaced = word.kind === "picture" ? "picture" : clinic === null ? "unclear" : null;
      return {
        ...{ clinic, field: null, text: word.text, mark: null, sent: "" },
        place: {
          sheet: word.sheet,
          line: word.at?.line ?? null,
          column: word.at?.place ?? null,
          heading: null,
          kind: word.kind,
        },
        unplaced,
        reason: null,
      };
    });
}

/** Properties of the document that are not as they were sent out; none where that is not known. */
function writtenProperties(
  { properties }: ReturnedWorkbook["outside"],
  { properties: sent }: ReturnedWorkbook["origin"],
): OutsideWord[] {
  if (sent.size === 0) return [];
  // Programs write lists of keywords with other blanks and commas
  const letters = (text: string): string => text.replaceAll(/[\s,;]+/g, " ").trim();
  return [...properties].flatMap(([name, text]): OutsideWord[] =>
    letters(text) === letters(sent.get(name) ?? "")
      ? []
      : [{ kind: "property", sheet: name, at: null, text }],
  );
}
