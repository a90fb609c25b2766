import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { markEager } from "../../.build/eager-functions.mjs";
import { sha256Of } from "../lib/files.js";
import { programFolder } from "../lib/program.js";

const built = join(programFolder, "dist");

/** Every form that a function has, some of them used above their declaration. */
const forms = `
import { basename } from "node:path";
export const early = declared(2);
function declared(number, more = () => number + 1) { return more() + (() => number)(); }
async function later(...words) { return words.map((word) => word.length); }
function* numbers() { yield 1; yield declared(1); }
function counted() { counted = () => "again"; return "first"; }
function outer() { function inner() { return outer.name; } return inner; }
const arrow = one => two => ({ one, two, three() { return one + two; } });
const plain = function (n) { return n < 2 ? 1 : n * plain(n - 1); };
const own = function factorial(n) { return n < 2 ? 1 : n * factorial(n - 1); };
const many = { run: async () => 1, get field() { return 7; }, set field(value) { this.kept = value; }, make() { return this.field; } };
class Shape {
  static #count = 0;
  side = () => this.length;
  constructor(length) { this.length = length; Shape.#count += 1; }
  get area() { return this.side() ** 2; }
  static made() { return Shape.#count; }
}
many.field = 3;
(function () { many.seen = true; })();
!function () { many.twice = true; }();
export { declared as renamed, later, counted };
export const told = [
  declared.name, later.name, arrow.name, plain.name, own.name, many.run.name, outer()(), declared.length, basename("a/b"),
  [...numbers()], arrow(1)(2).three(), plain(5), own(5), many.make(), many.kept, many.seen, many.twice,
  new Shape(3).area, Shape.made(), counted(), counted(), typeof numbers().next,
];
export const awaited = await Promise.all([later("a", "bc"), many.run(), (async () => "x")()]);
export default (() => early)();
`;

async function run(code: string): Promise<Record<string, unknown>> {
  const module: unknown = await import(
    /* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(code).toString("base64")}`
  );
  const { early, told, awaited, default: value } = module as Record<string, unknown>;
  return { early, told, awaited, value };
}

describe("code whose functions are marked as called", () => {
  test("does what it did", async () => {
    const before = await run(forms);
    expect(before["early"]).toBe(5);
    expect(await run(markEager(forms, () => true))).toEqual(before);
  });

  test("does so whichever of its functions are called", async () => {
    const before = await run(forms);
    for (const part of [2, 3, 5])
      expect(await run(markEager(forms, ({ start }) => start % part === 0))).toEqual(before);
  });

  test("has parentheses around those, and declares them as variables above all other code", () => {
    const code = `import x from "x";\nconst a = f(() => 1, () => 2);\nfunction f(b) { return b }\nfunction g() {}\n`;
    const called = ["() => 2", "function f(b) { return b }"];
    expect(markEager(code, ({ start, end }) => called.includes(code.slice(start, end)))).toBe(
      `import x from "x";\nvar f=(function (b) { return b });const a = f(() => 1, (() => 2));\n;\nfunction g() {}\n`,
    );
  });

  test("is left alone where none is called", () => {
    expect(markEager(forms, () => false)).toBe(forms);
    expect(markEager("#!/usr/bin/env node\nf();\n", () => true)).toBe("#!/usr/bin/env node\nf();\n");
  });

  test.each([
    ["used between imports", `const early = f(1);\nimport "node:fs";\nfunction f(n) { return n + 1; }`],
    ["declared between imports", `function f(n) { return n + 1; }\nimport "node:fs";\nconst early = f(1);`],
    ["with a comment before its name", `const early = f(1);\nfunction // why\nf(n) { return n + 1; }`],
    ["between lines without semicolons", `let early = String\nfunction f() {}\n(() => (early = 2))()`],
    ["that nobody takes", `let early = 2\nn => n\nexport {}`],
  ])("does what it did with a function %s", async (_, code) => {
    const whole = `${code}\nexport { early };`;
    expect(await run(whole)).toMatchObject({ early: 2 });
    expect(await run(markEager(whole, () => true))).toMatchObject({ early: 2 });
  });

  test("is known by its hash without them, wherever it was built", () => {
    const plain = Object.entries(JSON.parse(readFileSync(join(built, "marked.json"), "utf8")) as object);
    const hashes = readdirSync(built, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".js"))
      .map((name) => sha256Of(readFileSync(join(built, name))));
    expect(plain.length).toBeGreaterThan(50);
    for (const [marked, without] of plain) {
      expect(hashes).toContain(marked);
      expect(without).toMatch(/^[0-9a-f]{64}$/);
    }
  });
});
