import type { Command } from "commander";
import { join, resolve } from "node:path";
import type { PublishedAudience } from "../../domain/audience.js";
import { exitCode } from "../../lib/errors.js";
import type { FiguresOfMonth } from "../../reports/shared/figures/month-figures.js";
import type { Manifest } from "../../pipeline/manifest.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { definitionsFolder } from "../command.js";
import { asJson } from "../terminal/format.js";
import { audience, json } from "../options.js";
import { describeInputs, describeRun } from "./run.js";
import { count, renderTerminalTable, sharePlain } from "../terminal/table.js";

/** Options of `flp demo`, as commander gives them. */
export interface DemoOptions {
  out?: string;
  timings?: boolean;
  audience?: PublishedAudience;
  json?: boolean;
}

/** `flp demo`: the whole monthly job on the bundled national sample, in a database of its own that is made anew. */
export async function demo(context: CommandContext, options: DemoOptions): Promise<number> {
  const { readDefinitions } = await import("../../defs/definitions.js");
  const { readPipeline } = await import("../../pipeline/pipeline-file.js");
  const { openFreshStore } = await import("../../db/open.js");
  const { runPipeline } = await import("../../pipeline/run-pipeline.js");
  const folder = definitionsFolder(context.home);
  const outFolder = resolve(context.cwd, options.out ?? join("out", "demo"));
  const [pipeline, definitions] = [await readPipeline(folder), await readDefinitions(folder)];
  const store = await openFreshStore(join(outFolder, "demo.sqlite"));
  try {
    const inbox = join(context.home, "fixtures", "national");
    const tools = { store, definitions, home: context.home, clock: context.clock, logger: context.terminal };
    const result = await runPipeline(
      {
        pipeline,
        inbox,
        outFolder,
        asked: options,
        synthetic: true,
        acceptedReason: null,
      },
      tools,
    );
    const { figures, manifest } = result;
    if (options.json === true) {
      context.terminal.result(asJson({ manifest, timings: result.timings }));
      return result.exitCode;
    }
    describeInputs(context, result.outcomes, pipeline.id);
    describeRun(context, result, options.timings === true);
    if (result.exitCode === exitCode.done && figures !== null && manifest !== null) {
      context.terminal.result(summarize(figures));
      context.terminal.result(filesToOpen(outFolder, manifest));
    }
    return result.exitCode;
  } finally {
    store.close();
  }
}

function summarize(figures: FiguresOfMonth): string {
  const { basis, compliance, rule } = figures;
  const activity = figures.activeClinics.at(-1);
  const share = compliance.share === null ? "" : ` (${sharePlain(compliance.share)})`;
  const accumulated = renderTerminalTable({
    columns: ["accumulated", "new", "maintained", "total"],
    numeric: [1, 2, 3],
    rows: figures.plansAccumulated.map((row) => [
      row.month,
      count(row.new),
      count(row.maintained),
      count(row.total),
    ]),
  });
  const lines = [
    `clinics open in ${basis.month}: ${count(activity?.clinics ?? 0)}, of which active: ${count(activity?.active ?? 0)}`,
    `clinics held against OK22: ${count(compliance.clinics)}; pass ${count(compliance.pass)}, fail ${count(compliance.fail)}, unknown ${count(compliance.unknown)}${share}`,
    `the rule's status: ${rule.status}`,
    ...(basis.synthetic ? ["the data are synthetic (Syntetiske data), and every artefact says so"] : []),
  ];
  return `\n${accumulated}\n${lines.join("\n")}\n`;
}

/** The files that a newcomer should look at: pages, workbooks and pictures; everything else is in the manifest. */
function filesToOpen(outFolder: string, manifest: Manifest): string {
  const wanted = manifest.outputs.filter(({ file }) => /\.(html|xlsx|png|pptx)$/.test(file));
  return `\nopen these files:\n${wanted.map(({ file }) => `  ${join(outFolder, file)}\n`).join("")}`;
}

export const registerDemo: RegisterCommand = (program, run) => {
  program
    .command("demo")
    .description("do the whole job on the bundled national sample, in a fresh database")
    .option("--out <DIR>", "folder for the database, the reports and manifest.json (default: out/demo)")
    .option("--timings", "print how long each step took")
    .addOption(audience())
    .addOption(json())
    .action(async (options: DemoOptions, command: Command) => {
      await run(command, (context) => demo(context, options));
    });
};
