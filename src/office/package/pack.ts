import { buffer } from "node:stream/consumers";

/** A part of an Office package as it is to be written. */
export interface PackedPart {
  name: string;
  content: string | Uint8Array;
  /** True for what is packed already, such as pictures: it is stored as it is. */
  isStored?: boolean;
}

/** The date of every part: the earliest that a zip file can hold, in the machine's own time as zip files have it. */
const zipDate = new Date(1980, 0, 1);

/** Where a higher level saves less than 2 % of a workbook and takes twice as long; see bench/README.md. */
const compressionLevel = 6;

/**
 * Packs parts into a zip file in their order: the same parts give the same bytes on the same zlib, which belongs to the
 * engine. Parts are compressed beside each other, outside the thread that runs the program.
 */
export async function packParts(parts: Iterable<PackedPart>): Promise<Uint8Array> {
  const { ZipFile } = await import("yazl");
  const zip = new ZipFile();
  for (const { name, content, isStored = false } of parts)
    zip.addBuffer(
      typeof content === "string"
        ? Buffer.from(content)
        : Buffer.from(content.buffer, content.byteOffset, content.byteLength),
      name,
      {
        mtime: zipDate,
        forceDosTimestamp: true,
        compress: !isStored,
        ...(isStored ? {} : { compressionLevel }),
      },
    );
  zip.end();
  return new Uint8Array(await buffer(zip.outputStream));
}
