import type { MonthCompliance } from "../../domain/shapes/figures.js";
import type { ShownBefore } from "../../domain/shapes/shown-before.js";
import type { Question } from "../../question/question.js";
import type { ReportForm } from "./forms.js";
import type { Published } from "../disclosure/published.js";
import type { FiguresOfMonth, MonthFigures } from "./figures/month-figures.js";

/** What a report is made from. */
export interface ReportInput<Figures extends MonthFigures = FiguresOfMonth> {
  question: Question;
  figures: Figures;
  /** What the meeting before was shown; null: nothing was sealed for it. */
  shownBefore: ShownBefore | null;
  /** Forms that are wanted; empty: all that the report has. */
  forms: readonly ReportForm[];
  /** True: workbooks in the published form, by the checklist for accessible spreadsheets. */
  isAccessible?: boolean;
  /** What an edition that may not show everything must be held against; left out for the project's own. */
  published?: Published | null;
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
