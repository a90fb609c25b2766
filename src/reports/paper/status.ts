import type { DocumentBlock } from "../../office/document/content.js";
import type { StatusPart } from "../status/compose.js";
import type { PaperContext } from "./context.js";
import type { Point } from "./paper-file.js";

/** A part of the text's width: figure, table and what is proposed of a point find room on one page. */
const pictureWidth = 0.85;

/** The registers of a point: what each bears out, its figure and its table; why they are not shown, in an edition without them. */
export function composeStatusOf(
  { number, title }: Pick<Point, "number" | "title">,
  context: PaperContext,
): DocumentBlock[] {
  const { parts, withheld } = context.status;
  const own = parts.filter(({ agendaPoint }) => agendaPoint === number);
  return [
    ...withheld
      .filter(({ agendaPoint }) => agendaPoint === number)
      .map(({ text }): DocumentBlock => ({ kind: "paragraph", text })),
    ...own.flatMap((part) => [
      // a heading that says the point's title again says nothing
      ...(part.title === title ? [] : [{ kind: "heading" as const, level: 3 as const, text: part.title }]),
      ...composeRegister(part, context),
    ]),
  ];
}

function composeRegister(part: StatusPart, { statusPictures }: PaperContext): DocumentBlock[] {
  const { findings, figure, table, notes } = part;
  const [finding, ...others] = findings;
  const png = statusPictures.get(part.id);
  return [
    ...(finding === undefined ? [] : [{ kind: "finding" as const, text: `${finding}.` }]),
    ...(others.length === 0
      ? []
      : [{ kind: "list" as const, isOrdered: false, items: others.map((text) => `${text}.`) }]),
    ...(figure === null || png === undefined
      ? []
      : [
          {
            ...{ kind: "picture" as const, width: pictureWidth },
            ...{
              png,
              title: figure.chart.title,
              description: figure.chart.description,
              caption: figure.title,
            },
          },
        ]),
    ...(table.rows.length === 0
      ? []
      : [{ kind: "table" as const, caption: table.caption, columns: table.columns, rows: table.rows }]),
    { kind: "note", lines: notes },
  ];
}
