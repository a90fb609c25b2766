// Tries arrival control: clean histories walked month by month (none should be held), and each kind of mistake applied to
// the last months of each history (all should be held). In process, on stores in memory, through the checks that an ingest
// uses. Usage: node bench/arrival.mjs [--clean] [--mistakes] [--final] [--seeds N] [--only TEXT]; without --clean and
// --mistakes both, and registers too (see registers.mjs). --final takes other seeds, histories and mistakes than those that the limits were tried on.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { importSources } from "./sources.mjs";

const words = process.argv.slice(2);
const valueOf = (name, usual) => (words.includes(name) ? words[words.indexOf(name) + 1] : usual);
const isFinal = words.includes("--final");
const seeds = Number(valueOf("--seeds", 3));
const only = valueOf("--only", "");
const wants = (what) =>
  words.includes(`--${what}`) || (!words.includes("--clean") && !words.includes("--mistakes"));

const bench = await importSources("testing/arrival/bench.ts");

const seedOf = (number) => (isFinal ? 90_001 : 1) + number * 101;
const kinds = (isFinal ? bench.finalKinds : bench.historyKinds).filter(({ name }) => name.includes(only));
const eventful = bench.eventfulKinds.filter(({ name }) => name.includes(only));
const national = bench.nationalSample();
const hasNational = national.name.includes(only);

if (wants("clean")) {
  let [arrivals, holds, looked] = [0, [], 0];
  const lookedBy = {};
  const tell = (name, walk) => {
    arrivals += walk.arrivals;
    holds = [...holds, ...walk.holds];
    looked += walk.looked;
    for (const [id, count] of Object.entries(walk.lookedBy)) lookedBy[id] = (lookedBy[id] ?? 0) + count;
    const middle =
      walk.milliseconds.toSorted((left, right) => left - right)[walk.milliseconds.length >> 1] ?? 0;
    console.log(
      `${name.padEnd(44)} ${String(walk.arrivals).padStart(4)} clean months ${String(walk.holds.length).padStart(3)} held ${String(walk.looked).padStart(3)} looked at  ${middle.toFixed(0)} ms`,
    );
    for (const { month, findings } of walk.holds)
      console.log(`    ${month} ${findings.join("\n            ")}`);
  };
  if (hasNational) tell(national.name, await bench.walkClean(national, 12));
  for (const kind of [...kinds, ...eventful])
    for (let number = 0; number < seeds; number += 1)
      tell(
        `${kind.name}, seed ${seedOf(number)}`,
        await bench.walkClean(bench.makeHistory(kind, seedOf(number)), 12),
      );
  console.log(
    `\nclean arrivals ${arrivals}, held ${holds.length} (${((100 * holds.length) / arrivals).toFixed(2)} %), looked at ${looked}`,
  );
  console.log(lookedBy);
}

if (wants("mistakes")) {
  const histories = [
    ...(hasNational ? [national] : []),
    ...kinds.map((kind) => bench.makeHistory(kind, seedOf(50))),
  ];
  const tried = isFinal ? bench.finalMistakes : bench.mistakes;
  const table = new Map(tried.map(({ name }) => [name, []]));
  for (const history of histories) {
    const last = history.months.length;
    const places = isFinal ? [last - 1, last - 4, last - 9] : [last - 1, last - 3, last - 6];
    const tallies = await bench.tryMistakes(history, tried, { places, seed: seedOf(7) });
    for (const [name, cells] of table) cells.push(tallies.get(name) ?? null);
  }
  console.log(
    `\nheld / looked at / missed of each kind, in\n${histories.map(({ name }, place) => `  ${place + 1}: ${name}`).join("\n")}\n`,
  );
  const sums = histories.map(() => ({ held: 0, all: 0, named: 0 }));
  for (const [name, cells] of table) {
    const shown = cells.map((cell, place) => {
      if (cell === null) return "-".padEnd(9);
      sums[place].held += cell.held;
      sums[place].named += cell.named;
      sums[place].all += cell.held + cell.looked + cell.missed;
      return `${cell.held} / ${cell.looked} / ${cell.missed}`.padEnd(9);
    });
    const said = {};
    for (const cell of cells)
      for (const [mistake, count] of Object.entries(cell?.saidToBe ?? {}))
        said[mistake] = (said[mistake] ?? 0) + count;
    console.log(
      `${name.padEnd(38)} ${shown.join("  ")}  ${Object.entries(said)
        .sort((a, b) => b[1] - a[1])
        .map(([mistake, count]) => `${mistake} ${count}`)
        .join(", ")}`,
    );
  }
  console.log(
    `${"held".padEnd(38)} ${sums.map(({ held, all }) => `${((100 * held) / Math.max(1, all)).toFixed(1)} %`.padEnd(9)).join("  ")}`,
  );
  console.log(
    `${"called what they are, of those held".padEnd(38)} ${sums.map(({ held, named }) => `${((100 * named) / Math.max(1, held)).toFixed(1)} %`.padEnd(9)).join("  ")}`,
  );
}

// The registers of the same seeds: by their own script, as they have histories and mistakes of their own.
if (!words.includes("--clean") && !words.includes("--mistakes") && only === "") {
  console.log("\nregisters\n");
  const script = fileURLToPath(new URL("registers.mjs", import.meta.url));
  const { status } = spawnSync(
    process.execPath,
    [script, "--seeds", String(seeds), "--first", String(seedOf(0))],
    { stdio: "inherit" },
  );
  process.exitCode = status ?? 1;
}
