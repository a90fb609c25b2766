/** What ends the names of lists of problems, so that no list is taken for an extract. */
const ending = /\.problemer\.(xlsx|csv|json)$/i;

/** True for the name of a file that is a list of problems and no extract. */
export function isProblemList(fileName: string): boolean {
  return ending.test(fileName);
}
