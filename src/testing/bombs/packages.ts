import type { Bomb } from "./draw.js";
import { sheetPart, many, bomb, sheetOf, paddedRows, goodSheet } from "./draw.js";

/** Packages of too many parts, too large ones, and ones that lie about them. */
export const partsAndSizes: readonly Bomb[] = [
  bomb("3.100 parts", /max_parts/, () =>
    Array.from({ length: 3100 }, (_, at) => ({ name: `xl/media/${at}.bin`, head: "x" })),
  ),
  bomb("60.000 parts", /max_parts/, () =>
    Array.from({ length: 60_000 }, (_, at) => ({ name: `xl/media/${at}.bin`, head: "x", isStored: true })),
  ),
  bomb("a sheet of 600 MB", /max_inflated_bytes/, () => [sheetOf(paddedRows(""), 600)]),
  bomb("a sheet of 390 MB that packs to 2 MB", /max_inflation_ratio/, () => [
    { ...sheetOf(paddedRows("<c/>"), 390), ratio: 220 },
  ]),
  bomb("four parts of 150 MB that nothing refers to", /max_inflated_bytes/, () =>
    Array.from({ length: 4 }, (_, at) => ({ name: `xl/media/${at}.bin`, piece: paddedRows(""), times: 150 })),
  ),
  bomb("a sheet of blanks that unpacks to a thousand times its size", /max_inflation_ratio/, [
    { name: sheetPart, head: goodSheet, piece: many(" ", 1 << 20), times: 100, ratio: 1000 },
  ]),
  bomb("a picture that unpacks to a thousand times its size", /max_inflation_ratio/, [
    { name: "xl/media/image1.png", piece: many("\0", 1 << 20), times: 100, ratio: 1000 },
  ]),
  bomb("a part that says it is short and unpacks to 300 MB", /longer than it says/, () => [
    { ...sheetOf(paddedRows(""), 300), saysBytes: 5000 },
  ]),
  bomb("a part that says it has 4 GB", /max_\w+/, [
    { name: sheetPart, head: goodSheet, saysBytes: 0xfffffffe },
  ]),
  bomb("a part kept unpacked that says it has another size", /directory|not what was packed|longer/, [
    { name: sheetPart, head: goodSheet, isStored: true, saysBytes: 50 },
  ]),
  bomb("two hundred parts that are the same bytes", /overlap/, () => [
    { name: "xl/media/0.bin", piece: paddedRows(""), times: 2 },
    ...Array.from({ length: 200 }, (_, at) => ({
      name: `xl/media/${at + 1}.bin`,
      sharesBytesOf: "xl/media/0.bin",
    })),
  ]),
];

/** A packed file of 300 MB, nearly all of it a picture that is not packed. */
export const largeFile: Bomb = bomb("a packed file of 300 MB", /max_package_bytes/, () => [
  { name: "xl/media/image1.png", piece: Buffer.alloc(1_000_000), times: 300, isStored: true, ratio: 1000 },
]);
