import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";

/** An entry of `dist/packages.json`. */
interface Listed {
  name: string;
  version: string;
  licence: string;
  bundled: boolean;
}

/** Licences under which others may use and hand on what we bundle; a new one is looked at by a person first. */
const free = [
  "MIT",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "0BSD",
  "BlueOak-1.0.0",
  "MPL-2.0",
  "Zlib",
];

describe("the notices of what others wrote", () => {
  const read = (name: string): Promise<string> => readFile(join(programFolder, "dist", name), "utf8");
  const list = async (): Promise<Listed[]> => JSON.parse(await read("packages.json")) as Listed[];

  test("name every package that package.json gives the program, each as bundled or as installed beside it", async () => {
    const manifest = JSON.parse(await readFile(join(programFolder, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    const listed = new Map((await list()).map(({ name, bundled }) => [name, bundled]));
    const source = await readFile(join(programFolder, ".build", "notices.mjs"), "utf8");
    for (const name of Object.keys(manifest.dependencies)) {
      if (!(await isImported(name))) continue;
      expect(listed.has(name), name).toBe(true);
      const isInstalled = source.includes(`"${name}":`) || source.includes(`\n  ${name}:`);
      expect(listed.get(name), name).toBe(!isInstalled);
    }
  });

  test("state a version and a free licence for each", async () => {
    for (const { name, version, licence } of await list()) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+/);
      const parts = licence.replace(/[()]/g, "").split(/ (?:OR|AND) /);
      expect(
        parts.some((part) => free.includes(part)),
        `${name}: ${licence}`,
      ).toBe(true);
    }
  });

  test("have a row and a part with the licence for each", async () => {
    const notices = await read("THIRD-PARTY-NOTICES.md");
    for (const { name, version, licence } of await list()) {
      expect(notices).toContain(`| ${name} | ${version} | ${licence} |`);
      expect(notices).toContain(`\n## ${name} ${version}\n\nLicence: ${licence}`);
    }
    expect(notices).toContain("Permission is hereby granted, free of charge");
    expect(notices).toContain("Redistribution and use in source and binary forms");
  });
});

/** True where the built program imports the package or holds its code: one that nothing uses is in no file. */
async function isImported(name: string): Promise<boolean> {
  const { readdir } = await import("node:fs/promises");
  const sources = join(programFolder, "src");
  const files = (await readdir(sources, { recursive: true })).filter(
    (path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.startsWith("testing"),
  );
  const imports = new RegExp(`^[^/*\\n]*(?:from|import\\()\\s*"${name}(?:/[^"]*)?"`, "m");
  const typeOnly = new RegExp(`^import type .* from "${name}(?:/[^"]*)?";$`, "gm");
  const texts = await Promise.all(files.map((path) => readFile(join(sources, path), "utf8")));
  return texts.some((text) => imports.test(text.replace(typeOnly, "")));
}
