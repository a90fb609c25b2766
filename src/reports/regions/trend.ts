/** Blocks of rising height, as text: they need no drawing and stand in any cell. Zero is the lowest. */
const blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;

/** What stands for a month of which nothing is known. */
const unknownMonth = "·";

/** A block a month, as tall as its share of the greatest month; equal months have equal blocks. */
export function trendBars(months: readonly (number | null)[]): string {
  const greatest = Math.max(1, ...months.map((plans) => plans ?? 0));
  return months
    .map((plans) => {
      if (plans === null) return unknownMonth;
      // Zero alone has the lowest block, so that one plan differs from none
      const height = plans === 0 ? 0 : 1 + Math.round(((blocks.length - 2) * plans) / greatest);
      return blocks[Math.min(height, blocks.length - 1)] ?? unknownMonth;
    })
    .join("");
}

/** Plans of the earlier and of the latest half of the months; unknown months count as none. */
export function trendHalves(months: readonly (number | null)[]): { earlier: number; latest: number } {
  const middle = Math.floor(months.length / 2);
  const sum = (part: readonly (number | null)[]): number =>
    part.reduce<number>((total, plans) => total + (plans ?? 0), 0);
  return { earlier: sum(months.slice(0, middle)), latest: sum(months.slice(middle)) };
}
