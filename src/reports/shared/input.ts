import type { Definitions } from "../../defs/definitions.js";
import type { ReportFormat } from "../../defs/pipeline.js";
import type { Audience } from "../../domain/audience.js";
import type { MonthCompliance } from "../../domain/shapes/figures.js";
import type { ShownBefore } from "../../domain/shapes/shown-before.js";
import type { Published } from "../disclosure/published.js";
import type { FiguresOfMonth, MonthFigures } from "./figures-of-month.js";

/** What a report is made from. */
export interface ReportInput<Figures extends MonthFigures = FiguresOfMonth> {
  figures: Figures;
  /** What the meeting before was shown; null: nothing was sealed for it. */
  shownBefore: ShownBefore | null;
  /** Forms that are wanted; empty: all that the report has. */
  formats: readonly ReportFormat[];
  /** True: workbooks in the published form, by the checklist for accessible spreadsheets. */
  isAccessible?: boolean;
  /** Whom the report is for, where a report tells audiences apart; the project itself when left out. */
  audience?: Audience;
  /** What an edition that may not show everything must be held against; left out for the project's own. */
  published?: Published | null;
  definitions: Definitions;
  /** File of the theme in the folder `reports`; left out: the one that the report names, or the usual one. */
  theme?: string;
  /** Folder that holds `pipelines` and `reports`. */
  home: string;
}

/** Compliance of every month that has a figure, the report month last, also where its window is not full. */
export function complianceByMonth({
  basis,
  compliance,
  complianceTrend,
}: Pick<MonthFigures, "basis" | "compliance" | "complianceTrend">): MonthCompliance[] {
  const earlier = complianceTrend.filter(({ month }) => month < basis.month);
  return [...earlier, { month: basis.month, ...compliance }];
}
