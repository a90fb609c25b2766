import { expect, it } from "vitest";
import { readTheme } from "../defs/theme.js";
import type { Svg } from "./page-content.js";
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
