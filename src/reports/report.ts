import type { Question } from "../question/question.js";
import type { Artefact } from "./shared/artefact.js";
import type { ComplianceFigures, MonthFigures } from "./shared/figures/month-figures.js";
import type { ReportForm } from "./shared/forms.js";
import type { ReportInput } from "./shared/input.js";

/** An option that a report takes (`true`), or why it means nothing to it: what is wrong, and what to do. */
export type TakenOption = true | { wrong: string; remedy: string };

/**
 * A report of a month: everything that the program has to know of it. Its texts, facts, composition and making lie in its
 * folder; `index.ts` lists all of them. What it makes and how is loaded only when it is asked for.
 */
export interface Report<Figures extends MonthFigures> {
  /** One line for `--help`. */
  makes: string;
  /** The forms in which it can be written. */
  forms: readonly ReportForm[];
  /** Whether it takes `--accessible`. */
  accessible: TakenOption;
  /** Whether all that it shows is of compliance, so that it can be made before other figures are there. */
  restsOnCompliance: ComplianceFigures extends Figures ? true : false;
  /** Whether it may be published, and so takes `--audience`. */
  audience: TakenOption;
  /** Computes the figures that it shows in the forms that are wanted; none named: all. */
  read(question: Question, forms: readonly ReportForm[]): Promise<Figures>;
  /** Reads the code that makes its files, which is much, and returns what makes them from the texts of the folder `reports`. */
  maker(): Promise<(input: ReportInput<Figures>, reportsFolder: string) => Promise<Artefact[]>>;
}
