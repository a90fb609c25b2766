import type { Command } from "commander";
import { Argument, Option } from "commander";
import { resolve } from "node:path";
import type { PublishedAudience } from "../../domain/audience.js";
import type { Month } from "../../domain/month.js";
import { exitCode, usageError } from "../../lib/errors.js";
import { answerQuestion } from "../answer-question.js";
import type { ReportId } from "../../reports/index.js";
import { makeReport, readFigures, reportIds, reportOf } from "../../reports/index.js";
import type { ReportForm } from "../../reports/shared/forms.js";
import { reportForms } from "../../reports/shared/forms.js";
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

/** `flp report REPORT`: makes one report of a month and writes its files. */
export async function report(context: CommandContext, id: ReportId, options: ReportOptions): Promise<number> {
  const { publishedFor } = await import("../../reports/disclosure/disclose-for.js");
  const { shownBefore } = await import("../../reports/shared/figures/shown-before.js");
  const { writeArtefacts } = await import("../../reports/shared/artefact.js");
  requireTaken(id, options);
  const forms = formsOf(options.format);
  return answerQuestion(context, options, async (question) => {
    context.terminal.progress(`report ${id}: computing figures`);
    const figures = await readFigures(id, question, forms);
    const published = await publishedFor(question, context.home, figures.basis);
    context.terminal.progress(`report ${id}: drawing`);
    const artefacts = await makeReport(id, {
      question,
      figures,
      shownBefore: shownBefore(question.store, figures.basis),
      published,
      forms,
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

/** Throws exit 2 for an option that means nothing to the report. */
function requireTaken(id: ReportId, options: ReportOptions): void {
  const { accessible: byAccessible, audience: byAudience } = reportOf(id);
  const given = [
    ...(options.accessible === true ? [byAccessible] : []),
    ...(options.audience === undefined ? [] : [byAudience]),
  ];
  for (const taken of given)
    if (taken !== true) throw usageError(`the report ${id} ${taken.wrong}`, taken.remedy);
}

function formsOf(text: string | undefined): ReportForm[] {
  if (text === undefined) return [];
  return text.split(",").map((word) => {
    const form = reportForms.find((one) => one === word.trim());
    if (form === undefined)
      throw usageError(`--format ${word} is not known`, `choose from ${reportForms.join(", ")}`);
    return form;
  });
}

export const registerReport: RegisterCommand = (program, run) => {
  program
    .command("report")
    .description("make a report of a month: charts, pages, workbooks")
    .addArgument(new Argument("<REPORT>", "which report").choices(reportIds))
    .addOption(reportMonth())
    .addOption(asOf())
    .option("--out <DIR>", "folder for its files (default: out/REPORT)")
    .addOption(
      new Option("--format <LIST>", `only these forms, with commas between: ${reportForms.join(", ")}`),
    )
    .addOption(theme())
    .addOption(accessible())
    .addOption(audience())
    .addOption(json())
    .addHelpText(
      "after",
      () => `\nReports:\n${reportIds.map((id) => `  ${id.padEnd(12)} ${reportOf(id).makes}`).join("\n")}`,
    )
    .action(async (id: ReportId, options: ReportOptions, command: Command) => {
      await run(command, (context) => report(context, id, options));
    });
};
