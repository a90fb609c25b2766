import type { AudiencePolicy } from "../../defs/limits/policies.js";
import type { ChartContent } from "../../render/chart/content.js";
import type { PagePictures } from "../../render/chart/chart.js";
import { renderPagePictures } from "../../render/chart/chart.js";
import { renderPage } from "../../render/page/page.js";
import type { JsonObject, Style } from "../../render/style.js";
import type { Ok22Charts, Ok22Definition, Ok22Pictures } from "./context.js";
import type { Ok22Facts } from "./facts.js";
import { requireReconciled } from "./facts.js";
import { composeOk22Charts, composeOk22Page } from "./page.js";
import type { RenderedFile, WorkbookLook } from "../shared/workbook/sheets.js";
import { renderInForm } from "../shared/workbook/sheets.js";
import { viewFor } from "./view.js";
import { composeOk22Workbook } from "./workbook.js";

/** The forms in which the report can be had. */
export type Ok22Format = "html" | "xlsx";

/** Sender, colours, style and charts of the report. */
export interface Ok22Look extends WorkbookLook {
  style: Style;
  /** Vega-Lite specifications: of the trend, of all charts with bins, and of groups by size and share. */
  charts: { trend: JsonObject; bars: JsonObject; funnel: JsonObject };
}

/**
 * The OK22 report of one month for one audience: `ok22_2025-02.html` and `ok22_2025-02.xlsx`, with the audience's ending.
 * `formats` leaves out what is not wanted; empty means all.
 * Throws a plain error, a bug of ours, when its figures contradict each other.
 */
export async function renderOk22(
  facts: Ok22Facts,
  definition: Ok22Definition,
  { look, policy, formats = [] }: { look: Ok22Look; policy: AudiencePolicy; formats?: readonly Ok22Format[] },
): Promise<RenderedFile[]> {
  requireReconciled(facts);
  const view = viewFor(policy, facts);
  const name = `ok22_${facts.basis.month}${policy.fileSuffix}`;
  const isWanted = (format: Ok22Format): boolean => formats.length === 0 || formats.includes(format);
  const files: RenderedFile[] = [];
  if (isWanted("html")) {
    const pictures = await drawCharts(composeOk22Charts(view, definition), look);
    const page = renderPage(composeOk22Page({ ...definition, view, pictures }, look.sender), look.style);
    files.push({ fileName: `${name}.html`, bytes: new TextEncoder().encode(page) });
  }
  if (isWanted("xlsx")) {
    files.push(await renderInForm(name, composeOk22Workbook(view, definition, look), look));
  }
  return files;
}

async function drawCharts(charts: Ok22Charts, { charts: specs, style }: Ok22Look): Promise<Ok22Pictures> {
  // One chart after the other: Vega counts ids for the whole process.
  const draw = async (chart: ChartContent | null, spec: JsonObject): Promise<PagePictures | null> =>
    chart === null ? null : renderPagePictures(chart, spec, style);
  return {
    trend: await draw(charts.trend, specs.trend),
    distribution: await draw(charts.distribution, specs.bars),
    distance: await draw(charts.distance, specs.bars),
    systems: await draw(charts.systems, specs.funnel),
    municipalities: await draw(charts.municipalities, specs.funnel),
  };
}
