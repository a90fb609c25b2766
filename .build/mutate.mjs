// npm run mutate -- FOLDER...: changes the code of the folders bit by bit and lists the changes that no test beside that code
// notices. `--tests FOLDER,...` names other tests to ask, `--no-static` leaves out what is computed once when a file is loaded
// (tables, patterns), for which all tests of the file run each time. By hand only: minutes to an hour a folder.
import { parseArgs } from "node:util";
import { Stryker } from "@stryker-mutator/core";

const { positionals: folders, values } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: { tests: { type: "string" }, static: { type: "boolean", default: true } },
});
if (folders.length === 0) {
  console.error("Name a folder whose code is to be changed: npm run mutate -- src/domain");
  process.exit(2);
}
process.env.FLP_MUTATE_TESTS = values.tests ?? folders.join(",");

const isFile = (path) => path.endsWith(".ts");
const name = folders.join("+").replaceAll("/", "-").slice(0, 60);
const results = await new Stryker({
  mutate: [...folders.map((path) => (isFile(path) ? path : `${path}/**/*.ts`)), "!src/**/*.test.ts"],
  ignoreStatic: !values.static,
  testRunner: "vitest",
  vitest: { configFile: ".build/mutate.vitest.config.ts", related: true },
  plugins: ["@stryker-mutator/vitest-runner"],
  reporters: ["clear-text", "progress-append-only", "html", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: true },
  htmlReporter: { fileName: `.cache/mutate/${name}.html` },
  jsonReporter: { fileName: `.cache/mutate/${name}.json` },
  // A second run asks only about what changed, and about what no test noticed.
  incremental: true,
  incrementalFile: `.cache/mutate/${name}.incremental.json`,
  tempDirName: `.cache/mutate/${name}.sandbox`,
  ignorePatterns: ["dist", "out", "coverage", "bench", ".cache"],
  concurrency: 1,
  timeoutMS: 20_000,
  dryRunTimeoutMinutes: 30,
}).runMutationTest();

const numberOf = (...states) => results.filter(({ status }) => states.includes(status)).length;
const noticed = numberOf("Killed", "Timeout");
const all = noticed + numberOf("Survived", "NoCoverage");
console.log(`${name}: ${noticed} of ${all} changes noticed (${((100 * noticed) / all).toFixed(1)} %)`);
