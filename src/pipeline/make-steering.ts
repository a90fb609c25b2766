import type { Artefact } from "./artefact.js";
import type { ReportInput } from "./make-report.js";

export function makeSteering(_input: ReportInput, _folder: string): Promise<Artefact[]> {
  return Promise.resolve([]);
}
