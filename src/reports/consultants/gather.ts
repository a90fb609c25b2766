import { shownValue } from "../../defs/files/follow-up.js";
import { firstOfWindow, windowOf } from "../../domain/month.js";
import { clinicTypeSums } from "../../metrics/clinics/clinic-types.js";
import { clinicKey, visitNotes } from "../../metrics/follow-up/carried-forward.js";
import type { HomelessVisitNote } from "../../metrics/follow-up/homeless-visits.js";
import { homelessVisitNotes } from "../../metrics/follow-up/homeless-visits.js";
import { visitHistory } from "../../metrics/follow-up/visit-history.js";
import { askModels } from "../../question/question.js";
import type { ComplianceFigures } from "../shared/figures/month-figures.js";
import type { ReportInput } from "../shared/input.js";
import { stateRule } from "../shared/rule.js";
import { compareVisited, visitMonths } from "./afterwards/compare.js";
import { readAfterwards } from "./afterwards/settings.js";
import type { ConsultantsContent } from "./content.js";
import type { OffListRow } from "./visits.js";
import { readOrder } from "./order.js";
import { readConsultantsTexts } from "./texts.js";
import { offListOf, visitsByClinic } from "./visits.js";
import { worklist } from "./worklist.js";

/** Reads and computes all that the worklist of a month shows, apart from who sends it and what it is called. */
export async function gatherWorklist(
  { figures, question }: ReportInput<ComplianceFigures>,
  reportsFolder: string,
): Promise<Omit<ConsultantsContent, "sender" | "workbookName">> {
  const { definitions, month } = question;
  const [texts, order, afterwardsSettings] = await Promise.all([
    readConsultantsTexts(reportsFolder),
    readOrder(reportsFolder, definitions.nextSteps),
    readAfterwards(reportsFolder),
  ]);
  const { types, notes } = await askModels(question, { firstMonthOf: firstOfWindow }, async (run) => ({
    types: await clinicTypeSums(run, { from: firstOfWindow(month), to: month }),
    notes: await visitNotes(run),
  }));
  const after = afterwardsSettings.afterMonths;
  const history = await visitHistory(question, { ...visitMonths(month, afterwardsSettings), after });
  const visits = visitsByClinic(notes);
  const labelOf = (choice: string): string => shownValue({ field: "follow-up", value: choice }, definitions);
  const clinics = figures.clinicsInMonths;
  const rows = worklist({ month, clinics, notes: figures.followUp.notes, visits, labelOf }, order);
  return {
    basis: figures.basis,
    window: windowOf(month),
    count: figures.compliance,
    rule: stateRule(figures.rule, texts.terms),
    rows,
    offList: [...offListOf(clinics, rows, visits), ...homelessRows(await homelessVisitNotes(question))],
    order,
    afterwards: compareVisited({ history, month }, afterwardsSettings),
    afterwardsSettings,
    nextSteps: definitions.nextSteps,
    maxCharacters: definitions.gates.file.maxCellCharacters.value,
    types,
    segments: definitions.segments,
    texts,
  };
}

function homelessRows(notes: readonly HomelessVisitNote[]): OffListRow[] {
  const firstOf = new Map(notes.toReversed().map((note) => [clinicKey(note), note]));
  return [...visitsByClinic(notes)].flatMap(([key, written]): OffListRow[] => {
    const first = firstOf.get(key);
    if (first === undefined) return [];
    const { ydernummer, name, reason } = first;
    return [{ ydernummer, name, notes: written, reason }];
  });
}
