import { Argument, Option } from "commander";
import type { Command } from "commander";
import { join } from "node:path";
import type { MetricId } from "../../metrics/index.js";
import { metricIds, metricOf } from "../../metrics/index.js";
import type { Month } from "../../domain/month.js";
import type { Ydernummer } from "../../domain/ydernummer.js";
import { parseYdernummer } from "../../domain/ydernummer.js";
import { exitCode, usageError } from "../../lib/errors.js";
import { answerQuestion } from "../answer-question.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { asJson } from "../terminal/format.js";
import { asOf, json, reportMonth } from "../options.js";
import { renderTerminalTable } from "../terminal/table.js";

/** Options of `flp explain`, as commander gives them. */
export interface ExplainOptions {
  month?: Month;
  clinic?: Ydernummer;
  asOf?: number;
  da?: boolean;
  sql?: boolean;
  json?: boolean;
}

/** How many rows the terminal shows of a whole country before it only counts the rest; a clinic's are shown all. */
const shownRows = 20;

/** `flp explain METRIC`: definition, population, SQL, and the file and line of every row behind a figure. */
export async function explain(
  context: CommandContext,
  metric: MetricId,
  options: ExplainOptions,
): Promise<number> {
  const { readExplainTexts } = await import("../../metrics/explain/texts.js");
  const { readMetricText } = await import("../../metrics/answer/metric-texts.js");
  const { ruleInForce } = await import("../../defs/agreement/rules.js");
  const { explainMetric } = await import("../../metrics/explain/explain.js");
  const { composeExplanation } = await import("../../metrics/explain/compose.js");
  const language = options.da === true ? "da" : "en";
  const texts = await readExplainTexts(join(context.home, "reports"), language);
  return answerQuestion(context, options, async (question) => {
    context.terminal.progress(`explain ${metric}: computing`);
    const explanation = await explainMetric(question, { metric, ydernummer: options.clinic ?? null });
    if (options.json === true) {
      context.terminal.result(asJson(explanation));
      return exitCode.done;
    }
    const { needsRule, clinicDetail } = metricOf(metric);
    const content = composeExplanation(explanation, {
      metric: await readMetricText(metric, language),
      clinicDetail,
      rule: needsRule ? ruleInForce(question.definitions.rules, explanation.month) : null,
      texts,
    });
    const { paint } = context.terminal;
    const parts = content.parts.map(
      ({ label, lines }) => `${paint.bold(label)}\n${lines.map((line) => `  ${line}\n`).join("")}`,
    );
    const shown = options.clinic === undefined ? content.rows.slice(0, shownRows) : content.rows;
    const table = renderTerminalTable({
      columns: content.columns,
      numeric: [3, 4, 7],
      rows: shown.map((row) => row.map(String)),
    });
    const left = content.rows.length - shown.length;
    const more = left > 0 ? `${content.moreRows(left)}\n` : "";
    const sql =
      options.sql === true
        ? explanation.models.map(({ path, sql: text }) => `\n${paint.bold(path)}\n${text}`).join("")
        : "";
    context.terminal.result(
      `${paint.bold(content.title)}\n\n${parts.join("")}\n${shown.length === 0 ? "" : table}${more}${sql}`,
    );
    return exitCode.done;
  });
}

export const registerExplain: RegisterCommand = (program, run) => {
  program
    .command("explain")
    .description(
      "show what a figure rests on: definition, clinics at each filter, SQL, and the file and line of each row",
    )
    .addArgument(new Argument("<METRIC>", "the metric").choices(metricIds))
    .addOption(reportMonth())
    .addOption(
      new Option("--clinic <NUMBER>", "explain the figures of this ydernummer").argParser((text) => {
        const number = parseYdernummer(text);
        if (number === null)
          throw usageError(
            `--clinic ${text} is no ydernummer`,
            "write 1 to 6 digits, for instance --clinic 012345",
          );
        return number;
      }),
    )
    .addOption(asOf())
    .option("--sql", "print the SQL of each model too")
    .option("--da", "explain in Danish")
    .addOption(json())
    .action(async (metric: MetricId, options: ExplainOptions, command: Command) => {
      await run(command, (context) => explain(context, metric, options));
    });
};
