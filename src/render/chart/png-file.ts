import { crc32, deflateSync } from "node:zlib";

/** A picture as a rasterizer gives it. */
export interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue and opacity of each pixel, row by row from the top, a byte each. */
  pixels: Buffer;
}

/** Text that a PNG carries: keyword of the PNG specification, language (BCP 47), words. */
export interface PngText {
  keyword: "Title" | "Description";
  language: string;
  text: string;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Fast, and on pictures of plain areas hardly larger than what takes four times as long. */
const level = 3;

/**
 * Writes pixels that are opaque as a PNG, the texts before them. Source: PNG specification (W3C), sections 5, 7 and 11. The
 * rasterizer's own writer takes several times as long, most of it for memory that is touched once.
 */
export function encodePng({ width, height, pixels }: Pixels, texts: readonly PngText[]): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // eight bits each of red, green, blue and opacity; the only methods that there are; not interlaced
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    ...texts.map(textChunk),
    chunk("IDAT", deflateSync(filteredRows(pixels, width * 4, height), { level })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Kept from picture to picture: filling fresh memory takes longer than everything else here. */
let rowsBefore = Buffer.alloc(0);

/** Each row behind the number of its filter, which is 0: none. Holds until the next call. */
function filteredRows(pixels: Buffer, rowLength: number, height: number): Buffer {
  const length = (rowLength + 1) * height;
  if (rowsBefore.length < length) rowsBefore = Buffer.alloc(length);
  const rows = rowsBefore.subarray(0, length);
  for (let row = 0; row < height; row += 1) {
    const start = row * (rowLength + 1);
    rows[start] = 0;
    pixels.copy(rows, start + 1, row * rowLength, (row + 1) * rowLength);
  }
  return rows;
}

/** International text, not compressed. Source: the same, section 11.3.3.4. */
function textChunk({ keyword, language, text }: PngText): Buffer {
  const words = text.replaceAll("\0", "");
  return chunk("iTXt", Buffer.from(`${keyword}\0\0\0${language}\0\0${words}`, "utf8"));
}

function chunk(type: string, data: Uint8Array): Buffer {
  const whole = Buffer.alloc(data.length + 12);
  whole.writeUInt32BE(data.length, 0);
  whole.write(type, 4, "latin1");
  whole.set(data, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, data.length + 8)), data.length + 8);
  return whole;
}
