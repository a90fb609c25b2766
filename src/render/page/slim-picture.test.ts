import { renderAsync } from "@resvg/resvg-js";
import { describe, expect, test } from "vitest";
import { slimPicture } from "./slim-picture.js";

/** A dot of Vega's. */
const dot = (at: string, colour: string, radius = 1.73): string =>
  `<path transform="translate(${at})" d="M${radius},0A${radius},${radius},0,1,1,-${radius},0A${radius},${radius},0,1,1,${radius},0" fill="${colour}" stroke-width="2" opacity="1"/>`;

const picture = [
  '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">',
  '<rect width="200" height="100" fill="#ffffff"/>',
  '<g fill="none" stroke-miterlimit="4" transform="translate(41.123456,2)"><g transform="translate(0,0)">',
  '<path d="M0,0h713v305h-713Z"/><path d="M0,0h0v0h0Z"/>',
  '<path d="M9.91234,43.79L29.7,32.8" stroke="#5b6977" stroke-width="2.5" stroke-linecap="round"/>',
  dot("9.91,43.79", "#0b4a7d"),
  dot("29.7,32.8", "#0b4a7d"),
  dot("60.5,60", "#7b8a99"),
  dot("90,20.25", "#7b8a99", 3.9),
  // A ring round a dot: it stays what it is.
  dot("120,50", "#0b4a7d", 5).replace('stroke-width="2"', 'stroke="#ff0000" stroke-width="2"'),
  '<path d="M100,80h20v-10h-20Z" fill="#e3edf6" opacity="1"/><path d="" display="none"/>',
  "</g></g></svg>",
].join("");

const pixelsOf = async (svg: string): Promise<Buffer> =>
  (await renderAsync(svg, { fitTo: { mode: "zoom", value: 2 } })).pixels;

describe("a picture on a page", () => {
  test("looks as it did before it was made slim", async () => {
    const [before, after] = await Promise.all([picture, slimPicture(picture)].map(pixelsOf));
    const largest = before!.reduce((most, value, at) => Math.max(most, Math.abs(value - after![at]!)), 0);
    // Edges of circles and of round ends are smoothed a little differently; a dot that is not there would be 100 and more.
    expect(largest).toBeLessThanOrEqual(32);
    expect(before!.length).toBe(200 * 2 * 100 * 2 * 4);
  });

  test("has the dots of a line as one stroke, and nothing that draws nothing", () => {
    const slim = slimPicture(picture);
    expect(slim).toContain(
      '<path d="M9.91,43.79h0M29.7,32.8h0" stroke="#0b4a7d" stroke-width="3.46" stroke-linecap="round"/>',
    );
    expect(slim).toContain('<path d="M60.5,60h0" stroke="#7b8a99" stroke-width="3.46"');
    expect(slim).toContain('<path d="M90,20.25h0" stroke="#7b8a99" stroke-width="7.8"');
    expect(slim).toContain('fill="#0b4a7d" stroke="#ff0000"');
    expect(slim).toContain('<path d="M100,80h20v-10h-20Z" fill="#e3edf6"/>');
    expect(slim).not.toMatch(/display="none"|h0v0|h713|opacity|translate\(0,0\)/);
  });

  test("has coordinates in hundredths, and says what it said", () => {
    const said = '<svg><path d="M1.23456,7e1L0.005,12.1"/><text x="3.14159">0.12345 opacity="1"</text></svg>';
    expect(slimPicture(said)).toBe(
      '<svg><path d="M1.23,7e1L0.01,12.1"/><text x="3.14">0.12345 opacity="1"</text></svg>',
    );
  });
});
