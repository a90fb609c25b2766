import { Buffer } from "node:buffer";
import { constants, crc32, deflateRawSync } from "node:zlib";

/** A part whose middle is a piece that stands there many times: a small zip file of what unpacks to much. */
export interface RepeatedPart {
  name: string;
  head?: string;
  /** What is repeated, and how often. */
  piece?: string | Buffer;
  times?: number;
  tail?: string;
  /** How many times its size it unpacks to at most; a little less than what is refused where it is left out. */
  ratio?: number;
  /** Not packed at all. */
  isStored?: boolean;
  /** Bytes that the directory says it has, where that is a lie. */
  saysBytes?: number;
  /** Takes the bytes of this part, as its directory entry alone. */
  sharesBytesOf?: string;
}

/** A written part, as its directory entry tells it. */
interface Entry {
  name: Buffer;
  method: number;
  crc: number;
  packed: number;
  bytes: number;
  offset: number;
}

const signature = { local: 0x04034b50, entry: 0x02014b50, end: 0x06054b50 };

/** Bytes of a zip file of such parts. Only a piece is ever packed, never the whole part: no test needs a gigabyte. */
export function writeZip(parts: readonly RepeatedPart[]): Buffer {
  const chunks: Buffer[] = [];
  const entries = new Map<string, Entry>();
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const shared = part.sharesBytesOf === undefined ? undefined : entries.get(part.sharesBytesOf);
    if (shared !== undefined) {
      entries.set(part.name, { ...shared, name });
      continue;
    }
    const { packed, bytes, crc } = pack(part);
    const entry = {
      ...{ name, method: part.isStored === true ? 0 : 8, crc, offset },
      ...{ packed: lengthOf(packed), bytes: part.saysBytes ?? bytes },
    };
    const header = Buffer.alloc(30);
    header.writeUInt32LE(signature.local, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(entry.method, 8);
    header.writeUInt16LE(0x21, 12);
    writeSizes(header, 14, entry);
    header.writeUInt16LE(name.length, 26);
    chunks.push(header, name, ...packed);
    offset += header.length + name.length + entry.packed;
    entries.set(part.name, entry);
  }
  return Buffer.concat([...chunks, ...directoryOf([...entries.values()], offset)]);
}

/** The directory and the end of a zip file whose parts lie before `offset`. */
export function directoryOf(entries: readonly Entry[], offset: number): Buffer[] {
  const lines = entries.flatMap((entry) => {
    const line = Buffer.alloc(46);
    line.writeUInt32LE(signature.entry, 0);
    line.writeUInt16LE(20, 4);
    line.writeUInt16LE(20, 6);
    line.writeUInt16LE(entry.method, 10);
    line.writeUInt16LE(0x21, 14);
    writeSizes(line, 16, entry);
    line.writeUInt16LE(entry.name.length, 28);
    line.writeUInt32LE(entry.offset, 42);
    return [line, entry.name];
  });
  const end = Buffer.alloc(22);
  end.writeUInt32LE(signature.end, 0);
  end.writeUInt16LE(Math.min(0xffff, entries.length), 8);
  end.writeUInt16LE(Math.min(0xffff, entries.length), 10);
  end.writeUInt32LE(lengthOf(lines), 12);
  end.writeUInt32LE(offset, 16);
  return [...lines, end];
}

function writeSizes(into: Buffer, at: number, { crc, packed, bytes }: Entry): void {
  into.writeUInt32LE(crc, at);
  into.writeUInt32LE(packed, at + 4);
  into.writeUInt32LE(bytes, at + 8);
}

function pack(part: RepeatedPart): { packed: Buffer[]; bytes: number; crc: number } {
  const { head = "", piece = "", times = 1, tail = "", isStored = false } = part;
  const [first, middle, last] = [Buffer.from(head), Buffer.from(piece), Buffer.from(tail)];
  const whole = [first, ...Array.from({ length: times }, () => middle), last];
  const crc = whole.reduce((sum, bytes) => crc32(bytes, sum), 0);
  const bytes = lengthOf(whole);
  if (isStored) return { packed: whole, bytes, crc };
  // Each piece ends on a whole byte, so that packed pieces can stand behind one another
  const open = { level: 9, finishFlush: constants.Z_SYNC_FLUSH };
  const packedMiddle = deflateRawSync(middle, open);
  const packed = [
    deflateRawSync(first, open),
    ...Array.from({ length: times }, () => packedMiddle),
    deflateRawSync(last, { level: 9 }),
  ];
  return { packed, bytes, crc };
}

function lengthOf(chunks: readonly Buffer[]): number {
  return chunks.reduce((sum, { length }) => sum + length, 0);
}
