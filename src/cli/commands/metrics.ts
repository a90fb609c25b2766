import type { Command } from "commander";
import { Argument, Option } from "commander";
import type { DimensionId } from "../../domain/shapes/metric.js";
import { dimensionIds } from "../../domain/shapes/metric.js";
import type { MetricId } from "../../metrics/index.js";
import { metricIds, metricOf } from "../../metrics/index.js";
import type { Month } from "../../domain/month.js";
import { exitCode, usageError } from "../../lib/errors.js";
import { answerQuestion } from "../answer-question.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { asJson } from "../terminal/format.js";
import { asOf, givenOnce, json, monthOption, reportMonth, shareOption } from "../options.js";
import type { Question } from "../../question/question.js";
import type { TargetAnswer } from "../../domain/shapes/target.js";
import type { MetricAnswer } from "../../metrics/answer/answer-metrics.js";
import { count, renderTerminalTable, sharePlain } from "../terminal/table.js";

const formats = ["table", "json", "csv"] as const;

/** Options of `flp metrics`, as commander gives them. */
export interface MetricsOptions {
  month?: Month;
  from?: Month;
  by?: DimensionId;
  asOf?: number;
  format?: (typeof formats)[number];
  json?: boolean;
  target?: number;
}

/** `flp metrics METRIC`: one metric for one report month; `all` answers every metric at once. */
export async function showMetric(
  context: CommandContext,
  metric: MetricId | "all",
  options: MetricsOptions,
): Promise<number> {
  requireTargetFits(metric, options);
  const { answerMetrics, fieldsOfRows } = await import("../../metrics/answer/answer-metrics.js");
  return answerQuestion(context, options, async (question) => {
    const asked = { by: options.by ?? null, from: options.from ?? null };
    const wanted = metric === "all" ? metricIds : [metric];
    context.terminal.progress(`metrics ${metric}: computing`);
    const answers = await answerMetrics(question, wanted, asked);
    const target = await targetFor(question, options.target);
    for (const warning of new Set(answers.flatMap((answer) => answer.warnings)))
      context.terminal.warn(warning);
    const columnsOf = (id: MetricId): string[] => fieldsOfRows(id, asked);
    const format = formatOf(options);
    const text = await write(answers, { isAll: metric === "all", format, columnsOf, target });
    if (format === "csv") context.terminal.exact(text);
    else context.terminal.result(text);
    return exitCode.done;
  });
}

/** Throws exit 2 where a target was named that says nothing of what is printed. */
function requireTargetFits(metric: MetricId | "all", options: MetricsOptions): void {
  if (options.target === undefined) return;
  if (metric !== "ok22")
    throw usageError("--target is a share of the clinics that meet OK22", "flp metrics ok22 --target 0.85");
  if (formatOf(options) === "csv")
    throw usageError("a CSV holds rows only, no target", "choose --format json, or leave --format out");
}

async function targetFor(question: Question, share: number | undefined): Promise<TargetAnswer | null> {
  if (share === undefined) return null;
  const { answerTarget } = await import("../../metrics/answer/target.js");
  return answerTarget(question, share);
}

function formatOf(options: MetricsOptions): (typeof formats)[number] {
  if (options.json !== true) return options.format ?? "table";
  if (options.format !== undefined && options.format !== "json") {
    throw usageError(`--json and --format ${options.format} contradict each other`, "leave one of them out");
  }
  return "json";
}

async function write(
  answers: readonly MetricAnswer[],
  how: {
    isAll: boolean;
    format: (typeof formats)[number];
    columnsOf: (metric: MetricId) => string[];
    target: TargetAnswer | null;
  },
): Promise<string> {
  const { isAll, format, columnsOf, target } = how;
  const forMachines = answers.map(({ warnings: _, ...answer }) => ({
    ...answer,
    ...(target === null ? {} : { target }),
  }));
  if (format === "json") return asJson(isAll ? forMachines : forMachines[0]);
  if (format === "csv") {
    if (isAll) throw usageError("a CSV holds one metric", "name the metric, or choose --format json");
    const { renderCsv } = await import("../../render/csv.js");
    return answers.map((answer) => renderCsv(asSheet(answer, columnsOf))).join("");
  }
  const ofTarget = target === null ? "" : (await import("../target-lines.js")).targetLines(target);
  const tables = answers
    .map((answer) => {
      const { columns, rows } = asSheet(answer, columnsOf);
      const numeric = columns.flatMap((_, place) =>
        rows.some((row) => typeof row[place] === "number") ? [place] : [],
      );
      const apart =
        answer.clinics === undefined
          ? ""
          : `clinics ${count(answer.clinics)}, doctors unknown ${count(answer.unknown ?? 0)}\n`;
      const title = `${answer.metric}, ${answer.month}, as of load ${answer.as_of}\n`;
      const cell = (value: string | number | null, place: number): string => {
        if (typeof value !== "number") return value ?? "";
        return columns[place] === "share" ? sharePlain(value) : count(value);
      };
      return (
        title + renderTerminalTable({ columns, numeric, rows: rows.map((row) => row.map(cell)) }) + apart
      );
    })
    .join("\n");
  return tables + ofTarget;
}

function asSheet(
  { metric, rows }: MetricAnswer,
  columnsOf: (metric: MetricId) => string[],
): { columns: string[]; rows: (string | number | null)[][] } {
  const columns = columnsOf(metric);
  return { columns, rows: rows.map((row) => columns.map((column) => row[column] ?? null)) };
}

function meaningLine(id: MetricId): string {
  return `  ${id.padEnd(18)} ${metricOf(id).meaning}`;
}

export const registerMetrics: RegisterCommand = (program, run) => {
  program
    .command("metrics")
    .description("print one metric for a report month")
    .addArgument(new Argument("<METRIC>", "the metric; all prints every one").choices([...metricIds, "all"]))
    .addOption(reportMonth())
    .addOption(
      new Option(
        "--from <YYYY-MM>",
        "first month of the rows; for ok22: a row for each month from here on",
      ).argParser(monthOption("--from")),
    )
    .addOption(givenOnce(new Option("--by <DIM>", "split by this").choices(dimensionIds)))
    .addOption(
      new Option(
        "--target <SHARE>",
        "for ok22: how many clinics lack to this share (0.85), and when it is reached at the pace of the last 12 months",
      ).argParser(shareOption("--target")),
    )
    .addOption(asOf())
    .addOption(new Option("--format <FORMAT>", "how to print").choices(formats))
    .addOption(json())
    .addHelpText("after", () => `\nMetrics:\n${metricIds.map(meaningLine).join("\n")}`)
    .action(async (metric: MetricId | "all", options: MetricsOptions, command: Command) => {
      await run(command, (context) => showMetric(context, metric, options));
    });
};
