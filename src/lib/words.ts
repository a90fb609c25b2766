/** The form of a noun that goes with a number: 1 row, 0 rows, 2 rows. */
export function noun(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many;
}
