/** Logarithms of the factorials that were asked for so far, by their number. */
const known: number[] = [0];

/** Natural logarithm of `number`!, for whole numbers from 0: a sum of logarithms, kept between calls. */
export function logFactorial(number: number): number {
  for (let next = known.length; next <= number; next += 1)
    known.push((known[next - 1] ?? 0) + Math.log(next));
  return known[number] ?? 0;
}

/** Natural logarithm of the number of ways to choose `part` of `whole`. */
export function logChoices(whole: number, part: number): number {
  return logFactorial(whole) - logFactorial(part) - logFactorial(whole - part);
}
