// Tries arrival control on clinic registers: clean yearly registers walked one by one (none should be held), and each kind
// of mistake applied to every register of a history but its first. In process, on stores in memory, through the checks that
// an ingest uses. Usage: node bench/registers.mjs [--seeds N] [--first SEED]
import { importSources } from "./sources.mjs";

const words = process.argv.slice(2);
const valueOf = (name, usual) => Number(words.includes(name) ? words[words.indexOf(name) + 1] : usual);
const seeds = Array.from(
  { length: valueOf("--seeds", 3) },
  (_, place) => valueOf("--first", 1) + 101 * place,
);

const bench = await importSources("testing/registers/bench.ts");
const definitions = await bench.shipped();

const histories = [
  bench.nationalRegisters(definitions, seeds[0]),
  ...bench.registerKinds.flatMap((kind) => seeds.map((seed) => bench.makeRegisters(kind, seed, definitions))),
];

let [arrivals, holds] = [0, 0];
for (const history of histories) {
  const walk = await bench.walkRegisters(history, definitions);
  arrivals += walk.arrivals;
  holds += walk.holds.length;
  const slowest = Math.max(...walk.milliseconds).toFixed(0);
  console.log(
    `${history.name.padEnd(46)} ${walk.arrivals} clean registers, ${walk.holds.length} held, ${walk.looks.length} looks, at most ${slowest} ms`,
  );
  for (const finding of [...walk.holds.map((text) => `HELD ${text}`), ...walk.looks])
    console.log(`    ${finding}`);
}
console.log(`\nclean registers ${arrivals}, held ${holds}\n`);

const columns = new Map();
for (const history of histories) {
  const column = history.name.replace(/, seed \d+$/, "");
  const sums = columns.get(column) ?? new Map();
  for (const [name, tally] of await bench.tryRegisterMistakes(history, definitions)) {
    const sum = sums.get(name) ?? { held: 0, looked: 0, missed: 0, saidToBe: {} };
    for (const what of ["held", "looked", "missed"]) sum[what] += tally[what];
    for (const [mistake, count] of Object.entries(tally.saidToBe))
      sum.saidToBe[mistake] = (sum.saidToBe[mistake] ?? 0) + count;
    sums.set(name, sum);
  }
  columns.set(column, sums);
}
const names = [...columns.keys()];
console.log(
  `held / looked at / missed of each kind, in\n${names.map((name, place) => `  ${place + 1}: ${name}`).join("\n")}\n`,
);
for (const { name, least } of bench.registerMistakes) {
  const cells = names.map((column) => columns.get(column).get(name) ?? null);
  const shown = cells.map((cell) =>
    (cell === null ? "-" : `${cell.held} / ${cell.looked} / ${cell.missed}`).padEnd(12),
  );
  const said = new Set(cells.flatMap((cell) => Object.keys(cell?.saidToBe ?? {})));
  console.log(
    `${name.padEnd(44)} ${shown.join(" ")} ${least === "look" ? "(a look is enough) " : ""}${[...said].join(", ")}`,
  );
}
const all = names.map((column) => {
  const cells = [...columns.get(column).values()];
  const held = cells.reduce((sum, cell) => sum + cell.held, 0);
  const tried = cells.reduce((sum, cell) => sum + cell.held + cell.looked + cell.missed, 0);
  return `${((100 * held) / tried).toFixed(1)} %`.padEnd(12);
});
console.log(`${"held".padEnd(44)} ${all.join(" ")}`);
