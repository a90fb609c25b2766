import { main, relations } from "../make-xlsx.js";
import type { Bomb } from "./draw.js";
import {
  head,
  packageRelations,
  sheetPart,
  sheetStart,
  sheetEnd,
  inlineCell,
  start,
  relation,
  many,
  bomb,
  sheetOf,
  partOf,
  paddedRows,
  artefact,
  returned,
  returnedStart,
} from "./draw.js";

/** Workbooks that regions send back, with far more in them than was sent out. */
export const returns: readonly Bomb[] = [
  bomb(
    "a return with 1.048.406 rows more",
    /max_returned_rows|max_cells/,
    () => [sheetOf(many(`<row>${many("<c s='1'/>", 12)}</row>`, 1000), 1048, { from: returnedStart })],
    returned,
  ),
  bomb(
    "a return with 1.048.406 rows of words more",
    /max_returned_rows/,
    () => [sheetOf(many(`<row>${many(inlineCell("x"), 8)}</row>`, 1000), 1048, { from: returnedStart })],
    returned,
  ),
  bomb(
    "a return with a hidden sheet of a million rows",
    /max_returned_rows/,
    () => [
      {
        name: "xl/workbook.xml",
        head: `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Klinikker" sheetId="1" r:id="s"/><sheet name="Skjult" state="hidden" sheetId="2" r:id="h"/></sheets></workbook>`,
      },
      {
        name: "xl/_rels/workbook.xml.rels",
        head: `${head}<Relationships xmlns="${packageRelations}">${relation("s", "worksheet", "worksheets/sheet1.xml")}${relation("h", "worksheet", "worksheets/sheet2.xml")}</Relationships>`,
      },
      { name: sheetPart, head: `${returnedStart}${sheetEnd}` },
      {
        name: "xl/worksheets/sheet2.xml",
        head: sheetStart,
        piece: many(`<row>${many("<c><v>1</v></c>", 4)}</row>`, 1000),
        times: 1000,
        tail: sheetEnd,
      },
    ],
    returned,
  ),
  bomb(
    "a return with a million legacy comments",
    /max_elements/,
    () => [
      { name: sheetPart, head: `${returnedStart}${sheetEnd}` },
      {
        name: "xl/worksheets/_rels/sheet1.xml.rels",
        head: `${head}<Relationships xmlns="${packageRelations}">${relation("c", "comments", "../comments1.xml")}</Relationships>`,
      },
      partOf(
        "xl/comments1.xml",
        [
          `<comments xmlns="${main}"><commentList>`,
          many('<comment ref="A1"><text><t>x</t></text></comment>', 10_000),
          "</commentList></comments>",
        ],
        100,
      ),
    ],
    returned,
  ),
];

/** Workbooks that are only looked at. */
export const artefacts: readonly Bomb[] = [
  bomb(
    "a sheet of 1,17 GB",
    /max_inflat\w+/,
    () => [
      { name: sheetPart, head: start, piece: many(" ", 1 << 20), times: 1170, tail: sheetEnd, ratio: 1000 },
    ],
    artefact,
  ),
  bomb(
    "a sheet of 390 MB that packs to 2 MB, looked at",
    /max_\w+/,
    () => [sheetOf(paddedRows("<c/>"), 390)],
    artefact,
  ),
  bomb(
    "300 MB of text, looked at",
    /max_\w+/,
    () => [sheetOf(inlineCell(many("x", 500_000)), 600, { from: `${start}<row>`, end: `</row>${sheetEnd}` })],
    artefact,
  ),
  bomb(
    "200.000 elements with 400 MB of attributes, looked at",
    /max_\w+/,
    () => [
      sheetOf(many(`<c x="${many("x", 2000)}"/>`, 500), 400, {
        from: `${start}<row>`,
        end: `</row>${sheetEnd}`,
      }),
    ],
    artefact,
  ),
  bomb(
    "5.000 parts, looked at",
    /max_parts/,
    () => Array.from({ length: 5000 }, (_, at) => ({ name: `xl/media/${at}.xml`, head: "<x/>" })),
    artefact,
  ),
];
