import type { Command } from "commander";
import { Option } from "commander";
import type { Definitions } from "../../defs/definitions.js";
import type { RuleSet } from "../../defs/agreement/rules.js";
import { signedTenthWords } from "../../domain/danish.js";
import type { Month } from "../../domain/month.js";
import { exitCode, usageError } from "../../lib/errors.js";
import type { WhatIfAnswer, AlteredRule } from "../../metrics/answer/what-if.js";
import { answerQuestion } from "../answer-question.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { definitionsFolder } from "../command.js";
import { asJson } from "../terminal/format.js";
import { asOf, givenOnce, json, reportMonth } from "../options.js";
import { count, renderTerminalTable, sharePlain } from "../terminal/table.js";

const formats = ["table", "json", "csv"] as const;
const dimensions = ["region", "municipality", "system", "kind"] as const;

/** Options of `flp rules what-if`, as commander gives them. */
export interface WhatIfOptions {
  month?: Month;
  asOf?: number;
  by?: (typeof dimensions)[number];
  /** In thousandths. */
  threshold?: number[];
  window?: number[];
  planTypes?: string[];
  excludeKinds?: string[];
  predecessors?: RuleSet["predecessors"];
  format?: (typeof formats)[number];
  json?: boolean;
}

/** `flp rules`: the rule sets with what they require, when they hold, and who checked them. */
export async function listRules(context: CommandContext, options: { json?: boolean }): Promise<number> {
  const { readDefinitions } = await import("../../defs/definitions.js");
  const { rules } = await readDefinitions(definitionsFolder(context.home));
  const inOrder = rules.toSorted((left, right) => (left.validFrom < right.validFrom ? -1 : 1));
  if (options.json === true) {
    context.terminal.result(asJson(inOrder.map(forMachines)));
    return exitCode.done;
  }
  context.terminal.result(
    renderTerminalTable({
      columns: ["rule", "agreement", "threshold", "months", "valid", "status", "checked by", "title"],
      numeric: [2, 3],
      rows: inOrder.map((rule) => [
        rule.id,
        rule.agreement,
        count(rule.thresholdThousandths / 1000),
        String(rule.windowMonths),
        `${rule.validFrom} – ${rule.validTo ?? ""}`.trim(),
        rule.status,
        rule.checker ?? "nobody yet",
        rule.title,
      ]),
    }),
  );
  for (const rule of inOrder)
    if (rule.statusText !== null) context.terminal.warn(`${rule.id}: ${rule.statusText}`);
  return exitCode.done;
}

function forMachines(rule: RuleSet): Record<string, unknown> {
  return {
    rule: rule.id,
    agreement: rule.agreement,
    title: rule.title,
    measure: rule.measure,
    denominator: rule.denominator,
    threshold: rule.thresholdThousandths / 1000,
    window_months: rule.windowMonths,
    plan_types: rule.planTypes,
    excluded_kinds: rule.excludedKinds,
    new_clinics: rule.newClinics,
    predecessors: rule.predecessors,
    valid_from: rule.validFrom,
    valid_to: rule.validTo,
    source: rule.source,
    author: rule.author,
    checker: rule.checker,
    checked_on: rule.checkedOn,
    status: rule.status,
    status_text: rule.statusText,
    change_log: rule.changeLog,
  };
}

/** `flp rules what-if`: the share that another threshold, window or population would give. */
export async function whatIf(context: CommandContext, options: WhatIfOptions): Promise<number> {
  const { answerWhatIf } = await import("../../metrics/answer/what-if.js");
  return answerQuestion(context, options, async (question) => {
    const altered = await alteredRule(options, question.definitions);
    context.terminal.progress("rules what-if: computing");
    const answer = await answerWhatIf(question, altered);
    for (const warning of answer.warnings) context.terminal.warn(warning);
    const text = await write(answer, options);
    if (options.format === "csv") context.terminal.exact(text);
    else context.terminal.result(text);
    context.terminal.info(
      "hypothetical rows are no published figures: they show what another rule would give",
    );
    return exitCode.done;
  });
}

async function alteredRule(options: WhatIfOptions, definitions: Definitions): Promise<AlteredRule> {
  const { findClinicKind } = await import("../../defs/codes/clinic-kinds.js");
  const { findPlanType } = await import("../../defs/codes/plan-types.js");
  const { threshold, window, planTypes, excludeKinds, predecessors } = options;
  const isAltered = [threshold, window, planTypes, excludeKinds, predecessors].some(
    (one) => one !== undefined,
  );
  if (!isAltered) {
    throw usageError(
      "nothing is to be otherwise",
      "name at least one of --threshold, --window, --plan-types, --exclude-kinds and --predecessors",
    );
  }
  const named = <Entry>(
    names: string[] | undefined,
    { find, what, list }: { find: (label: string) => Entry | null; what: string; list: readonly string[] },
  ): Entry[] | null =>
    names?.map((name) => {
      const found = find(name);
      if (found === null) throw usageError(`there is no ${what} ${name}`, `choose from ${list.join(", ")}`);
      return found;
    }) ?? null;
  const kinds = named(
    excludeKinds?.filter((name) => name !== "none"),
    {
      find: (label) => findClinicKind(definitions.clinicKinds, label)?.name ?? null,
      what: "clinic kind",
      list: ["none", ...definitions.clinicKinds.map(({ name }) => name)],
    },
  );
  const types = named(planTypes, {
    find: (label) => findPlanType(definitions.planTypes, label)?.code ?? null,
    what: "plan type",
    list: definitions.planTypes.map(({ code }) => code),
  });
  return {
    by: options.by ?? null,
    thresholds: threshold ?? null,
    windows: window ?? null,
    planTypes: types,
    excludedKinds: kinds,
    predecessors: predecessors ?? null,
  };
}

async function write({ warnings: _, ...answer }: WhatIfAnswer, options: WhatIfOptions): Promise<string> {
  const format = options.json === true ? "json" : (options.format ?? "table");
  if (options.json === true && options.format !== undefined && options.format !== "json") {
    throw usageError(`--json and --format ${options.format} contradict each other`, "leave one of them out");
  }
  if (format === "json") return asJson(answer);
  const columns = Object.keys(answer.rows[0] ?? {});
  if (format === "csv") {
    const { renderCsv } = await import("../../render/csv.js");
    const cell = (value: WhatIfAnswer["rows"][number][string]): string | number | null =>
      typeof value === "boolean" ? String(value) : value;
    return renderCsv({
      columns,
      rows: answer.rows.map((row) => columns.map((column) => cell(row[column] ?? null))),
    });
  }
  const shown = columns.filter((column) => !parameters.has(column) || isVarying(answer, column));
  const text = (column: string, row: WhatIfAnswer["rows"][number]): string => {
    const value = row[column] ?? null;
    if (column === "hypothetical") return value === true ? "hypothetical" : "in force";
    if (column === "share") return typeof value === "number" ? sharePlain(value) : "";
    if (column === "change") return typeof value === "number" ? signedTenthWords(value * 100) : "";
    return typeof value === "number" ? count(value) : String(value ?? "");
  };
  const heads: Record<string, string> = { hypothetical: "rule", change: "change, points" };
  return (
    `ok22, ${answer.month}, as of load ${answer.as_of}: the rule ${answer.rule} and others in its place\n` +
    renderTerminalTable({
      columns: shown.map((column) => heads[column] ?? column),
      numeric: shown.flatMap((column, place) =>
        answer.rows.some((row) => typeof row[column] === "number") ? [place] : [],
      ),
      rows: answer.rows.map((row) => shown.map((column) => text(column, row))),
    })
  );
}

/** Columns that a table leaves out while all rows agree in them; the other formats have them always. */
const parameters = new Set(["month", "plan_types", "excluded_kinds", "predecessors"]);

function isVarying({ rows }: Pick<WhatIfAnswer, "rows">, column: string): boolean {
  return new Set(rows.map((row) => row[column])).size > 1;
}

/** Parses numbers with commas between them, each by `parseOne`. */
function listOf(option: string, example: string, parseOne: (text: string) => number | null) {
  return (text: string): number[] =>
    text.split(",").map((word) => {
      const number = parseOne(word.trim());
      if (number === null)
        throw usageError(`${option} ${text} is no list of such numbers`, `write for instance ${example}`);
      return number;
    });
}

function thousandthsOf(text: string): number | null {
  const parts = /^(\d{1,6})(?:\.(\d{1,3}))?$/.exec(text);
  if (parts?.[1] === undefined) return null;
  return Number(parts[1]) * 1000 + Number((parts[2] ?? "").padEnd(3, "0"));
}

/** Longest window that a rule may have; as in a rule's file. */
const maxWindowMonths = 60;

function windowOf(text: string): number | null {
  const months = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  return months >= 1 && months <= maxWindowMonths ? months : null;
}

function words(text: string): string[] {
  return text.split(",").map((word) => word.trim());
}

export const registerRules: RegisterCommand = (program, run) => {
  const rules = program
    .command("rules")
    .description("list the rule sets, and try what others in their place would give");
  rules
    .command("list", { isDefault: true })
    .description("list the rule sets: what they require, when they hold, who checked them")
    .addOption(json())
    .action(async (options: { json?: boolean }, command: Command) => {
      await run(command, (context) => listRules(context, options));
    });
  rules
    .command("what-if")
    .description(
      "show the OK22 share under other thresholds, windows or populations, beside the rule in force",
    )
    .addOption(
      new Option("--threshold <LIST>", "plans per doctor, for instance 8,12,15 or 10.5").argParser(
        listOf("--threshold", "--threshold 8,12,15", thousandthsOf),
      ),
    )
    .addOption(
      new Option("--window <LIST>", "months whose plans count, for instance 6,12").argParser(
        listOf("--window", "--window 6,12", windowOf),
      ),
    )
    .addOption(new Option("--plan-types <LIST>", "only these plan types count").argParser(words))
    .addOption(new Option("--exclude-kinds <LIST>", "clinic kinds left out, or none").argParser(words))
    .addOption(
      new Option("--predecessors <WAY>", "whether plans of a clinic that was taken over count").choices([
        "direct",
        "none",
      ]),
    )
    .addOption(reportMonth())
    .addOption(givenOnce(new Option("--by <DIM>", "one row for each value of this").choices(dimensions)))
    .addOption(asOf())
    .addOption(new Option("--format <FORMAT>", "how to print").choices(formats))
    .addOption(json())
    .action(async (options: WhatIfOptions, command: Command) => {
      await run(command, (context) => whatIf(context, options));
    });
};
