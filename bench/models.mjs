// Times every SQL model, and whole commands, on the national sample and on nations 5 and 20 times as large: more clinics with
// their counts, in the same places. Models are timed in this process, where the program builds them for the figures of a
// month's reports; commands as whole processes. Writes the tables of bench/README.md.
// Usage: node bench/models.mjs [--rounds N] [--sizes 1,5,20] [--print]; --print leaves the page alone.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { enlarge } from "./larger-nation.mjs";
import { measured, median, program } from "./measure.mjs";
import { importSources } from "./sources.mjs";
import { removeDatabase } from "./sqlite-import.mjs";
import { circumstances, table, writeSection } from "./tables.mjs";

const { values: asked } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    sizes: { type: "string", default: "1,5,20" },
    print: { type: "boolean", default: false },
  },
});
const rounds = Number(asked.rounds);
const folder = mkdtempSync(join(tmpdir(), "flp-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const madeAt = circumstances();
const sources = await importSources(
  "db/open.ts",
  "defs/definitions.ts",
  "question/question.ts",
  "reports/shared/figures/of-month.ts",
);
const definitions = await sources.readDefinitions(
  fileURLToPath(new URL("../pipelines/monthly", import.meta.url)),
);

const nations = asked.sizes.split(",").map(Number).map(makeNation);
const sizes = nations.map(({ size }) => `${size} x`);
const largest = nations.at(-1);
const growth = largest.size / nations[0].size;
const ratioHeading = `${sizes.at(-1)} : ${sizes[0]}`;

const commands = timeCommands();
const timings = await timeModels();
const text = [
  `${rounds} rounds; ${nations.map(({ size, rows }) => `${size} x: ${rows.join(" + ")} rows`).join(", ")}; ${madeAt}.`,
  `Whole commands; must: ${growth} times the nation in at most ${growth} times the time.`,
  table(["command", ...sizes, ratioHeading, `peak at ${largest.size} x`, "kept"], commands),
  ...["month", "trend"].flatMap((question) => [
    question === "month"
      ? "Models, for the question of a month's reports:"
      : `Models, for ${timings[0].trendMonths} months of compliance:`,
    table(["model", ...sizes.map((size) => `rows ${size}`), ...sizes, ratioHeading], rowsOfModels(question)),
  ]),
].join("\n\n");
console.log(text);
if (!asked.print) writeSection("models", text);

/** Writes the extracts of a nation and loads them. */
function makeNation(size) {
  const own = join(folder, `nation-${size}`);
  mkdirSync(own);
  const files = [
    ["laegehuse_2025-02.csv", [0, 9]],
    ["planer_2022-03_2025-01.csv", [1]],
    ["planer_2025-02.csv", [1]],
  ].map(([name, numbers]) => ({
    from: fileURLToPath(new URL(`../fixtures/national/${name}`, import.meta.url)),
    to: join(own, name),
    numbers,
  }));
  const rows = enlarge(files, size);
  const nation = { size, rows, files: files.map(({ to }) => to), db: join(own, "store.sqlite") };
  ingest(nation);
  return nation;
}

function ingest({ db, files }) {
  removeDatabase(db);
  return flp(db, "ingest", ...files, "--accept", "bench");
}

function flp(db, ...words) {
  return measured(process.execPath, [program, "--db", db, "--quiet", ...words]);
}

/** Rows of the table of commands: each size in turn, and the ratio of the largest to the smallest of the same round. */
function timeCommands() {
  const out = join(folder, "out");
  const report = (id) => (nation) => flp(nation.db, "report", id, "--month", "2025-02", "--out", out);
  const all = {
    "`flp ingest` of register and 36 months": ingest,
    "`flp metrics all`": ({ db }) => flp(db, "metrics", "all", "--month", "2025-02"),
    "`flp report steering`": report("steering"),
    "`flp report ok22`": report("ok22"),
    "`flp report regions`": report("regions"),
  };
  return Object.entries(all).map(([name, run]) => {
    const found = Array.from({ length: rounds }, () => nations.map(run));
    const ratio = median(found.map((round) => round.at(-1).ms / round[0].ms));
    const peak = Math.max(...found.map((round) => round.at(-1).mb));
    const times = nations.map((_, place) => median(found.map((round) => round[place].ms)));
    return [
      name,
      ...times.map((ms) => `${ms.toFixed(0)} ms`),
      ratio.toFixed(1),
      `${peak.toFixed(0)} MB`,
      ratio <= growth ? "yes" : "no",
    ];
  });
}

/** What the models of each nation take, one nation after the other in every round; milliseconds are medians. */
async function timeModels() {
  const found = nations.map(() => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [place, { db }] of nations.entries()) found[place].push(await timeFigures(db));
  return found.map((all) => ({
    trendMonths: all[0].trendMonths,
    month: medianModels(all.map(({ month }) => month)),
    trend: medianModels(all.map(({ trend }) => trend)),
  }));
}

/**
 * Computes the figures of a month's reports as the program does, and notes what it builds. Returns models by name: those of the
 * runs about the month alone, and those of the run over all months with a full window.
 */
async function timeFigures(db) {
  const store = await sources.openStoreForReading(db);
  const runs = recordRuns(store.raw);
  const question = await sources.resolveQuestion({ store, definitions }, { month: "2025-02" });
  await sources.figuresOfMonth(question);
  store.close();
  const trendMonths = Math.max(...runs.map(({ months }) => months));
  return {
    trendMonths,
    month: sumModels(runs.filter(({ months }) => months === 1)),
    trend: sumModels(runs.filter(({ months }) => months === trendMonths)),
  };
}

function medianModels(all) {
  const medians = [...all[0]].map(([name, model]) => [
    name,
    { ...model, ms: median(all.map((models) => models.get(name).ms)) },
  ]);
  return new Map(medians);
}

/**
 * Notes each run of the models on a connection: how many report months it is about and, for each model, how it is built,
 * the milliseconds that building it and its indexes took, and its rows once the run is done.
 */
function recordRuns(raw) {
  const runs = [];
  const exec = raw.exec.bind(raw);
  raw.exec = (sql) => {
    if (sql.startsWith("drop")) countRows(raw, runs.at(-1));
    const began = performance.now();
    exec(sql);
    const ms = performance.now() - began;
    if (sql.includes("create temp table run_context")) runs.push({ models: new Map(), months: null });
    const built = /^create (?<builtAs>table|view) temp\.(?<name>\w+) as\s/.exec(sql)?.groups;
    if (built !== undefined) runs.at(-1).models.set(built.name, { builtAs: built.builtAs, ms });
    const more =
      /^create (?:unique )?index temp\.(?<name>\w+)_(?:key|index) on |^analyze temp\.(?<analyzed>\w+)$/.exec(
        sql,
      )?.groups;
    if (more !== undefined) runs.at(-1).models.get(more.name ?? more.analyzed).ms += ms;
    return raw;
  };
  return runs;
}

/** Counts what a run made, when the first of it is about to be dropped. */
function countRows(raw, run) {
  if (run.months !== null) return;
  run.months = raw.prepare("select count(*) from temp.run_context").pluck().get();
  for (const [name, model] of run.models)
    model.rows = raw.prepare(`select count(*) from temp.${name}`).pluck().get();
}

/** Models of several runs together: their milliseconds added up, and the rows of the run with most. */
function sumModels(runs) {
  const sums = new Map();
  for (const [name, model] of runs.flatMap(({ models }) => [...models])) {
    const sum = sums.get(name) ?? { builtAs: model.builtAs, ms: 0, rows: 0 };
    sums.set(name, { ...sum, ms: sum.ms + model.ms, rows: Math.max(sum.rows, model.rows) });
  }
  return sums;
}

/** Rows of a table of models, those that take longest first; a view takes no time of its own, whoever reads it does. */
function rowsOfModels(question) {
  const byName = timings.map((timing) => timing[question]);
  const names = [...byName.at(-1)]
    .sort(([, left], [, right]) => left.builtAs.localeCompare(right.builtAs) || right.ms - left.ms)
    .map(([name]) => name);
  const sum = (models) => [...models.values()].reduce((ms, model) => ms + model.ms, 0);
  // Of a model that takes no time the ratio says nothing.
  const ratio = (times) => (times[0] < 1 ? "" : (times.at(-1) / times[0]).toFixed(1));
  const sums = byName.map(sum);
  return [
    ...names.map((name) => {
      const models = byName.map((of) => of.get(name));
      const times = models.map(({ ms }) => ms);
      const isView = models[0].builtAs === "view";
      return [
        `\`${name}\``,
        ...models.map(({ rows }) => rows),
        ...times.map((ms) => (isView ? "view" : `${ms.toFixed(1)} ms`)),
        isView ? "" : ratio(times),
      ];
    }),
    ["all", ...byName.map(() => ""), ...sums.map((ms) => `${ms.toFixed(0)} ms`), ratio(sums)],
  ];
}
