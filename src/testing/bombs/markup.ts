import type { Bomb } from "./draw.js";
import { sheetPart, sharedPart, sheetEnd, start, many, bomb, sheetOf, paddedRows } from "./draw.js";

/** XML that goes too deep, declares entities, or does not end. */
export const depthAndEntities: readonly Bomb[] = [
  bomb("elements that lie 300 deep", /max_depth/, [
    sheetOf("", 0, { from: `${start}${many("<x>", 300)}`, end: `${many("</x>", 300)}${sheetEnd}` }),
  ]),
  bomb("elements that lie a million deep", /max_\w+/, [
    { name: sheetPart, head: start, piece: many("<x a='1'>", 30_000), times: 34 },
  ]),
  bomb("a million laughs", /document type/, [
    {
      name: sheetPart,
      head: `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">${Array.from(
        { length: 9 },
        (_, at) => `<!ENTITY ${"bcdefghij"[at]!} "${many(`&${"abcdefghi"[at]!};`, 10)}">`,
      ).join("")}]><worksheet>&j;</worksheet>`,
    },
  ]),
  bomb("a file of the machine as entity", /document type/, [
    {
      name: sharedPart,
      head: '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst>&e;</sst>',
    },
  ]),
  bomb("entities in the document's properties", /document type/, [
    { name: "docProps/core.xml", head: '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' },
  ]),
  bomb("a declaration of a document type of 100 MB", /max_text_characters|document type/, () => [
    { name: sheetPart, head: "<!DOCTYPE x [", piece: paddedRows("<!-- -->"), times: 100, tail: "]><x/>" },
  ]),
  bomb("a comment of 300 MB", /max_text_characters/, () => [
    { name: sheetPart, head: `${start}<!--`, piece: many("x", 1 << 20), times: 300, tail: `-->${sheetEnd}` },
  ]),
  bomb("a processing instruction of 100 MB", /max_text_characters/, () => [
    { name: sheetPart, head: `${start}<?x `, piece: many("x", 1 << 20), times: 100, tail: `?>${sheetEnd}` },
  ]),
  bomb("an attribute of 50 MB", /max_text_characters/, () => [
    {
      name: sheetPart,
      head: `${start}<row x="`,
      piece: many("x", 1 << 20),
      times: 50,
      tail: `"/>${sheetEnd}`,
    },
  ]),
  bomb("an element with 20.000 namespaces round 200.000 with one more", /max_\w+/, () => [
    {
      name: sheetPart,
      head: `${start}<x ${Array.from({ length: 20_000 }, (_, at) => `xmlns:n${at}="u"`).join(" ")}>`,
      piece: many('<x xmlns:a="u"/>', 20_000),
      times: 15,
      tail: `</x>${sheetEnd}`,
    },
  ]),
];
