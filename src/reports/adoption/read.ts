import { clinicCompliance } from "../../metrics/clinics/clinic-figures.js";
import { clinicDimensions } from "../../metrics/shared/split.js";
import type { Question } from "../../question/question.js";
import type { ActivityFigures } from "../shared/figures/activity.js";
import { plansByType, readActivity, readPlansPerDoctor } from "../shared/figures/activity.js";
import type { ComplianceSplits } from "../shared/figures/compliance.js";
import { complianceSplits } from "../shared/figures/compliance.js";
import { monthsOfGroups } from "../shared/figures/group-months.js";
import type { ChoiceFigures, DeckFigures, MonthFigures } from "../shared/figures/month-figures.js";
import { monthFigures } from "../shared/figures/of-month.js";
import type { ReportForm } from "../shared/forms.js";

/** What the report shows; those of the deck and those of the page's choices where they are wanted. */
export type SteeringFigures = MonthFigures &
  ActivityFigures &
  Pick<DeckFigures, "plansByType"> &
  Partial<Pick<DeckFigures, "clinics" | keyof ComplianceSplits>> &
  Partial<ChoiceFigures>;

/** What the deck splits compliance by, beside regions. */
const deckSplits = ["system", "municipality"] as const;

/** Computes what the report shows in the forms that are wanted; none named: all. */
export function readSteering(question: Question, forms: readonly ReportForm[]): Promise<SteeringFigures> {
  const { definitions } = question;
  // Who may not see every group is shown none of them month by month.
  const hasGroups = wantsPage(forms) && question.audience === "internal";
  return monthFigures(question, {
    dimensions: hasGroups
      ? [...clinicDimensions, "plan-type"]
      : ["region", "plan-type", ...(wantsDeck(forms) ? deckSplits : [])],
    hasGroups,
    read: async (run) => ({
      plansPerDoctor: await readPlansPerDoctor(run),
      ...(await readActivity(run, definitions)),
      plansByType: await plansByType(run, definitions),
      ...(hasGroups ? { monthsOfGroups: await monthsOfGroups(run) } : {}),
      // A goal tells how many clinics are near it, on the page as on the deck.
      ...(wantsDeck(forms) || definitions.targets.length > 0 ? { clinics: await clinicCompliance(run) } : {}),
      ...(wantsDeck(forms) ? await complianceSplits(run, definitions) : {}),
    }),
  });
}

/** True when the deck is among the forms that are wanted. */
export function wantsDeck(forms: readonly ReportForm[]): boolean {
  return forms.length === 0 || forms.includes("pptx");
}

/** True when the page is among the forms that are wanted. */
export function wantsPage(forms: readonly ReportForm[]): boolean {
  return forms.length === 0 || forms.includes("html");
}
