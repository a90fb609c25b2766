import { countWords } from "../../../domain/danish.js";
import type { ContentSlide } from "../../../office/deck/content.js";
import type { StatusPart } from "../../status/compose.js";
import type { DeckContext } from "./facts.js";

/** Most entries that can be read from the back of a room. */
const mostEntries = 10;

/** A slide for each status register, in the order of the agenda: those that are shown, or those that are looked up. */
export function composeStatus(context: DeckContext, which: "shown" | "annex"): ContentSlide[] {
  return context.status.parts
    .filter(({ isAnnex }) => isAnnex === (which === "annex"))
    .map((part) => composeRegister(part, context));
}

function composeRegister(part: StatusPart, { status }: DeckContext): ContentSlide {
  const [finding, ...others] = part.findings;
  const { figure, slideTable: table } = part;
  const native = part.slideShows === "figure" ? (figure?.native ?? null) : null;
  const entries = table.rows.filter(({ stressed }) => !stressed);
  const left = native === null ? entries.length - mostEntries : 0;
  const rows =
    left > 0 ? [...entries.slice(0, mostEntries), ...table.rows.filter((row) => row.stressed)] : table.rows;
  const description = figure?.chart.description ?? table.caption;
  return {
    kind: "content",
    title: finding ?? part.title,
    subtitle: part.title,
    marks: part.marks.map(({ label }) => label),
    notes: [
      ...(left > 0 ? [status.moreText(countWords(left))] : []),
      ...others.map((text) => `${text}.`),
      ...part.notes,
    ],
    speakerNotes: [description, part.speakerNote],
    body:
      native === null || figure === null
        ? { kind: "table", name: table.caption, description: table.caption, columns: table.columns, rows }
        : { kind: "chart", name: figure.title, description, ...native },
  };
}
