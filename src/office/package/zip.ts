import { open } from "node:fs/promises";
import { createReadStream } from "node:fs";
import { crc32, createInflateRaw } from "node:zlib";
import { problemOf } from "../../domain/shapes/problem.js";
import type { ReadLimits } from "./limits.js";
import { UnreadableError } from "../../domain/shapes/problem.js";

/** One part of a zip file, as its directory lists it. Nothing is ever written to a path of that name. */
export interface ZipPart {
  name: string;
  /** 0: stored, 8: deflated. */
  method: number;
  packedBytes: number;
  bytes: number;
  crc: number;
  /** Where its local header begins. */
  offset: number;
}

/** A zip file whose directory was read and found within the limits; no part is unpacked yet. */
export interface ZipFile {
  path: string;
  parts: ReadonlyMap<string, ZipPart>;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const maxEntries = 10_000;
const inZip64 = 0xffffffff;

/**
 * Reads the directory of a zip file. Own code, because the limits must hold before and while a part is unpacked, and a
 * part must be read as a stream: no zip package at hand does both. Throws an {@link UnreadableError}.
 */
export async function openZip(path: string, fileBytes: number, limits: ReadLimits): Promise<ZipFile> {
  const handle = await open(path, "r");
  const read = async (start: number, length: number): Promise<Buffer> => {
    const buffer = Buffer.alloc(Math.max(0, Math.min(length, fileBytes - start)));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
    return buffer.subarray(0, bytesRead);
  };
  try {
    // The end record is the last thing in the file but for a comment of at most 65535 bytes.
    const tail = await read(Math.max(0, fileBytes - 22 - 0xffff), 22 + 0xffff);
    const end = findEnd(tail);
    if (end === -1) throw damaged("its directory is missing, as in a file that was cut");
    const entries = tail.readUInt16LE(end + 10);
    const directoryBytes = tail.readUInt32LE(end + 12);
    const directoryStart = tail.readUInt32LE(end + 16);
    if (entries > maxEntries || directoryStart + directoryBytes > fileBytes)
      throw damaged("its directory points outside the file");
    const parts = readDirectory(await read(directoryStart, directoryBytes), entries);
    if (parts.some((part) => part.offset + part.packedBytes > fileBytes))
      throw damaged("its directory points outside the file");
    checkLimits(parts, limits);
    return { path, parts: new Map(parts.map((part) => [part.name, part])) };
  } finally {
    await handle.close();
  }
}

function findEnd(tail: Buffer): number {
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) === endSignature) return at;
  }
  return -1;
}

function readDirectory(directory: Buffer, entries: number): ZipPart[] {
  const parts: ZipPart[] = [];
  const names = new Set<string>();
  let at = 0;
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== entrySignature)
      throw damaged("its directory cannot be read");
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      directory.readUInt16LE(at + field),
    ) as [number, number, number];
    const name = directory.toString("utf8", at + 46, at + 46 + nameLength).replace(/^\//, "");
    if ((directory.readUInt16LE(at + 8) & 1) === 1)
      throw new UnreadableError(
        problemOf("binary", "the workbook is encrypted; expected one without a password, save it again"),
      );
    const part = {
      name,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packedBytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    };
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    parts.push(withZip64(part, extra));
    if (names.has(name)) throw damaged("two of its parts have one name");
    names.add(name);
    at += 46 + nameLength + extraLength + commentLength;
  }
  return parts;
}

/** Some writers note sizes in the form for files above 4 GB, however small the part is. */
function withZip64(part: ZipPart, extra: Buffer): ZipPart {
  const wide = [part.bytes, part.packedBytes, part.offset].map((value) => value === inZip64);
  if (!wide.includes(true)) return part;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const values: number[] = [];
    const last = Math.min(at + 4 + extra.readUInt16LE(at + 2), extra.length);
    for (let value = at + 4; value + 8 <= last; value += 8) values.push(Number(extra.readBigUInt64LE(value)));
    const next = (isWide: boolean, narrow: number): number => (isWide ? (values.shift() ?? narrow) : narrow);
    const bytes = next(wide[0] === true, part.bytes);
    const packedBytes = next(wide[1] === true, part.packedBytes);
    return { ...part, bytes, packedBytes, offset: next(wide[2] === true, part.offset) };
  }
  return part;
}

function checkLimits(parts: readonly ZipPart[], limits: ReadLimits): void {
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  if (bytes > limits.maxInflatedBytes) throw tooLarge(bytes, limits);
  for (const part of parts) {
    const ratio = part.bytes / Math.max(1, part.packedBytes);
    if (ratio <= limits.maxInflationRatio) continue;
    throw new UnreadableError(
      problemOf(
        "limit",
        `a part of the workbook unpacks to ${Math.round(ratio)} times its size; expected at most ${limits.maxInflationRatio} (max_inflation_ratio in gates.yaml), the file may be made to exhaust the machine`,
        {
          value: String(Math.round(ratio)),
          facts: { limit: "max_inflation_ratio", most: String(limits.maxInflationRatio) },
        },
      ),
    );
  }
}

function tooLarge(bytes: number, limits: ReadLimits): UnreadableError {
  const most = limits.maxInflatedBytes;
  return new UnreadableError(
    problemOf(
      "limit",
      `the workbook unpacks to ${bytes} bytes; expected at most ${most} (max_inflated_bytes in gates.yaml), check that it is an extract`,
      { value: String(bytes), facts: { limit: "max_inflated_bytes", most: String(most) } },
    ),
  );
}

/** The error for a workbook that is not as it should be. */
export function damaged(what: string): UnreadableError {
  return new UnreadableError(
    problemOf(
      "damaged",
      `the workbook is damaged: ${what}; open it in Excel and save it again, or ask the supplier for it again`,
      { facts: { what } },
    ),
  );
}

/**
 * Unpacks a part as a stream of bytes. Never yields more than the directory announced, so the limits checked there
 * hold. Throws an {@link UnreadableError} when the part is not what the directory says.
 */
export async function* unpack(zip: ZipFile, part: ZipPart): AsyncGenerator<Buffer> {
  let bytes = 0;
  let crc = 0;
  for await (const chunk of unpackedChunks(zip, part)) {
    bytes += chunk.length;
    if (bytes > part.bytes) throw damaged(`its part ${shown(part.name)} is longer than it says`);
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (bytes !== part.bytes || crc !== part.crc)
    throw damaged(`its part ${shown(part.name)} is not what was packed`);
}

async function* unpackedChunks(zip: ZipFile, part: ZipPart): AsyncGenerator<Buffer> {
  if (part.method !== 0 && part.method !== 8)
    throw damaged(`its part ${shown(part.name)} is packed by another method than deflate`);
  const start = await contentStart(zip.path, part);
  if (part.packedBytes === 0) return;
  const packed = createReadStream(zip.path, { start, end: start + part.packedBytes - 1 });
  if (part.method === 0) {
    yield* packed as AsyncIterable<Buffer>;
    return;
  }
  const inflating = packed.pipe(createInflateRaw({ chunkSize: 1 << 16 }));
  packed.on("error", (error) => inflating.destroy(error));
  try {
    yield* inflating as AsyncIterable<Buffer>;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code.startsWith("Z_")) throw damaged(`its part ${shown(part.name)} cannot be unpacked`);
    throw error;
  } finally {
    packed.destroy();
    inflating.destroy();
  }
}

async function contentStart(path: string, part: ZipPart): Promise<number> {
  const handle = await open(path, "r");
  try {
    const header = Buffer.alloc(30);
    const { bytesRead } = await handle.read(header, 0, 30, part.offset);
    if (bytesRead < 30 || header.readUInt32LE(0) !== localSignature)
      throw damaged(`its part ${shown(part.name)} is not where the directory says`);
    return part.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await handle.close();
  }
}

function shown(name: string): string {
  return name.replaceAll(/\p{C}/gu, "\u{fffd}").slice(0, 60);
}
