import { crc32, createInflateRaw } from "node:zlib";
import yauzl from "yauzl";
import { problemOf } from "../../domain/shapes/problem.js";
import type { ReadLimits } from "../../defs/limits/read-limits.js";
import { beyondLimit, damaged, OfficeError } from "../office-error.js";
import { refuseLargePackage } from "./package-size.js";

/** One part of a zip file, as its directory lists it. Nothing is ever written to a path of that name. */
export interface ZipPart {
  name: string;
  packedBytes: number;
  bytes: number;
  entry: yauzl.Entry;
}

/** A zip file whose directory was read and found within the limits; no part is unpacked yet. */
export interface ZipFile {
  source: ZipSource;
  /** In the order of the directory. */
  parts: readonly ZipPart[];
  /** By name; case aside, as part names are compared. Source: ECMA-376 part 2, 6.3.5. */
  part(name: string): ZipPart | null;
}

/** Path of a zip file, or its bytes. */
export type ZipSource = string | Uint8Array;

/**
 * Reads the directory of a zip file. The package reads directory and entries; the limits, the checksum and equal names
 * are looked at here, because it does not. Throws an {@link OfficeError}.
 */
export async function openZip(source: ZipSource, limits: ReadLimits): Promise<ZipFile> {
  return withZip(source, async (zip) => {
    refuseLargePackage(zip.fileSize, limits);
    if (zip.entryCount > limits.maxParts)
      throw beyondLimit({
        limit: "maxParts",
        seen: zip.entryCount,
        most: limits.maxParts,
        what: `the file has ${zip.entryCount} parts`,
      });
    const parts: ZipPart[] = [];
    const byName = new Map<string, ZipPart>();
    for await (const entry of zip.eachEntry()) {
      const part = partOf(entry, zip.fileSize);
      if (byName.has(part.name.toLowerCase())) throw damaged("two of its parts have one name");
      byName.set(part.name.toLowerCase(), part);
      parts.push(part);
    }
    checkSizes(parts, limits);
    checkPlaces(parts);
    return { source, parts, part: (name) => byName.get(name.toLowerCase()) ?? null };
  });
}

const maxEntryBytes = 4096;

/** Names are read as they stand: the package would refuse absolute ones, which some writers make. */
function partOf(entry: yauzl.Entry, fileBytes: number): ZipPart {
  const raw: unknown = entry.fileName;
  const name = Buffer.isBuffer(raw) ? raw.toString("utf8") : String(raw);
  if (entry.isEncrypted()) throw encrypted(name);
  // What the directory says of an entry is kept in memory.
  if (entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength > maxEntryBytes)
    throw damaged("its directory holds more than names");
  if (entry.relativeOffsetOfLocalHeader + entry.compressedSize > fileBytes)
    throw damaged("its directory points outside the file");
  return {
    name: name.replaceAll("\\", "/").replace(/^\//, ""),
    packedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    entry,
  };
}

function checkSizes(parts: readonly ZipPart[], limits: ReadLimits): void {
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  if (bytes > limits.maxInflatedBytes)
    throw beyondLimit({
      limit: "maxInflatedBytes",
      seen: bytes,
      most: limits.maxInflatedBytes,
      what: `the workbook unpacks to ${bytes} bytes`,
    });
  for (const part of parts) {
    const ratio = Math.round(part.bytes / Math.max(1, part.packedBytes));
    if (ratio > limits.maxInflationRatio)
      throw beyondLimit({
        limit: "maxInflationRatio",
        seen: ratio,
        most: limits.maxInflationRatio,
        what: `a part of the workbook unpacks to ${ratio} times its size`,
        remedy: "the file may be made to exhaust the machine",
      });
  }
}

const localHeaderBytes = 30;

/** Parts that share bytes make much of little, each within the limits. */
function checkPlaces(parts: readonly ZipPart[]): void {
  let end = 0;
  const placed = parts.map(({ entry, packedBytes }) => ({
    from: entry.relativeOffsetOfLocalHeader,
    bytes: localHeaderBytes + entry.fileNameLength + packedBytes,
  }));
  for (const { from, bytes } of placed.sort((left, right) => left.from - right.from)) {
    if (from < end) throw damaged("parts of it overlap");
    end = from + bytes;
  }
}

function encrypted(place: string): OfficeError {
  const [message, remedy] = ["the workbook is encrypted; expected one without a password", "save it again"];
  return new OfficeError(message, { place, remedy, problem: problemOf("binary", `${message}, ${remedy}`) });
}

/** The error for a part that is not as it should be. */
export function damagedPart({ name }: ZipPart, what: string): OfficeError {
  const place = name.replaceAll(/\p{C}/gu, "\u{fffd}").slice(0, 60);
  return damaged(`its part ${place} ${what}`, place);
}

/**
 * Unpacks a part as a stream of bytes. Never yields more than the directory announced, so the limits checked there
 * hold. Throws an {@link OfficeError} when the part is not what the directory says.
 */
export async function* unpack(zip: ZipFile, part: ZipPart): AsyncGenerator<Buffer> {
  let bytes = 0;
  let crc = 0;
  for await (const chunk of unpackedChunks(zip, part)) {
    bytes += chunk.length;
    if (bytes > part.bytes) throw damagedPart(part, "is longer than it says");
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (bytes !== part.bytes || crc !== part.entry.crc32) throw damagedPart(part, "is not what was packed");
}

const inflatedChunkBytes = 1 << 16;

async function* unpackedChunks({ source }: ZipFile, part: ZipPart): AsyncGenerator<Buffer> {
  const { entry } = part;
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    throw damagedPart(part, "is packed by another method than deflate");
  const zip = await opened(source);
  try {
    const packed = await zip
      .openReadStreamPromise(entry, { decodeFileData: false })
      .catch((error: unknown) => {
        throw asDamage(error, damagedPart(part, "is not where the directory says"));
      });
    if (entry.compressionMethod === 0) {
      yield* packed as AsyncIterable<Buffer>;
      return;
    }
    const inflating = packed.pipe(createInflateRaw({ chunkSize: inflatedChunkBytes }));
    packed.on("error", (error) => inflating.destroy(error));
    try {
      yield* inflating as AsyncIterable<Buffer>;
    } finally {
      packed.destroy();
      inflating.destroy();
    }
  } catch (error) {
    throw asDamage(error, damagedPart(part, "cannot be unpacked"));
  } finally {
    zip.close();
  }
}

async function withZip<Value>(
  source: ZipSource,
  work: (zip: yauzl.ZipFile) => Promise<Value>,
): Promise<Value> {
  const zip = await opened(source);
  try {
    return await work(zip);
  } catch (error) {
    throw asDamage(error, damaged("its directory cannot be read"));
  } finally {
    zip.close();
  }
}

async function opened(source: ZipSource): Promise<yauzl.ZipFile> {
  const options = { autoClose: false, decodeStrings: false, validateEntrySizes: true } as const;
  try {
    return await (typeof source === "string"
      ? yauzl.openPromise(source, options)
      : yauzl.fromBufferPromise(Buffer.from(source.buffer, source.byteOffset, source.byteLength), options));
  } catch (error) {
    throw asDamage(error, damaged("its directory is missing, as in a file that was cut"));
  }
}

/** The package and zlib throw plain errors for what is wrong with a file; those of the system keep their names. */
function asDamage(error: unknown, damage: OfficeError): unknown {
  if (error instanceof OfficeError || !(error instanceof Error)) return error;
  const code = "code" in error ? String(error.code) : "";
  return code === "" || code.startsWith("Z_") ? damage : error;
}
