/** Encodings of text that a profile may name; the first three are read for no other reason. */
export const codePages = ["cp850", "cp865", "mac-roman", "windows-1252"] as const;

export type CodePage = (typeof codePages)[number];

/** The encoding of a text file, proved or told by its profile. */
export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | CodePage;
