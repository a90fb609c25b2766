import type { Definitions } from "../defs/definitions.js";
import type { ReportFormat } from "../defs/pipeline.js";
import type { Audience } from "../domain/audience.js";
import type { FiguresOfMonth } from "./figures-of-month.js";

/** What a report is made from. */
export interface ReportInput {
  figures: FiguresOfMonth;
  /** Forms that are wanted; empty: all that the report has. */
  formats: readonly ReportFormat[];
  /** True: workbooks in the published form, by the checklist for accessible spreadsheets. */
  isAccessible?: boolean;
  /** Whom the report is for, where a report tells audiences apart; the project itself when left out. */
  audience?: Audience;
  definitions: Definitions;
  /** File of the theme in the folder `reports`; left out: the one that the report names, or the usual one. */
  theme?: string;
  /** Folder that holds `pipelines` and `reports`. */
  home: string;
}
