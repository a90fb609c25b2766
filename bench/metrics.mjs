// Start-up, metrics and the demo against their yardsticks; see bench/README.md.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median, program, report, timesInTurn, timesOf, writeCounts } from "./measure.mjs";

const folder = mkdtempSync(join(tmpdir(), "flp-bench-"));
const node = process.execPath;
const register = fileURLToPath(new URL("../fixtures/national/laegehuse_2025-02.csv", import.meta.url));
try {
  const [empty, help] = timesInTurn(node, ["-e", "0"], [program, "--help"]);
  report("node -e 0", empty);
  report("flp --help", help, `${(median(help) / median(empty)).toFixed(2)} x node -e 0, at most 1.2`);

  const counts = join(folder, "planer.csv");
  const rows = await writeCounts(counts);
  const db = join(folder, "bench.sqlite");
  // The counts are those of the sample over and over, a part of them under numbers that no register has: arrival control holds them
  const words = ["--db", db, "--quiet", "ingest", register, counts, "--accept", "bench"];
  const load = spawnSync(node, [program, ...words], { stdio: "inherit" });
  if (load.status !== 0) throw new Error("the benchmark's data could not be loaded");
  const metrics = [
    "plans-per-month",
    "plans-accumulated",
    "active-clinics",
    "plans-per-doctor",
    "sustained-use",
    "ok22",
  ];
  for (const metric of metrics)
    report(`flp metrics ${metric} (${rows} counts)`, timesOf(node, [program, "--db", db, "metrics", metric]));
  report("flp metrics all", timesOf(node, [program, "--db", db, "metrics", "all"]), "under 1000 ms");
  report(
    "flp metrics ok22 --from (whole history)",
    timesOf(node, [program, "--db", db, "metrics", "ok22", "--from", "2000-01"]),
  );

  const out = join(folder, "demo");
  report("flp demo", timesOf(node, [program, "demo", "--out", out], { runs: 3 }), "under 6000 ms");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
