import { join } from "node:path";
import { renderPagePictures, renderSlide } from "../../render/chart/chart.js";
import { renderPng } from "../../render/chart/png.js";
import { readChart } from "../../render/chart/read-chart.js";
import { renderCsv } from "../../render/csv.js";
import type { PagePictures } from "../../render/chart/chart.js";
import type { Block, Section } from "../../render/page/page-content.js";
import type { Style } from "../../render/style.js";
import type { Artefact } from "../shared/artefact.js";
import type { StatusPart } from "./compose.js";

/** What a report shows of the registers beside its own figures. */
export interface StatusFiles {
  /** A section for each register, for the report's page. */
  sections: Section[];
  /** Its figure as SVG and PNG, and its table as CSV. */
  files: Artefact[];
}

/** Makes the section and the files of each register; `name` begins the names of the files, `isWanted` leaves forms out. */
export async function renderStatus(
  parts: readonly StatusPart[],
  reportsFolder: string,
  {
    name,
    style,
    isWanted,
  }: { name: string; style: Style; isWanted: (form: "html" | "svg" | "png" | "csv") => boolean },
): Promise<StatusFiles> {
  const made: StatusFiles = { sections: [], files: [] };
  for (const part of parts) {
    const { figure } = part;
    const stem = `${name}_status-${part.id}`;
    const text = (ending: string, content: string): void =>
      void made.files.push({ fileName: `${stem}.${ending}`, bytes: new TextEncoder().encode(content) });
    let pictures: PagePictures | null = null;
    if (figure !== null) {
      const spec = await readChart(join(reportsFolder, "status", "charts", `${figure.kind}.vl.json`));
      // One chart after the other: Vega counts ids for the whole process.
      if (isWanted("html")) pictures = await renderPagePictures(figure.chart, spec, style);
      if (isWanted("svg") || isWanted("png")) {
        const slide = await renderSlide(figure.chart, spec, style);
        if (isWanted("svg")) text("svg", slide);
        if (isWanted("png"))
          made.files.push({
            fileName: `${stem}.png`,
            bytes: await renderPng(slide, style.fonts, figure.chart),
          });
      }
    }
    if (isWanted("csv")) text("csv", renderCsv(part.csv));
    made.sections.push(sectionOf(part, pictures));
  }
  return made;
}

function sectionOf(part: StatusPart, pictures: PagePictures | null): Section {
  const { id, title, findings, marks, table, notes } = part;
  const [finding, ...others] = findings;
  const blocks: Block[] = [
    ...marks.map(({ label, text }): Block => ({ kind: "paragraph", text: `${label}: ${text}` })),
    ...(finding === undefined ? [] : [{ kind: "finding" as const, text: finding }]),
    ...(others.length === 0 ? [] : [{ kind: "list" as const, items: others.map((text) => `${text}.`) }]),
    ...(pictures === null
      ? []
      : [{ kind: "figure" as const, wide: pictures.page, narrow: pictures.narrow, caption: null }]),
    { kind: "table", caption: table.caption, folded: false, columns: table.columns, rows: table.rows },
    { kind: "note", lines: notes },
  ];
  return { id: `status-${id}`, heading: title, startsSheet: true, blocks };
}
