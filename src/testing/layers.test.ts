import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";

/** What dependency-cruiser says of one wrong import. */
interface Violation {
  from: string;
  to: string;
  rule: { name: string };
}

const rooms = [
  "cli",
  "pipeline",
  "release",
  "reports",
  "ingest",
  "metrics",
  "office",
  "question",
  "render",
  "db",
  "defs",
  "domain",
  "lib",
] as const;

/** The rooms that each room may import from: the picture of the layers, read downwards. */
const mayImport: Readonly<Record<(typeof rooms)[number], string>> = {
  cli: "pipeline release reports ingest metrics office question render db defs domain lib",
  pipeline: "reports ingest metrics office question render db defs domain lib",
  release: "reports ingest metrics office question render db defs domain lib",
  reports: "ingest metrics office question render db defs domain lib",
  ingest: "metrics office question render db defs domain lib",
  metrics: "question render db defs domain lib",
  office: "question render db defs domain lib",
  question: "db defs domain lib",
  render: "db defs domain lib",
  db: "domain lib",
  defs: "domain lib",
  domain: "lib",
  lib: "",
};

/** Files with one wrong import each, beside the borders between rooms. */
const planted: Readonly<Record<string, { text: string; rule: string }>> = {
  "src/metrics/opens-files.ts": {
    text: 'import { readFileSync } from "node:fs";\nexport const x = readFileSync;',
    rule: "files-only-at-the-edge",
  },
  "src/ingest/opens-sqlite.ts": {
    text: 'import Database from "better-sqlite3";\nexport const x = Database;',
    rule: "sqlite-only-in-db",
  },
  "src/render/loads-vega.ts": {
    text: 'import * as vega from "vega";\nexport const x = vega;',
    rule: "heavy-modules-load-late",
  },
  "src/reports/ok22/uses-steering.ts": {
    text: 'import { x } from "../steering/stub.js";\nexport const y = x;',
    rule: "reports-know-no-other",
  },
  "src/reports/shared/uses-steering.ts": {
    text: 'import { x } from "../steering/stub.js";\nexport const y = x;',
    rule: "shared-by-reports-knows-none",
  },
  "src/reports/findings/uses-the-list.ts": {
    text: 'import { x } from "../stub.js";\nexport const y = x;',
    rule: "shared-by-reports-knows-none",
  },
  "src/office/document/uses-the-deck.ts": {
    text: 'import { x } from "../deck/stub.js";\nexport const y = x;',
    rule: "office-formats-apart",
  },
  "src/office/deck/uses-the-document.ts": {
    text: 'import { x } from "../document/stub.js";\nexport const y = x;',
    rule: "office-deck-uses-a-workbook-alone",
  },
  "src/office/package/uses-a-workbook.ts": {
    text: 'import { x } from "../workbook/stub.js";\nexport const y = x;',
    rule: "office-package-knows-no-format",
  },
  "src/ingest/read/uses-the-store.ts": {
    text: 'import { x } from "../store/stub.js";\nexport const y = x;',
    rule: "reading-decides-nothing",
  },
  "src/ingest/arrival/checks/uses-the-file.ts": {
    text: 'import { x } from "../../open/stub.js";\nexport const y = x;',
    rule: "arrival-judges-a-settled-load",
  },
  "src/lib/uses-a-test.ts": {
    text: 'import { x } from "../testing/stub.js";\nexport const y = x;',
    rule: "tests-stay-tests",
  },
  "src/lib/uses-a-stray-package.ts": {
    text: 'import x from "a-package-that-nobody-declared";\nexport const y = x;',
    rule: "no-undeclared-packages",
  },
  // A circle is told at one of its files.
  "src/lib/one.ts": {
    text: 'import { b } from "./other.js";\nexport const a = () => b;',
    rule: "no-circles",
  },
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flp-layers-"));
  for (const name of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"])
    await cp(join(programFolder, name), join(folder, name));
  await symlink(join(programFolder, "node_modules"), join(folder, "node_modules"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), `${text}\n`);
}

/** Runs the layer check of `npm run layers` on the folder. */
async function cruise(output: "json" | "err"): Promise<{ code: number; out: string }> {
  const program = join(programFolder, "node_modules", "dependency-cruiser", "bin", "dependency-cruiser.mjs");
  const words = [program, "--config", ".dependency-cruiser.cjs", "--output-type", output, "src"];
  const run = promisify(execFile)(process.execPath, words, { cwd: folder, maxBuffer: 1 << 26 });
  return run.then(
    ({ stdout }) => ({ code: 0, out: stdout }),
    (error: unknown) => {
      const { code, stdout } = error as { code: number; stdout: string };
      return { code, out: stdout };
    },
  );
}

describe("the borders between the rooms of src/", () => {
  test("let imports down, and refuse every other one, each by the rule that names its room", async () => {
    for (const room of [...rooms, "testing"]) await write(`src/${room}/stub.ts`, "export const x = 1;");
    const wrong: string[] = [];
    for (const room of rooms) {
      for (const other of rooms.filter((one) => one !== room)) {
        await write(
          `src/${room}/to-${other}.ts`,
          `import { x } from "../${other}/stub.js";\nexport const y = x;`,
        );
        if (!mayImport[room].split(" ").includes(other))
          wrong.push(`src/${room}/to-${other}.ts ${room}-imports-down-only`);
      }
    }
    await write("src/reports/steering/stub.ts", 'import { x } from "../shared/stub.js";\nexport { x };');
    await write("src/reports/shared/stub.ts", "export const x = 1;");
    await write("src/office/deck/stub.ts", 'import { x } from "../workbook/stub.js";\nexport { x };');
    for (const room of ["office/workbook", "office/document", "ingest/open", "ingest/store"])
      await write(`src/${room}/stub.ts`, "export const x = 1;");
    for (const [path, { text, rule }] of Object.entries(planted)) {
      await write(path, text);
      wrong.push(`${path} ${rule}`);
    }
    await write("src/lib/other.ts", 'import { a } from "./one.js";\nexport const b = () => a;');
    const { out } = await cruise("json");
    const { violations } = (JSON.parse(out) as { summary: { violations: Violation[] } }).summary;
    const seen = new Set(violations.map(({ from, rule }) => `${from} ${rule.name}`));
    expect([...seen].sort()).toEqual(wrong.sort());
  });

  test("one wrong import fails the check, and so the test command", async () => {
    await rm(join(folder, "src"), { recursive: true });
    await write("src/cli/stub.ts", "export const x = 1;");
    expect(await cruise("err")).toMatchObject({ code: 0 });
    await write("src/domain/planted.ts", 'import { x } from "../cli/stub.js";\nexport const y = x;');
    const { code, out } = await cruise("err");
    expect(code).toBeGreaterThan(0);
    expect(out).toContain("domain-imports-down-only: src/domain/planted.ts");
    const { scripts } = (await import("../../package.json", { with: { type: "json" } })).default;
    expect(scripts.layers).toContain(".dependency-cruiser.cjs src");
    expect(scripts.test).toMatch(/node \.build\/check\.mjs(?: [a-z:]+)* layers\b/);
  });
});
