import type { Command } from "commander";
import { Option } from "commander";
import { basename, join, resolve } from "node:path";
import { maskCpr } from "../../domain/cpr.js";
import { exitCode } from "../../lib/errors.js";
import type { AuditFinding } from "../../office/audit/finding.js";
import { noun } from "../../lib/words.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { definitionsFolder } from "../command.js";
import { asJson } from "../terminal/format.js";
import { json, monthOption } from "../options.js";
import type { CheckMonthsOptions } from "./check-months.js";
import { checkMonths } from "./check-months.js";
import { checkSoundness } from "./status.js";

/**
 * `flp check artefact FILE`: holds a workbook, ours or another's, against the checklist for accessible spreadsheets. Exit 15
 * when it finds anything, essential or not: the workbook is not fit to be published as it is.
 */
export async function checkArtefact(
  context: CommandContext,
  file: string,
  options: { json?: boolean },
): Promise<number> {
  const { auditWorkbook } = await import("../../office/audit/workbook.js");
  const { readPublishedTexts } = await import("../../reports/shared/workbook/published-texts.js");
  const texts = await readPublishedTexts(join(context.home, "reports"));
  const { requireFile } = await import("../../lib/files.js");
  const { readDefinitions } = await import("../../defs/definitions.js");
  const { readLimits } = await import("../../defs/limits/read-limits.js");
  const path = resolve(context.cwd, file);
  await requireFile(path);
  const { gates } = await readDefinitions(definitionsFolder(context.home));
  const limits = readLimits(gates.file);
  const fileName = maskCpr(basename(file));
  const words = { emptyCells: texts.saysEmptyCells.map((phrase) => phrase.toLowerCase()) };
  const findings = await auditWorkbook(path, { fileName, words, limits });
  if (options.json === true)
    context.terminal.result(asJson({ file: fileName, findings: findings.map(forMachines) }));
  else context.terminal.result(describe(fileName, findings));
  return findings.length === 0 ? exitCode.done : exitCode.render;
}

function forMachines({ isEssential, ...rest }: AuditFinding): Omit<AuditFinding, "isEssential"> & {
  essential: boolean;
} {
  return { ...rest, essential: isEssential };
}

function describe(fileName: string, findings: readonly AuditFinding[]): string {
  if (findings.length === 0) return `${fileName}: nothing found against the checklist\n`;
  const essential = findings.filter(({ isEssential }) => isEssential).length;
  const lines = findings.map(({ rule, isEssential, sheet, cell, what, remedy }) => {
    const place = [sheet, cell].filter((part) => part !== null).join("!");
    const weight = isEssential ? "essential" : "advice";
    return `  ${place === "" ? "workbook" : place}: ${what} (${rule}, ${weight}); ${remedy}\n`;
  });
  return `${fileName}: ${findings.length} ${noun(findings.length, "finding")}, ${essential} of them essential\n${lines.join("")}`;
}

export const registerCheck: RegisterCommand = (program, run) => {
  const check = program
    .command("check")
    .description("check that the database is sound; exit 14 when it is not")
    .addOption(json())
    .action(async (options: { json?: boolean }, command: Command) => {
      await run(command, (context) => checkSoundness(context, options));
    });
  check
    .command("months")
    .description(
      "list the known months that would be held had they arrived now, after the months before them",
    )
    .addOption(
      new Option(
        "--from <YYYY-MM>",
        "first month to list; earlier ones are still what it is held against",
      ).argParser(monthOption("--from")),
    )
    .option("--strict", "exit 13 where a month would be held")
    .addOption(json())
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<CheckMonthsOptions>();
      await run(command, (context) => checkMonths(context, options));
    });
  check
    .command("artefact")
    .description(
      "hold a workbook against the checklist for accessible spreadsheets; exit 15 when it finds anything",
    )
    .argument("<FILE>", "any workbook (.xlsx)")
    .addOption(json())
    .action(async (file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<{ json?: boolean }>();
      await run(command, (context) => checkArtefact(context, file, options));
    });
};
