import { defineConfig } from "vitest/config";

/** Kinds of tests that take long or need a program of their own, by the last word of the file's name. */
const slowKinds = ["browser", "office", "kill", "package", "fuzz"];
const filesOf = (kind: string): string => `src/**/*.${kind}.test.ts`;
const slow = slowKinds.map(filesOf);

/** Rooms whose tests run the whole program, load files or look for counter-examples for seconds. */
const wholeRuns = ["cli", "pipeline", "release", "ingest", "metrics", "testing"];

export default defineConfig({
  test: {
    testTimeout: 240_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "fast",
          include: ["src/**/*.test.ts"],
          exclude: [...slow, ...wholeRuns.map((room) => `src/${room}/**`)],
        },
      },
      {
        extends: true,
        test: { name: "whole", include: wholeRuns.map((room) => `src/${room}/**/*.test.ts`), exclude: slow },
      },
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
