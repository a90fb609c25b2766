import { z } from "zod";
import { checkedList, refuse, text } from "./fields.js";
import { shippedSchema } from "./shipped-schema.js";

/** A file whose nature is known by its content, whatever its name. */
export interface KnownFile {
  /** SHA-256 of the file's bytes, 64 small hexadecimal digits. */
  sha256: string;
  /** The name under which it is shipped. */
  file: string;
  /** True when its figures are made up: everything that rests on it must say so. */
  synthetic: boolean;
  note: string;
}

const sha256 = z.string().transform((written, context): string => {
  if (/^[0-9a-f]{64}$/.test(written)) return written;
  return refuse(context, {
    wrong: "not a SHA-256",
    expected: "64 digits 0-9 and a-f",
    remedy: "copy it from sha256sum FILE",
  });
});

/** Schema of `known-files.yaml`. */
export const knownFilesSchema = shippedSchema("known-files", () =>
  checkedList(
    z.strictObject({ sha256, file: text, synthetic: z.boolean(), note: text }),
    ({ entries, report }) => {
      const seen = new Set<string>();
      for (const { position, entry } of entries) {
        const mistake = {
          wrong: "a file listed twice",
          expected: "each content once",
          remedy: "remove one of the two",
        };
        if (seen.has(entry.sha256)) report(position, mistake, { path: ["sha256"] });
        seen.add(entry.sha256);
      }
    },
  ),
);

/** What is known of a file with this SHA-256; null when nothing is. */
export function findKnownFile(knownFiles: readonly KnownFile[], sha256Digits: string): KnownFile | null {
  return knownFiles.find((known) => known.sha256 === sha256Digits) ?? null;
}
