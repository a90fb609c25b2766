import { defineConfig } from "vitest/config";
import { pageScripts } from "./.build/page-scripts.mjs";

/** Kinds of tests that take long or need a program of their own, by the last word of the file's name. */
const slowKinds = ["browser", "office", "kill", "package", "fuzz"];
const filesOf = (kind: string): string => `src/**/*.${kind}.test.ts`;
export const slowTests = slowKinds.map(filesOf);

/** Rooms and files whose tests run the whole program, load files or look for counter-examples for seconds. */
const wholeRuns = [
  ...["cli", "pipeline", "release", "ingest", "metrics", "testing"].map((room) => `src/${room}/**/*.test.ts`),
  ...[
    "db/robust",
    "question/drawn-tables",
    "reports/consultants/afterwards/worlds",
    "reports/disclosure/attack",
    "reports/edges",
    "reports/shared/shown-before",
    "reports/small-numbers",
  ].map((file) => `src/${file}.test.ts`),
];

/** Tests that put another module in a module's place: they need modules of their own. */
export const changingModules = ["src/question/changed-definitions.test.ts"];

export default defineConfig({
  plugins: [pageScripts()],
  test: {
    testTimeout: 240_000,
    hookTimeout: 120_000,
    // A page that is loaded again takes more than the usual second where the machine is busy.
    expect: { poll: { timeout: 10_000 } },
    // Both cores, and modules loaded once a worker: no test but those named above changes what another one sees of a module.
    maxWorkers: "100%",
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: "fast",
          include: ["src/**/*.test.ts"],
          exclude: [...slowTests, ...wholeRuns, ...changingModules],
        },
      },
      {
        extends: true,
        test: { name: "whole", include: wholeRuns, exclude: slowTests },
      },
      { extends: true, test: { name: "mocked", include: changingModules, isolate: true } },
      ...slowKinds.map((kind) => ({
        extends: true as const,
        test: { name: kind, include: [filesOf(kind)] },
      })),
    ],
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      exclude: ["src/**/*.test.ts", "src/testing/**"],
      reporter: ["text-summary", "json-summary"],
    },
  },
});
