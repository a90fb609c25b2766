import { z } from "zod";
import { text } from "../../../defs/yaml/fields.js";
import { sentence } from "../../../defs/yaml/sentence.js";

/** What all figures say alike; a part of the report's texts. */
export const figureTexts = {
  noData: text,
  stamp: sentence("month", "date"),
  incomplete: z.strictObject({ label: text, text: sentence("known") }),
  reservations: text,
  season: z.strictObject({ once: sentence("month"), always: sentence("month") }),
};

/** What their native charts say alike; a part of the deck's texts. */
export const figureDeckTexts = {
  columns: z.strictObject({ month: text, year: text, shortMonth: text }),
  highlight: sentence("month"),
  limits: z.strictObject({ from: text, width: text, expected: text }),
};

/** The texts that all figures share. */
export type FigureTexts = z.output<z.ZodObject<typeof figureTexts>> & {
  deck: z.output<z.ZodObject<typeof figureDeckTexts>>;
};

/** A series in words: its span, its finding, its highest and lowest month. */
export const seriesDescription = sentence(
  ...(["first", "last", "finding", "highest", "highestMonth", "lowest", "lowestMonth"] as const),
);
