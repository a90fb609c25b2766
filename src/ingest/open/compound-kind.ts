import { readPieces } from "../../lib/files.js";

/** A format that is no extract, and what to do with a file of it; without that, to save it as CSV or XLSX. */
export interface OtherFormat {
  what: string;
  remedy?: string;
}

/** Names of streams in a compound file (the container of Office before 2007, and of files with a password). */
const streams: readonly ({ name: string } & OtherFormat)[] = [
  {
    name: "EncryptedPackage",
    what: "a workbook with a password",
    remedy: "open it in Excel, take the password away (File, Info, Protect Workbook) and save it",
  },
  {
    name: "Workbook",
    what: "an old Excel workbook (.xls)",
    remedy: "open it in Excel and save it as Excel workbook (.xlsx)",
  },
  {
    name: "Book",
    what: "a very old Excel workbook (.xls)",
    remedy: "open it in Excel and save it as Excel workbook (.xlsx)",
  },
  {
    name: "__properties_version1.0",
    what: "a message of Outlook (.msg)",
    remedy: "open it and save the file that is attached to it",
  },
  { name: "WordDocument", what: "an old Word document (.doc)", remedy: "copy its table into a workbook" },
];

/** Bytes of a compound file that are looked at: its directory lies near its beginning or its end. */
const lookedAt = 32 << 20;

/** What a compound file is, told by the names of its streams. */
export async function compoundKind(path: string): Promise<OtherFormat> {
  const wanted = streams.map(({ name }) => Buffer.from(`${name}\0`, "utf16le"));
  const found = new Set<number>();
  let tail: Buffer = Buffer.alloc(0);
  let seen = 0;
  for await (const chunk of readPieces(path)) {
    const bytes = Buffer.concat([tail, chunk]);
    for (const [place, name] of wanted.entries()) if (bytes.includes(name)) found.add(place);
    tail = bytes.subarray(-64);
    seen += chunk.length;
    if (seen >= lookedAt) break;
  }
  const first = streams.find((_, place) => found.has(place));
  return (
    first ?? {
      what: "an old Office file (.xls, .doc) or one with a password",
      remedy: "open it in the program that made it and save it as CSV or XLSX, without a password",
    }
  );
}
