import type { Ok22Texts } from "./report-file.js";
import type { Risk } from "../shared/risk-file.js";
import type { SegmentSettings } from "../../defs/agreement/segments.js";
import type { ChartContent } from "../../render/chart/content.js";
import type { PagePictures } from "../../render/chart/chart.js";
import type { Ok22View } from "./shown.js";

/** All words of the report, and what it says that is not computed. */
export interface Ok22Definition {
  texts: Ok22Texts;
  segments: SegmentSettings;
  risk: Risk;
}

/** The charts of the page, by the name of their specification. */
export interface Ok22Charts {
  trend: ChartContent;
  distribution: ChartContent | null;
  distance: ChartContent | null;
  /** Systems and municipalities by size and share; null: too few of them are shown. */
  systems: ChartContent | null;
  municipalities: ChartContent | null;
}

/** The same charts, drawn. */
export type Ok22Pictures = { [Name in keyof Ok22Charts]: PagePictures | null };

/** What every section is composed from. */
export interface PageContext extends Ok22Definition {
  view: Ok22View;
  pictures: Ok22Pictures;
}
