import { expect, it } from "vitest";
import { readTheme } from "../theme.js";
import type { Svg } from "../page/page-content.js";
import { renderPng } from "./png.js";

const { style } = await readTheme("reports");

function svgWith(text: string): Svg {
  const markup = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30" font-family="${style.fonts.stack}"><text x="10" y="20" font-size="16">${text}</text></svg>`;
  return markup as Svg;
}

const pngOf = async (text: string): Promise<string> =>
  Buffer.from(await renderPng(svgWith(text), style.fonts)).toString("base64");

it("a picture holds the glyphs of its text: without its font the rasterizer would leave them out", async () => {
  const pictures = await Promise.all(Array.from(" ≥–·æøåÆØÅé7").map(pngOf));
  expect(new Set(pictures).size).toBe(pictures.length);
});

it("a picture holds glyphs that only the whole font has, and is the same without a subset", async () => {
  const pictures = await Promise.all(["β", "γ", "Ж", ""].map(pngOf));
  expect(new Set(pictures).size).toBe(4);
  const faces = style.fonts.faces.map((face) => ({ ...face, subset: null, subsetPath: null }));
  const whole = await renderPng(svgWith("Aftale: 1.598 – 80,0 %"), { ...style.fonts, faces });
  expect(Buffer.from(whole).toString("base64")).toBe(await pngOf("Aftale: 1.598 – 80,0 %"));
});

it("a picture has twice the size of its drawing", async () => {
  const png = Buffer.from(await renderPng(svgWith("7"), style.fonts));
  // Width and height stand at bytes 16 to 23 of every PNG.
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([120, 60]);
});

it("semibold text differs from regular text: both faces are used", async () => {
  const bold = svgWith("7").replace("<text", '<text font-weight="600"');
  const png = Buffer.from(await renderPng(bold as Svg, style.fonts)).toString("base64");
  expect(png).not.toBe(await pngOf("7"));
});

it("a picture says what it shows inside its file, in words that any reader of PNG finds", async () => {
  const words = { title: "Forløbsplaner", description: "20.417 i februar: 3,9 % færre", language: "da-DK" };
  const plain = Buffer.from(await renderPng(svgWith("7"), style.fonts));
  const png = Buffer.from(await renderPng(svgWith("7"), style.fonts, words));
  expect(chunksOf(png).map(({ type }) => type)).toEqual([
    "IHDR",
    "iTXt",
    "iTXt",
    ...chunksOf(plain)
      .slice(1)
      .map(({ type }) => type),
  ]);
  const texts = chunksOf(png)
    .filter(({ type }) => type === "iTXt")
    .map(({ data }) => data.toString("utf8"));
  expect(texts).toEqual([
    "Title\0\0\0da-DK\0\0Forløbsplaner",
    "Description\0\0\0da-DK\0\x0020.417 i februar: 3,9 % færre",
  ]);
  expect(chunksOf(png).every(({ isSound }) => isSound)).toBe(true);
});

/** The chunks of a PNG: type, data, and whether the checksum (CRC-32, reflected 0xedb88320) is right. */
function chunksOf(png: Buffer): { type: string; data: Buffer; isSound: boolean }[] {
  const chunks = [];
  for (let place = 8; place < png.length;) {
    const length = png.readUInt32BE(place);
    const typed = png.subarray(place + 4, place + 8 + length);
    let crc = 0xffffffff;
    for (const byte of typed) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
    const isSound = ~crc >>> 0 === png.readUInt32BE(place + 8 + length);
    chunks.push({ type: typed.subarray(0, 4).toString("latin1"), data: typed.subarray(4), isSound });
    place += 12 + length;
  }
  return chunks;
}
