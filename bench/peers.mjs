// Times flp against what else would do its jobs: in pairs, flp then the other, so that a machine that speeds up or slows
// down does so for both. Writes the table of bench/README.md; --print leaves the page alone, and so does --only, which takes
// the jobs whose row holds a text. Usage: node bench/peers.mjs [--rounds N] [--only TEXT] [--python PATH] [--print]
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { measured, median, program, writeCounts } from "./measure.mjs";
import { importCounts, removeDatabase, tables } from "./sqlite-import.mjs";
import { circumstances, table, writeSection } from "./tables.mjs";

const { values: asked } = parseArgs({
  options: {
    rounds: { type: "string", default: "9" },
    only: { type: "string", default: "" },
    python: { type: "string", default: "python3" },
    print: { type: "boolean", default: false },
  },
});
const rounds = Number(asked.rounds);
const folder = mkdtempSync(join(tmpdir(), "flp-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const madeAt = circumstances();

const sample = fileURLToPath(new URL("../fixtures/national/", import.meta.url));
const [register, history, drop] = [
  "laegehuse_2025-02.csv",
  "planer_2022-03_2025-01.csv",
  "planer_2025-02.csv",
].map((name) => join(sample, name));
const script = (name) => fileURLToPath(new URL(`peers/${name}.py`, import.meta.url));

/** Stores that were made once: the day before the month's drop, and with it. */
const before = join(folder, "before.sqlite");
const loaded = join(folder, "loaded.sqlite");
flp(before, "ingest", history, register, "--accept", "bench");
cpSync(before, loaded);
flp(loaded, "ingest", drop, "--accept", "bench");
const inbox = join(folder, "inbox");
mkdirSync(inbox);
cpSync(drop, join(inbox, "planer_2025-02.csv"));
const counts = join(folder, "planer.csv");
const countRows = await writeCounts(counts);

/** What flp is timed against: by its name in the table, how to tell that it is there, and what to do where it is not. */
const analyst = pythonPeer("pandas, matplotlib and XlsxWriter", ["pandas", "matplotlib", "xlsxwriter"]);
const sqlite = {
  name: "`sqlite3 .import` into a bare table with the key, `strict, without rowid`",
  versions: versionsOf("sqlite3", ["--version"], (text) => [`sqlite3 ${text.split(" ")[0]}`]),
  remedy: "install the package sqlite3",
};

const db = join(folder, "run.sqlite");
/** Measures flp on a database that holds what `from` does; without it on none. */
function onCopy(from, words) {
  removeDatabase(db);
  if (from !== undefined) cpSync(from, db);
  return flp(db, ...words);
}

const jobs = [
  {
    job: "`flp run monthly`: one month's drop into a store of 35 months",
    peer: analyst,
    must: { wall: 0.9, cpu: 1.1 },
    own: () => onCopy(before, ["run", "monthly", "--inbox", inbox, "--out", emptied("out")]),
    other: () => python("analyst", "--out", emptied("analyst")),
  },
  ...["pandas", "polars", "duckdb"].map((name) => ({
    job: "`flp metrics all` of a month on a loaded store",
    peer: pythonPeer(`${name} from the CSV files`, [name]),
    must: name === "pandas" ? { wall: 0.33 } : {},
    own: () => flp(loaded, "metrics", "all", "--month", "2025-02", "--json"),
    other: () => python(`metrics_${name}`),
    isAnswer: true,
  })),
  {
    job: `\`flp ingest\` of ${countRows} counts`,
    peer: sqlite,
    must: { wall: 1.6, mb: 150 },
    own: () => onCopy(undefined, ["ingest", counts, "--accept", "bench"]),
    other: () => importCounts(join(folder, "import.sqlite"), counts, tables.clustered),
  },
  {
    job: "`flp ingest` of one month's drop into a store of 35 months",
    peer: null,
    must: { ms: 200 },
    own: () => onCopy(before, ["ingest", drop]),
  },
].filter(({ job, peer }) => `${job} ${peer?.name ?? ""}`.includes(asked.only));

const skipped = jobs.filter(({ peer }) => peer !== null && peer.versions === null);
const timed = jobs.filter((job) => !skipped.includes(job));
for (const one of timed.filter(({ isAnswer }) => isAnswer)) requireSameAnswers(one);
const rows = timed.map(timeJob);

const notes = [
  `${rounds} rounds after one that does not count; ${madeAt}.`,
  `Against ${[...new Set(timed.flatMap(({ peer }) => peer?.versions ?? []))].join(", ")}.`,
  ...skipped.map(
    ({ job, peer }) => `Skipped: ${job} against ${peer.name}, which is not there: ${peer.remedy}.`,
  ),
];
const heading = ["job", "against", "wall", "ratio wall", "ratio CPU", "peak", "must", "kept"];
const text = `${table(heading, rows)}\n\n${notes.join("\n")}`;
console.log(text);
if (asked.only === "" && !asked.print) writeSection("peers", text);

function flp(database, ...words) {
  return measured(process.execPath, [program, "--db", database, "--quiet", ...words]);
}

function python(name, ...words) {
  return measured(asked.python, [script(name), register, history, drop, "--month", "2025-02", ...words]);
}

function pythonPeer(name, modules) {
  const versions = modules.map((module) => `${module} {${module}.__version__}`).join(", ");
  const words = ["-c", `import ${modules.join(", ")}\nprint(f"${versions}")`];
  return {
    name,
    versions: versionsOf(asked.python, words, (text) => text.split(", ")),
    remedy: `${asked.python} -m pip install -r bench/peers/requirements.txt`,
  };
}

/** What a program says of its versions; null where it cannot be started or lacks something. */
function versionsOf(command, words, read) {
  const { status, stdout } = spawnSync(command, words, { encoding: "utf8" });
  return status === 0 ? read(stdout.trim()) : null;
}

/** A folder that is not there, for one run to make. */
function emptied(name) {
  rmSync(join(folder, name), { recursive: true, force: true });
  return join(folder, name);
}

/** Throws where the peer comes to other figures than flp: two that answer differently are not worth timing. */
function requireSameAnswers({ own, other, peer }) {
  const theirs = JSON.parse(other().stdout);
  for (const answer of JSON.parse(own().stdout)) {
    delete answer.as_of;
    const same = theirs.find(({ metric }) => metric === answer.metric);
    if (isDeepStrictEqual(answer, same)) continue;
    throw new Error(
      `${answer.metric} differs: flp says ${JSON.stringify(answer)}, ${peer.name} ${JSON.stringify(same)}`,
    );
  }
}

/** Runs a job and its peer in turn. Returns its row of the table; ratios are medians of the ratios of neighbours. */
function timeJob({ job, peer, must, own, other }) {
  const pairs = Array.from({ length: rounds + 1 }, () => ({ own: own(), other: other?.() })).slice(1);
  const ratio = (what) => (other ? median(pairs.map((pair) => pair.own[what] / pair.other[what])) : null);
  const found = {
    ms: median(pairs.map((pair) => pair.own.ms)),
    wall: ratio("ms"),
    cpu: ratio("cpu"),
    mb: Math.max(...pairs.map((pair) => pair.own.mb)),
  };
  const peak = [found.mb, ...(other ? [Math.max(...pairs.map((pair) => pair.other.mb))] : [])];
  const wall = [found.ms, ...(other ? [median(pairs.map((pair) => pair.other.ms))] : [])];
  const isKept = Object.entries(must).every(([what, most]) => found[what] <= most);
  return [
    job,
    peer?.name ?? "",
    `${wall.map((ms) => ms.toFixed(0)).join(" : ")} ms`,
    found.wall?.toFixed(2) ?? "",
    found.cpu?.toFixed(2) ?? "",
    `${peak.map((mb) => mb.toFixed(0)).join(" : ")} MB`,
    mustText(must),
    Object.keys(must).length === 0 ? "" : isKept ? "yes" : "no",
  ];
}

function mustText({ wall, cpu, ms, mb }) {
  const parts = [
    wall === undefined ? [] : `wall ≤ ${wall}`,
    cpu === undefined ? [] : `CPU ≤ ${cpu}`,
    ms === undefined ? [] : `≤ ${ms} ms`,
    mb === undefined ? [] : `≤ ${mb} MB`,
  ];
  return parts.flat().join(", ");
}
