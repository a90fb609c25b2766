import { OfficeError } from "./office-error.js";

/** Width and height of a PNG in pixels. Throws (exit 15) for other bytes. Source: PNG specification, IHDR. */
export function pngSize(bytes: Uint8Array): { width: number; height: number } {
  const isPng = [0x89, 0x50, 0x4e, 0x47].every((byte, index) => bytes[index] === byte);
  if (!isPng || bytes.length < 24) {
    throw new OfficeError("no PNG picture", {
      place: "the logo",
      remedy: "save it as PNG and name that file in the theme",
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
