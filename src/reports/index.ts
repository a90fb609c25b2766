import { join } from "node:path";
import type { Question } from "../question/question.js";
import { report as consultants } from "./consultants/report.js";
import { report as ok22 } from "./ok22/report.js";
import { report as paper } from "./paper/report.js";
import { report as regions } from "./regions/report.js";
import type { Report } from "./report.js";
import type { Artefact } from "./shared/artefact.js";
import type { ComplianceFigures, MonthFigures } from "./shared/figures/month-figures.js";
import type { ReportForm } from "./shared/forms.js";
import type { ReportInput } from "./shared/input.js";
import { report as steering } from "./steering/report.js";

/** All reports of a month, by id, in the order in which they are listed. The only such list. */
const reports = { steering, ok22, regions, consultants, paper } as const;

export type ReportId = keyof typeof reports;

/** The figures that each report shows. */
export type FiguresOfReport = {
  [Id in ReportId]: Awaited<ReturnType<(typeof reports)[Id]["read"]>>;
};

const byId: { [Id in ReportId]: Report<FiguresOfReport[Id]> } = reports;

/** The ids, in the order of the list. */
export const reportIds: readonly ReportId[] = Object.keys(reports).filter(isReportId);

/** True for the id of a report. */
export function isReportId(id: string): id is ReportId {
  return Object.hasOwn(reports, id);
}

/** What is asked of every report alike. */
export function reportOf(id: ReportId): Omit<Report<MonthFigures>, "read" | "maker" | "restsOnCompliance"> {
  return reports[id];
}

type ComplianceReportId = {
  [Id in ReportId]: ComplianceFigures extends FiguresOfReport[Id] ? Id : never;
}[ReportId];

/** True for a report that needs no figures but those of compliance. */
export function restsOnCompliance(id: ReportId): id is ComplianceReportId {
  return reports[id].restsOnCompliance;
}

/** Computes the figures that one report shows in the forms that are wanted; none named: all. */
export function readFigures<Id extends ReportId>(
  id: Id,
  question: Question,
  forms: readonly ReportForm[],
): Promise<FiguresOfReport[Id]> {
  return byId[id].read(question, forms);
}

/** Reads the code of reports that will be made, while there is nothing else to do. */
export async function readCodeOf(ids: readonly ReportId[]): Promise<void> {
  await Promise.all(ids.map((id) => byId[id].maker()));
}

/** Makes the files of one report, in the forms that are wanted. */
export async function makeReport<Id extends ReportId>(
  id: Id,
  input: ReportInput<FiguresOfReport[Id]>,
): Promise<Artefact[]> {
  const make = await byId[id].maker();
  const artefacts = await make(input, join(input.home, "reports"));
  const wanted = new Set<string>(input.forms);
  return wanted.size === 0
    ? artefacts
    : artefacts.filter(({ fileName }) => wanted.has(fileName.split(".").at(-1) ?? ""));
}
