import { clinicCompliance } from "../../metrics/clinics/clinic-figures.js";
import type { Question } from "../../question/question.js";
import type { ActivityFigures } from "../shared/figures/activity.js";
import { plansByType, readActivity } from "../shared/figures/activity.js";
import type { DeckFigures, MonthFigures } from "../shared/figures/of-month.js";
import { monthFigures } from "../shared/figures/of-month.js";
import type { ReportForm } from "../shared/forms.js";

/** What the report shows; those of the deck where it is wanted. */
export type SteeringFigures = MonthFigures &
  ActivityFigures &
  Pick<DeckFigures, "plansByType"> &
  Partial<Pick<DeckFigures, "clinics">>;

/** Computes what the report shows in the forms that are wanted; none named: all. */
export function readSteering(question: Question, forms: readonly ReportForm[]): Promise<SteeringFigures> {
  const { definitions } = question;
  return monthFigures(question, {
    dimensions: ["region", "plan-type"],
    read: async (run) => ({
      ...(await readActivity(run, definitions)),
      plansByType: await plansByType(run, definitions),
      ...(wantsDeck(forms) ? { clinics: await clinicCompliance(run) } : {}),
    }),
  });
}

/** True when the deck is among the forms that are wanted. */
export function wantsDeck(forms: readonly ReportForm[]): boolean {
  return forms.length === 0 || forms.includes("pptx");
}
