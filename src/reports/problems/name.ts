/** What ends the names of lists of problems, so that no list is taken for an extract. */
const ending = /\.problemer\.(xlsx|csv|json)$/i;

/** True for the name of a file that is a list of problems and no extract. */
export function isProblemList(fileName: string): boolean {
  return ending.test(fileName);
}

/** Most characters of a file's name in the names and titles of its list: with more, neither disk nor Excel takes them. */
const maxNameCharacters = 80;

/** A long name without its middle, so that its ending and a number before it stay. */
export function shortName(file: string): string {
  const characters = Array.from(file);
  if (characters.length <= maxNameCharacters) return file;
  return [...characters.slice(0, 49), "…", ...characters.slice(-30)].join("");
}
