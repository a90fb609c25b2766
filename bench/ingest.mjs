// Compares `flp ingest` with `sqlite3 .import` of the same counts into a comparable keyed table: whole processes, in
// turn, medians and highest memory. Usage: node bench/ingest.mjs [RUNS] [--long]; --long adds a file ten times as long.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median, program, writeCounts } from "./measure.mjs";

const runs = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 5);
const folder = mkdtempSync(join(tmpdir(), "flp-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const columns = `month text not null, ydernummer text not null, plan_type text not null,
  new_plans integer not null, maintained_plans integer not null, primary key (month, ydernummer, plan_type)`;
const checks = `, check (month glob '[12][0-9][0-9][0-9]-[01][0-9]'), check (length(plan_type) > 0),
  check (ydernummer glob '[0-9][0-9][0-9][0-9][0-9][0-9]'), check (new_plans between 0 and 1000000),
  check (maintained_plans between 0 and 1000000)`;

/** Runs a whole process, on a fresh database unless it is told otherwise, and measures its time and its highest memory. */
function measured(command, words, { input, isFresh = true } = {}) {
  for (const end of isFresh ? ["", "-wal", "-shm"] : [])
    rmSync(join(folder, `db.sqlite${end}`), { force: true });
  const began = performance.now();
  const result = spawnSync("/usr/bin/time", ["-f", "%M", command, ...words], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const ms = performance.now() - began;
  if (result.status !== 0) throw new Error(`${command} ended with ${result.status}: ${result.stderr}`);
  return { ms, mb: Number(result.stderr.trim().split("\n").at(-1)) / 1024 };
}

const database = join(folder, "db.sqlite");
const flp = (file, how) =>
  measured(
    process.execPath,
    [program, "--db", database, "--quiet", "ingest", file, "--accept", "bench"],
    how,
  );
/** Tables that the counts are comparable in: by key alone, stored in the key's order as ours, and with our checks. */
const tables = {
  keyed: `(${columns})`,
  clustered: `(${columns}) strict, without rowid`,
  checked: `(${columns}${checks}) strict, without rowid`,
};
const sqlite = (file, table) =>
  measured("sqlite3", [database], {
    input: `pragma journal_mode = wal;\ncreate table plan_count ${table};\n.mode csv\n.separator ;\n.import --skip 1 ${file} plan_count\n`,
  });

/** Writes the file again with the new plans of its middle row one higher. Returns the path. */
function restatedFile(file) {
  const lines = readFileSync(file, "utf8").split("\r\n");
  const middle = Math.floor(lines.length / 2);
  const cells = lines[middle].split(";");
  lines[middle] = [...cells.slice(0, 3), String(Number(cells[3]) + 1), ...cells.slice(4)].join(";");
  const path = file.replace(/\.csv$/, "-restated.csv");
  writeFileSync(path, lines.join("\r\n"));
  return path;
}

function show(what, results) {
  const times = results.map(({ ms }) => ms);
  const range = `(${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)})`;
  const memory = Math.max(...results.map(({ mb }) => mb)).toFixed(0);
  console.log(
    `${what.padEnd(44)} ${median(times).toFixed(0).padStart(6)} ms  ${range.padEnd(14)} ${memory.padStart(4)} MB`,
  );
}

async function compare(name, settings, count) {
  const file = join(folder, `${name}.csv`);
  const rows = await writeCounts(file, settings);
  console.log(`\n${rows} counts, ${(statSync(file).size / 1e6).toFixed(1)} MB, ${count} runs`);
  const restated = restatedFile(file);
  const all = Array.from({ length: count }, () => ({
    ...Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, sqlite(file, table)])),
    own: flp(file),
    restated: flp(restated, { isFresh: false }),
  }));
  const of = (key) => all.map((one) => one[key]);
  show("sqlite3 .import, keyed table", of("keyed"));
  show("sqlite3 .import, stored in the key's order", of("clustered"));
  show("sqlite3 .import, with the store's checks", of("checked"));
  show("flp ingest", of("own"));
  show("flp ingest again, one number changed", of("restated"));
  for (const key of Object.keys(tables))
    console.log(`ratio to ${key}: ${median(all.map((one) => one.own.ms / one[key].ms)).toFixed(2)}`);
}

await compare("eight-years", {}, runs);
// Ten times as long means ten times the rows a month: the calendar of the sample ends after some decades.
if (process.argv.includes("--long")) {
  const short = join(folder, "short.csv");
  await writeCounts(short, {});
  const [header, ...lines] = readFileSync(short, "utf8").split("\r\n");
  const counts = lines.filter((line) => line !== "");
  const places = new Map(
    [...new Set(counts.map((line) => line.slice(8, 14)))].map((one, place) => [one, place + 1]),
  );
  const rows = counts
    .flatMap((line) =>
      Array.from({ length: 10 }, (_, copy) => {
        const number = String(places.get(line.slice(8, 14)) * 10 + copy).padStart(6, "0");
        return `${line.slice(0, 8)}${number}${line.slice(14)}`;
      }),
    )
    .sort();
  const file = join(folder, "long.csv");
  writeFileSync(file, `${header}\r\n${rows.join("\r\n")}\r\n`);
  console.log(`\n${rows.length} counts, ${(statSync(file).size / 1e6).toFixed(1)} MB, 1 run`);
  show("flp ingest", [flp(file)]);
}

const month = fileURLToPath(new URL("../fixtures/national/planer_2025-02.csv", import.meta.url));
console.log("\none month of the sample");
show(
  "flp ingest",
  Array.from({ length: runs }, () => flp(month)),
);
