import type { Month } from "../../../domain/month.js";
import type { ToldTarget } from "../../findings/target-findings.js";
import type { FigureSeries } from "./figure.js";
import type { FigureColumn, FigureSheet, GuideRole } from "./sheet.js";
import type { FigureTexts } from "./texts.js";

/** The range in which a month would lie if nothing happened, and where it would be expected. */
export interface MonthBand {
  month: Month;
  expected: number;
  lower: number;
  upper: number;
}

/**
 * The band as columns behind the native chart, where areas lie on each other: where it begins and how wide it is. Months
 * without limits have a band of no width at their own value, because a gap of an area is drawn down to the axis. None where
 * no month has limits.
 */
export function bandColumns(
  {
    months,
    values,
    bands,
    kind,
    showsExpected = false,
  }: {
    months: readonly Month[];
    values: readonly (number | null)[];
    bands: readonly MonthBand[];
    kind: FigureColumn["kind"];
    showsExpected?: boolean;
  },
  headings: FigureTexts["deck"]["limits"],
): FigureColumn[] {
  if (bands.length === 0) return [];
  const bandOf = new Map(bands.map((band) => [band.month, band]));
  const rounded = (value: number): number =>
    kind === "count" ? Math.round(value) : Number(value.toFixed(6));
  const column = (
    role: GuideRole,
    heading: string,
    of: (band: MonthBand | undefined, value: number | null) => number | null,
  ): FigureColumn => ({
    heading,
    kind,
    role,
    shownIn: ["chart"],
    values: months.map((month, place) => of(bandOf.get(month), values[place] ?? null)),
  });
  return [
    column("band-base", headings.from, (band, value) => (band === undefined ? value : rounded(band.lower))),
    column("band", headings.width, (band, value) =>
      band === undefined ? (value === null ? null : 0) : rounded(band.upper) - rounded(band.lower),
    ),
    ...(showsExpected
      ? [
          column("expected", headings.expected, (band) =>
            band === undefined ? null : rounded(band.expected),
          ),
        ]
      : []),
  ];
}

/** A goal as a column behind the native chart: the same share in every month. */
export function goalColumn({ share, label }: ToldTarget, months: readonly Month[]): FigureColumn {
  return {
    heading: label[0] ?? "",
    kind: "share",
    role: "goal",
    shownIn: ["chart"],
    values: months.map(() => share),
  };
}

/** What is drawn of these columns: the band behind all, the expected line, and goals with their names at the newest row. */
export function guideSeries(sheet: FigureSheet, newest: number): FigureSeries[] {
  return sheet.columns.flatMap(({ role }, column): FigureSeries[] => {
    if (role === undefined) return [];
    const plain = { column, points: [], labels: [] };
    if (role === "band" || role === "band-base") return [{ ...plain, drawn: role, color: "focusPale" }];
    if (role === "expected") return [{ ...plain, drawn: "guide", color: "contextDark" }];
    const label = { row: newest, color: "text" as const, stressed: false, namesSeries: true };
    return [{ ...plain, drawn: "guide", color: "text", labels: [label] }];
  });
}
