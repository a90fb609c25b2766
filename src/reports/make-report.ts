import { join } from "node:path";
import type { ReportId } from "../defs/pipeline.js";
import type { Artefact } from "./shared/artefact.js";
import type { FiguresOfReport } from "./shared/figures-of-month.js";
import type { ReportInput } from "./shared/input.js";

/** Makes the files of one report. Each report's modules load only when it is made. */
export async function makeReport<Report extends ReportId>(
  report: Report,
  input: ReportInput<FiguresOfReport[Report]>,
): Promise<Artefact[]> {
  const reportsFolder = join(input.home, "reports");
  const artefacts = await makers[report](input, reportsFolder);
  const wanted = new Set<string>(input.formats);
  return wanted.size === 0
    ? artefacts
    : artefacts.filter(({ fileName }) => wanted.has(fileName.split(".").at(-1) ?? ""));
}

const makers: {
  [Report in ReportId]: (
    input: ReportInput<FiguresOfReport[Report]>,
    reportsFolder: string,
  ) => Promise<Artefact[]>;
} = {
  steering: async (input, reportsFolder) =>
    (await import("./steering/make.js")).makeSteering(input, reportsFolder),
  ok22: async (input, reportsFolder) => (await import("./ok22/make.js")).makeOk22(input, reportsFolder),
  regions: async (input, reportsFolder) =>
    (await import("./regions/make.js")).makeRegions(input, reportsFolder),
};
