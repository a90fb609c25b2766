import { basename } from "node:path";

/** Names of what the program writes about files beside them, so that none of it is taken for an extract. */
const own =
  /\.problemer\.(xlsx|csv|json)$|^modtagekontrol_[\d-]+\.html$|^modtaget_.+\.(html|json)$|^mail_.+\.txt$/i;

/** True for the path of a file that says something of an extract and is none: a list of problems, a page, a mail. */
export function isProblemList(fileName: string): boolean {
  return own.test(basename(fileName));
}

/** Most characters of a file's name in the names and titles of its list: with more, neither disk nor Excel takes them. */
const maxNameCharacters = 80;

/** A long name without its middle, so that its ending and a number before it stay. */
export function shortName(file: string): string {
  const characters = Array.from(file);
  if (characters.length <= maxNameCharacters) return file;
  return [...characters.slice(0, 49), "…", ...characters.slice(-30)].join("");
}
