import { join } from "node:path";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type { Question } from "../../question/question.js";
import { readChart } from "../../render/chart/read-chart.js";
import { renderSlide } from "../../render/chart/chart.js";
import { renderPng } from "../../render/chart/png.js";
import type { Style } from "../../render/style.js";
import type { Ok22Terms } from "../shared/terms.js";
import type { StatusPart } from "./compose.js";
import { composeStatusPart } from "./compose.js";
import { readRegisterFacts } from "./facts.js";
import { readStatusTexts } from "./texts.js";

/** What an audience is shown of the registers. */
export interface ShownStatus {
  /** In the order of the agenda; empty where no register is loaded. */
  parts: readonly StatusPart[];
  /** Said in the place of registers that an edition does not show. */
  withheld: readonly { agendaPoint: number; text: string }[];
  /** How many slides may show all of a register's entries before the rest is only counted, in words. */
  moreText: (count: string) => string;
}

const nothing: ShownStatus = { parts: [], withheld: [], moreText: () => "" };

/**
 * Reads and composes the registers that are loaded. People write them freely, and name others in them: an edition that may be
 * published shows none.
 */
export async function tellStatus(
  question: Pick<Question, "store" | "definitions" | "asOf" | "audience">,
  reportsFolder: string,
  { terms, style, date }: { terms: Ok22Terms; style: Pick<Style, "colors">; date: string },
): Promise<ShownStatus> {
  const facts = readRegisterFacts(question);
  if (facts.length === 0) return nothing;
  const texts = await readStatusTexts(reportsFolder);
  const moreText = (count: string): string => fillSentence(texts.more, { count });
  if (question.audience === "public")
    return {
      parts: [],
      withheld: facts.map(({ register: { agendaPoint, title } }) => ({
        agendaPoint,
        text: fillSentence(texts.withheld, { title }),
      })),
      moreText,
    };
  const today = [date, ...facts.map((one) => one.date)].sort().at(-1) ?? date;
  const context = { texts, terms, colors: style.colors, today };
  return { parts: facts.map((one) => composeStatusPart(one, context)), withheld: [], moreText };
}

/** The figures of registers as pictures, by the register's id. */
export async function drawStatus(
  parts: readonly StatusPart[],
  reportsFolder: string,
  style: Style,
): Promise<Map<string, Uint8Array>> {
  const pictures = new Map<string, Uint8Array>();
  for (const { id, figure } of parts) {
    if (figure === null) continue;
    const spec = await readChart(join(reportsFolder, "status", "charts", `${figure.kind}.vl.json`));
    // One chart after the other: Vega counts ids for the whole process.
    const slide = await renderSlide(figure.chart, spec, style);
    pictures.set(id, await renderPng(slide, style.fonts, figure.chart));
  }
  return pictures;
}
