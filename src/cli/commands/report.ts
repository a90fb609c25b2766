import type { Command } from "commander";
import { Argument, Option } from "commander";
import { resolve } from "node:path";
import type { ReportFormat, ReportId } from "../../defs/pipeline.js";
import type { PublishedAudience } from "../../domain/audience.js";
import type { Month } from "../../domain/month.js";
import { exitCode, usageError } from "../../lib/errors.js";
import { answerQuestion } from "../ask.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { asJson } from "../terminal/format.js";
import { accessible, asOf, audience, json, reportMonth, theme } from "../options.js";

/** Options of `flp report`, as commander gives them. */
export interface ReportOptions {
  month?: Month;
  asOf?: number;
  out?: string;
  format?: string;
  theme?: string;
  accessible?: boolean;
  audience?: PublishedAudience;
  json?: boolean;
}

const reports = ["steering", "ok22", "regions"] as const satisfies readonly ReportId[];

/** `flp report REPORT`: makes one report of a month and writes its files. */
export async function report(context: CommandContext, id: ReportId, options: ReportOptions): Promise<number> {
  const { figuresOfReport } = await import("../../reports/shared/figures-of-month.js");
  const { makeReport } = await import("../../reports/make-report.js");
  const { publishedFor } = await import("../../reports/disclosure/disclose-for.js");
  const { shownBefore } = await import("../../reports/shared/shown-before.js");
  const { writeArtefacts } = await import("../../reports/shared/artefact.js");
  if (options.accessible === true && id === "steering")
    throw usageError(
      "the report steering has no workbook that --accessible could change",
      "use --accessible with ok22 or regions; the page of steering is accessible as it is",
    );
  if (options.audience !== undefined && id === "regions") {
    throw usageError(
      "the report regions is for the regions, each of which owns its clinics",
      "leave --audience out; steering and ok22 can be made for the public",
    );
  }
  const formats = await parseFormats(options.format);
  return answerQuestion(context, options, async (question) => {
    context.terminal.progress(`report ${id}: computing figures`);
    const figures = await figuresOfReport(id, question, formats);
    const published = await publishedFor(question, context.home, figures.basis);
    context.terminal.progress(`report ${id}: drawing`);
    const artefacts = await makeReport(id, {
      question,
      figures,
      shownBefore: shownBefore(question.store, figures.basis),
      published,
      formats,
      home: context.home,
      isAccessible: options.accessible === true,
    });
    if (artefacts.length === 0)
      throw usageError(
        `the report ${id} has no form ${options.format ?? ""}`,
        "leave --format out to make all its forms",
      );
    const folder = resolve(context.cwd, options.out ?? `out/${id}`);
    const written = await writeArtefacts(artefacts, { outFolder: folder, reportFolder: folder });
    if (options.json === true)
      context.terminal.result(
        asJson({ report: id, month: figures.basis.month, as_of: figures.basis.asOf, folder, files: written }),
      );
    else for (const { file } of written) context.terminal.result(`${resolve(folder, file)}\n`);
    return exitCode.done;
  });
}

async function parseFormats(text: string | undefined): Promise<ReportFormat[]> {
  if (text === undefined) return [];
  const { reportFormats } = await import("../../defs/pipeline.js");
  return text.split(",").map((word) => {
    const format = reportFormats.find((one) => one === word.trim());
    if (format === undefined)
      throw usageError(`--format ${word} is not known`, `choose from ${reportFormats.join(", ")}`);
    return format;
  });
}

export const registerReport: RegisterCommand = (program, run) => {
  program
    .command("report")
    .description("make a report of a month: charts, pages, workbooks")
    .addArgument(new Argument("<REPORT>", "which report").choices(reports))
    .addOption(reportMonth())
    .addOption(asOf())
    .option("--out <DIR>", "folder for its files (default: out/REPORT)")
    .addOption(
      new Option("--format <LIST>", "only these forms, with commas between: html, svg, png, csv, xlsx, pptx"),
    )
    .addOption(theme())
    .addOption(accessible())
    .addOption(audience())
    .addOption(json())
    .action(async (id: ReportId, options: ReportOptions, command: Command) => {
      await run(command, (context) => report(context, id, options));
    });
};
