import { exitCode } from "../../lib/errors.js";
import { main, relations } from "../make-xlsx.js";
import type { Bomb } from "./draw.js";
import {
  head,
  packageRelations,
  sheetPart,
  sharedPart,
  sheetStart,
  sheetEnd,
  headings,
  row,
  start,
  relation,
  many,
  bomb,
  sheetOf,
  partOf,
} from "./draw.js";

const bigText = many("Læge ", 200_000);

/** Sheets and shared texts beyond what a spreadsheet holds. */
export const cellsAndTexts: readonly Bomb[] = [
  bomb("a million shared texts", /max_shared_texts/, () => [
    partOf(sharedPart, [`<sst xmlns="${main}">`, many("<si><t>x</t></si>", 20_000), "</sst>"], 50),
  ]),
  bomb("a shared text of 30 million characters", /max_(shared|text)_characters/, () => [
    partOf(sharedPart, [`<sst xmlns="${main}"><si><t>`, bigText, "</t></si></sst>"], 30),
  ]),
  bomb("shared texts of 100 million characters in runs", /max_shared_characters/, () => [
    partOf(
      sharedPart,
      [`<sst xmlns="${main}"><si>`, many(`<r><t>${many("Læge ", 100)}</t></r>`, 2000), "</si></sst>"],
      100,
    ),
  ]),
  bomb("how to say a text, 100 MB of it", /max_\w+/, () => [
    partOf(
      sharedPart,
      [`<sst xmlns="${main}"><si><t>x</t>`, many("<rPh sb='0' eb='1'><t>x</t></rPh>", 20_000), "</si></sst>"],
      130,
    ),
  ]),
  bomb("a cell of 50 million characters", /max_text_characters/, () => [
    sheetOf(bigText, 50, {
      from: `${start}<row><c t="inlineStr"><is><t>`,
      end: `</t></is></c></row>${sheetEnd}`,
    }),
  ]),
  bomb("a number of a million digits that is none", /max_\w+|holds no number/, [
    sheetOf("", 0, { from: `${start}<row><c><v>${many("1234567890", 90_000)}x</v></c></row>` }),
  ]),
  bomb("a cell in the last column of Excel in each of many rows", /max_columns/, () => [
    sheetOf("", 0, {
      from: `${start}${Array.from({ length: 20_000 }, (_, at) => `<row r="${at + 3}"><c r="XFD${at + 3}"><v>1</v></c></row>`).join("")}`,
    }),
  ]),
  bomb("thirty million cells", /max_cells/, () => [
    sheetOf(`<row>${many("<c><v>1</v></c>", 500)}</row>`, 60_000),
  ]),
  bomb(
    "fifty sheets of a million blank rows each",
    /the file is empty/,
    () => [
      {
        name: "xl/workbook.xml",
        head: `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${Array.from({ length: 50 }, (_, at) => `<sheet name="Ark${at}" sheetId="${at + 1}" r:id="s${at}"/>`).join("")}</sheets></workbook>`,
      },
      {
        name: "xl/_rels/workbook.xml.rels",
        head: `${head}<Relationships xmlns="${packageRelations}">${Array.from({ length: 50 }, (_, at) => relation(`s${at}`, "worksheet", `worksheets/sheet${at + 1}.xml`)).join("")}</Relationships>`,
      },
      ...Array.from({ length: 50 }, (_, at) => ({
        name: `xl/worksheets/sheet${at + 1}.xml`,
        head: sheetStart,
        piece: many("<row/>", 10_000),
        times: 100,
        tail: sheetEnd,
      })),
    ],
    { code: exitCode.layout },
  ),
  bomb("a format of a cell that is a million open brackets", /max_\w+|brackets|format/, [
    {
      name: "xl/styles.xml",
      head: `${head}<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="200" formatCode="${many("[", 990_000)}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>`,
    },
    { name: sheetPart, head: `${sheetStart}${sheetEnd}` },
  ]),
];

/** Parts beside the sheets with too much in them. */
export const elements: readonly Bomb[] = [
  bomb("a million merged cells", /max_elements/, () => [
    sheetOf(many('<mergeCell ref="A1:B2"/>', 20_000), 50, {
      from: `${start}</sheetData><mergeCells>`,
      end: "</mergeCells></worksheet>",
    }),
  ]),
  bomb("a million descriptions of columns", /max_elements/, () => [
    sheetOf(many('<col min="1" max="16384" hidden="1"/>', 20_000), 50, {
      from: `${head}<worksheet xmlns="${main}"><cols>`,
      end: `</cols><sheetData>${row(headings)}${sheetEnd}`,
    }),
  ]),
  bomb("a million formats of cells", /max_elements/, () => [
    partOf(
      "xl/styles.xml",
      [
        `<styleSheet xmlns="${main}"><cellXfs>`,
        many('<xf numFmtId="1"/>', 20_000),
        "</cellXfs></styleSheet>",
      ],
      50,
    ),
  ]),
  bomb("a million defined names", /max_elements/, () => [
    partOf(
      "xl/workbook.xml",
      [
        `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Ark1" sheetId="1" r:id="s"/></sheets><definedNames>`,
        many('<definedName name="n">Ark1!$A$1</definedName>', 20_000),
        "</definedNames></workbook>",
      ],
      50,
    ),
  ]),
  bomb("a million relations", /max_elements/, () => [
    partOf(
      "_rels/.rels",
      [
        `<Relationships xmlns="${packageRelations}">`,
        many(relation("r", "image", "x.png"), 10_000),
        "</Relationships>",
      ],
      100,
    ),
  ]),
  bomb("a million sheets", /max_sheets/, () => [
    partOf(
      "xl/workbook.xml",
      [
        `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>`,
        many('<sheet name="x" r:id="s"/>', 20_000),
        "</sheets></workbook>",
      ],
      50,
    ),
  ]),
  bomb("a million comments", /max_elements/, () => [
    partOf(
      "xl/comments1.xml",
      [
        `<comments xmlns="${main}"><commentList>`,
        many('<comment ref="A1"><text><t>x</t></text></comment>', 10_000),
        "</commentList></comments>",
      ],
      100,
    ),
  ]),
  bomb("a drawing of a million shapes", /max_elements/, () => [
    partOf("xl/drawings/drawing1.xml", ['<d xmlns="urn:d">', many("<sp><t>x</t></sp>", 20_000), "</d>"], 50),
  ]),
  bomb("a legacy drawing of 300 MB of words", /max_shared_characters/, () => [
    {
      name: "xl/drawings/vmlDrawing1.vml",
      head: "<xml>",
      piece: many(`<v a="x">${many("x", 300)}`, 3400),
      times: 300,
    },
  ]),
];
