import type { Way, WayPlace } from "./all-ways.js";
import { byHand, inPackage } from "./all-ways.js";
import { cells, sheet2, text, way } from "./way.js";

const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const threads = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment";

/** Adds a part that the clinics' sheet, or another, refers to. */
function attach(
  parts: Map<string, string>,
  part: { name: string; content: string; type: string; element?: string; sheet?: string },
): void {
  const { name, content, type, element = "", sheet = sheet2 } = part;
  const rels = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels";
  const before =
    parts.get(rels) ??
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
  const id = `rIdNew${[...parts.keys()].length}`;
  const relation = `<Relationship Id="${id}" Type="${type}" Target="../${name}"/>`;
  parts.set(rels, before.replace("</Relationships>", `${relation}</Relationships>`));
  parts.set(`xl/${name}`, content);
  const xml = parts.get(sheet)!;
  if (element !== "") parts.set(sheet, xml.replace("</worksheet>", `<${element} r:id="${id}"/></worksheet>`));
}

function drawing(anchors: (at: WayPlace) => string, sheet = sheet2): Way["change"] {
  return inPackage((parts, at) =>
    attach(parts, {
      ...{ name: "drawings/drawing9.xml", type: `${office}/drawing`, element: "drawing", sheet },
      content: `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:r="${office}">${anchors(at)}</xdr:wsDr>`,
    }),
  );
}

const from = (row: number): string =>
  `<xdr:from><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>`;
const shape = (words: string): string =>
  `<xdr:sp><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>${words}</a:t></a:r></a:p></xdr:txBody></xdr:sp>`;

function vml(row: number | null, words: string, kind: string): string {
  const place = row === null ? "" : `<x:Anchor>3, 0, ${row - 1}, 0, 5, 0, ${row}, 0</x:Anchor>`;
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="s1" type="#t202"><v:textbox><div style='text-align:left'><font face="Tahoma">${words}</font><br></div></v:textbox><x:ClientData ObjectType="${kind}">${place}</x:ClientData></v:shape></xml>`;
}

const thread = (at: WayPlace, ...words: readonly string[]): string =>
  `<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">${words.map((one, index) => `<threadedComment ref="L${at.row}" dT="2025-03-01T10:00:00" personId="{A}" id="{${index}}"${index === 0 ? "" : ' parentId="{0}"'}><text>${one}</text></threadedComment>`).join("")}</ThreadedComments>`;

const legacy = (at: WayPlace, words: string): string =>
  `<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>Åse</author></authors><commentList><comment ref="L${at.row}" authorId="0"><text><r><rPr><b/></rPr><t>Åse:</t></r><r><t xml:space="preserve">\n${words}</t></r></text></comment></commentList></comments>`;

/** In drawings, comments, properties and page headers, as Excel and other programs write them. */
export const drawn: Way[] = [
  way(
    "in a text box of an older program (VML), at the clinic's row",
    "carried",
    inPackage((parts, at) =>
      attach(parts, {
        name: "drawings/vmlDrawing9.vml",
        type: `${office}/vmlDrawing`,
        element: "legacyDrawing",
        content: vml(at.row, text, "Shape"),
      }),
    ),
  ),
  way(
    "in a text box of an older program (VML), without a place",
    "told",
    inPackage((parts) =>
      attach(parts, {
        name: "drawings/vmlDrawing9.vml",
        type: `${office}/vmlDrawing`,
        element: "legacyDrawing",
        content: vml(null, text, "Shape"),
      }),
    ),
  ),
  way(
    "on a button of an older program",
    "carried",
    inPackage((parts, at) =>
      attach(parts, {
        name: "drawings/vmlDrawing9.vml",
        type: `${office}/vmlDrawing`,
        element: "legacyDrawing",
        content: vml(at.row, text, "Button"),
      }),
    ),
  ),
  way(
    "in a comment of an older program",
    "carried",
    inPackage((parts, at) =>
      attach(parts, { name: "comments9.xml", type: `${office}/comments`, content: legacy(at, text) }),
    ),
  ),
  way(
    "in a threaded comment",
    "carried",
    inPackage((parts, at) => {
      attach(parts, {
        name: "threadedComments/threadedComment1.xml",
        type: threads,
        content: thread(at, text),
      });
      attach(parts, {
        name: "comments9.xml",
        type: `${office}/comments`,
        content: legacy(at, "[Threaded comment]"),
      });
    }),
  ),
  way(
    "in an answer to a threaded comment",
    "carried",
    inPackage((parts, at) =>
      attach(parts, {
        name: "threadedComments/threadedComment1.xml",
        type: threads,
        content: thread(at, "Hvem ringer?", text),
      }),
    ),
  ),
  way(
    "in a threaded comment on the overview",
    "told",
    inPackage((parts, at) =>
      attach(parts, {
        name: "threadedComments/threadedComment1.xml",
        type: threads,
        content: thread(at, text),
        sheet: "xl/worksheets/sheet1.xml",
      }),
    ),
  ),
  way(
    "in a text box that is fastened to one cell",
    "carried",
    drawing((at) => `<xdr:oneCellAnchor>${from(at.row)}${shape(text)}</xdr:oneCellAnchor>`),
  ),
  way(
    "in a text box that is fastened to no cell",
    "told",
    drawing(() => `<xdr:absoluteAnchor><xdr:pos x="0" y="0"/>${shape(text)}</xdr:absoluteAnchor>`),
  ),
  way(
    "in a text box within a group",
    "carried",
    drawing(
      (at) =>
        `<xdr:twoCellAnchor>${from(at.row)}<xdr:grpSp><xdr:grpSp>${shape(text)}</xdr:grpSp></xdr:grpSp></xdr:twoCellAnchor>`,
    ),
  ),
  way(
    "in a text box of which each letter is a run",
    "carried",
    drawing(
      (at) =>
        `<xdr:twoCellAnchor>${from(at.row)}<xdr:sp><xdr:txBody><a:p>${Array.from(text, (letter) => `<a:r><a:t>${letter}</a:t></a:r>`).join("")}</a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>`,
    ),
  ),
  way(
    "in a text box that only newer programs know",
    "carried",
    drawing(
      (at) =>
        `<mc:AlternateContent><mc:Choice xmlns:a14="urn:new" Requires="a14"><xdr:twoCellAnchor>${from(at.row)}${shape(text)}</xdr:twoCellAnchor></mc:Choice><mc:Fallback/></mc:AlternateContent>`,
    ),
  ),
  way(
    "in a text box on the overview",
    "told",
    drawing(
      (at) => `<xdr:twoCellAnchor>${from(at.row)}${shape(text)}</xdr:twoCellAnchor>`,
      "xl/worksheets/sheet1.xml",
    ),
  ),
  way(
    "as the title of a chart",
    "told",
    inPackage((parts, at) => {
      attach(parts, {
        name: "drawings/drawing9.xml",
        type: `${office}/drawing`,
        element: "drawing",
        content: `<xdr:wsDr xmlns:xdr="x" xmlns:c="c" xmlns:r="${office}"><xdr:twoCellAnchor>${from(at.row)}<xdr:graphicFrame><c:chart r:id="c1"/></xdr:graphicFrame></xdr:twoCellAnchor></xdr:wsDr>`,
      });
      parts.set(
        "xl/drawings/_rels/drawing9.xml.rels",
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c1" Type="${office}/chart" Target="../charts/chart9.xml"/></Relationships>`,
      );
      parts.set(
        "xl/charts/chart9.xml",
        `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>${text}</a:t></a:r></a:p></c:rich></c:tx></c:title></c:chart></c:chartSpace>`,
      );
    }),
  ),
  way(
    "in the document's properties",
    "told",
    byHand((book) => void (book.description = text)),
  ),
  way(
    "as the document's title",
    "told",
    byHand((book) => void (book.title = text)),
  ),
  way(
    "in the name of a sheet",
    "told",
    byHand((book) => void (book.getWorksheet("Definitioner")!.name = text)),
  ),
  way(
    "in the name of a new, empty sheet",
    "told",
    byHand((book) => void book.addWorksheet(text)),
  ),
  way(
    "as the value of a name",
    "told",
    inPackage((parts) => {
      const xml = parts.get("xl/workbook.xml")!;
      const name = `<definedName name="Note">"${text}"</definedName>`;
      parts.set(
        "xl/workbook.xml",
        xml.includes("<definedNames>")
          ? xml.replace("</definedNames>", `${name}</definedNames>`)
          : xml.replace("</sheets>", `</sheets><definedNames>${name}</definedNames>`),
      );
    }),
  ),
  cells("in the page header of the first page", "told", (sheet) => {
    sheet.headerFooter.differentFirst = true;
    sheet.headerFooter.firstHeader = `&L${text}`;
  }),
  cells("in the page footer of all visible sheets", "told", (_, __, book) => {
    for (const sheet of book.worksheets)
      if (sheet.state === "visible") sheet.headerFooter.oddFooter = `&C${text}`;
  }),
  cells(
    "in the page footer of another sheet",
    "told",
    (_, __, book) => (book.getWorksheet("Tæt på")!.headerFooter.oddFooter = `&C&P ${text}`),
  ),
];
