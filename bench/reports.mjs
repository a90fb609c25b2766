// Each report and the whole monthly job against their yardsticks; see bench/README.md. Usage: node bench/reports.mjs [RUNS]
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { program, report, timesOf } from "./measure.mjs";

const runs = Number(process.argv[2] ?? 5);
const folder = mkdtempSync(join(tmpdir(), "flp-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const sample = fileURLToPath(new URL("../fixtures/national", import.meta.url));
const month = "planer_2025-02.csv";

/** A database as it stands on the day before the month's drop comes, and one with the month in it. */
const before = join(folder, "before.sqlite");
const after = join(folder, "after.sqlite");
flp(before, "ingest", join(sample, "planer_2022-03_2025-01.csv"), join(sample, "laegehuse_2025-02.csv"));
cpSync(before, after);
flp(after, "ingest", join(sample, month));

const inbox = join(folder, "inbox");
mkdirSync(inbox);
cpSync(join(sample, month), join(inbox, month));

const out = join(folder, "out");
const make = (name, ...words) =>
  timesOf(process.execPath, [program, "--db", after, "report", name, "--out", join(out, name), ...words], {
    runs,
  });
report("flp report steering --format html", make("steering", "--format", "html"), "under 2000 ms");
report("flp report steering --format pptx", make("steering", "--format", "pptx"), "under 3000 ms");
report("flp report steering", make("steering"));
report("flp report ok22", make("ok22"), "under 3000 ms");
report("flp report regions", make("regions"), "under 3000 ms");

const db = join(folder, "run.sqlite");
const job = ["--db", db, "run", "monthly", "--inbox", inbox, "--out", join(out, "run"), "--timings"];
report(
  "flp run monthly",
  timesOf(process.execPath, [program, ...job], { runs, before: renewDatabase }),
  "under 5000 ms",
);
renewDatabase();
const { stderr, stdout } = spawnSync(process.execPath, [program, ...job], { encoding: "utf8" });
console.log(`\n${stdout}${stderr}`);

function flp(database, ...words) {
  const all = [program, "--db", database, "--quiet", ...words, "--accept", "bench"];
  const { status, stderr } = spawnSync(process.execPath, all, { encoding: "utf8" });
  if (status !== 0) throw new Error(`flp ${words.join(" ")} ended with ${status}: ${stderr}`);
}

function renewDatabase() {
  for (const end of ["", "-wal", "-shm"]) rmSync(`${db}${end}`, { force: true });
  cpSync(before, db);
}
