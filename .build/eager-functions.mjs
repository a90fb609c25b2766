import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAst } from "rolldown/parseAst";

/**
 * Marks the functions that a month's work calls, so that the engine compiles them together with their file and keeps that with
 * the compiled code that the next start reads. Of any other function it keeps nothing: it compiles it when it is first called,
 * in every process again, which took a twentieth of its time. Which functions these are, the engine itself counts while the
 * built program does that work with the bundled sample. The count is not the same on every machine: marked.json tells the hash
 * of each file without its marks by that with them, so that a sealed release knows the code that made it wherever it was built.
 */
export function eagerFunctions() {
  return {
    name: "eager-functions",
    writeBundle: {
      // what this program is started with, the other plugins write
      order: "post",
      sequential: true,
      handler({ dir }, bundle) {
        const circle = inCircles(Object.values(bundle).filter(({ type }) => type === "chunk"));
        if (circle.length > 0) this.error(`files that import each other: ${circle.join(", ")}`);
        const files = calledInAMonth(resolve(dir));
        if (files.size === 0) this.error("the engine did not count which functions are called");
        const plain = {};
        for (const [path, functions] of files) {
          const code = readFileSync(path, "utf8");
          const marked = markEager(code, (one) => functions.has(placeOf(one)));
          // throws where a mark broke it
          parseAst(marked);
          writeFileSync(path, marked);
          plain[sha256Of(marked)] = sha256Of(code);
        }
        writeFileSync(join(dir, "marked.json"), JSON.stringify(plain));
      },
    },
  };
}

const sha256Of = (text) => createHash("sha256").update(text).digest("hex");
const placeOf = ({ start, end }) => `${start}-${end}`;

/** The files that import each other in a circle: one would use another's functions before these variables are there. */
function inCircles(chunks) {
  const waiting = new Map(chunks.map(({ fileName, imports }) => [fileName, imports]));
  for (let before = -1; before !== waiting.size;) {
    before = waiting.size;
    for (const [name, imports] of waiting) if (!imports.some((one) => waiting.has(one))) waiting.delete(name);
  }
  return [...waiting.keys()];
}

/** The functions, by their places, that a month's work calls, of each of the program's files. */
function calledInAMonth(dir) {
  const folder = mkdtempSync(join(tmpdir(), "flp-build-"));
  try {
    workAMonth(folder, resolve(dir, "..", "bin", "flp.js"));
    const files = readdirSync(join(folder, "counts")).map((name) => join(folder, "counts", name));
    return calledOf(
      files.flatMap((path) => JSON.parse(readFileSync(path, "utf8")).result),
      dir,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Loads a history; then, counted, does what a data consultant does on the first Monday of a month. */
function workAMonth(folder, program) {
  const [register, history, drop] = ["laegehuse_2025-02", "planer_2022-03_2025-01", "planer_2025-02"].map(
    (name) => resolve("fixtures", "national", `${name}.csv`),
  );
  const inbox = join(folder, "inbox");
  mkdirSync(inbox);
  cpSync(drop, join(inbox, basename(drop)));
  const flp = (env, ...words) => {
    const all = [program, "--db", join(folder, "flp.sqlite"), "--quiet", ...words];
    const { status, stderr } = spawnSync(process.execPath, all, {
      encoding: "utf8",
      env: { ...bareEnvironment(), XDG_CACHE_HOME: join(folder, "cache"), ...env },
    });
    if (status !== 0) throw new Error(`flp ${words.join(" ")} ended with ${status}: ${stderr}`);
  };
  const counted = { NODE_V8_COVERAGE: join(folder, "counts") };
  flp({}, "ingest", history, register, "--accept", "bundled sample");
  flp(counted, "run", "monthly", "--inbox", inbox, "--out", join(folder, "out"));
  flp(counted, "metrics", "all");
  flp(counted, "status");
}

/** The user's own without settings of the program and of the engine, on the day after the month's drop. */
function bareEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(FLP|NODE)_/.test(name));
  return { ...Object.fromEntries(kept), SOURCE_DATE_EPOCH: String(Date.UTC(2025, 2, 3) / 1000) };
}

function calledOf(scripts, dir) {
  const found = new Map();
  for (const { url, functions } of scripts) {
    const path = url.startsWith("file:") ? fileURLToPath(url) : "";
    if (!path.startsWith(dir + sep)) continue;
    const places = found.get(path) ?? new Set();
    found.set(path, places);
    for (const { ranges } of functions) {
      const [{ startOffset, endOffset, count }] = ranges;
      if (count > 0) places.add(placeOf({ start: startOffset, end: endOffset }));
    }
  }
  return found;
}

/**
 * The same code with parentheses around the functions that are called: to the engine a sign that they will be. A function that
 * is declared becomes a variable for that, in front of all statements but imports, where it would have been known as well.
 * Methods have no such form. Files must not import each other in a circle.
 */
export function markEager(code, isCalled) {
  const tree = parseAst(code);
  const signs = [];
  const declared = tree.body.filter((one) => one.type === "FunctionDeclaration" && isCalled(one));
  for (const { parent, node } of nodesOf(tree)) {
    if (!isExpression(node, parent) || !isCalled(node)) continue;
    signs.push({ at: node.start, sign: "(" }, { at: node.end, sign: ")" });
  }
  const part = (from, to) => withSigns(code, { from, to, signs });
  const variables = declared.map(({ id, start, end }) => {
    const nameless = part(start, id.start) + part(id.end, end);
    return `var ${id.name}=(${nameless});`;
  });
  const first = tree.body.find(({ type }) => type !== "ImportDeclaration")?.start ?? code.length;
  let rest = "";
  let at = first;
  for (const { start, end } of declared) {
    // what stands before and after a declaration needs no semicolon
    rest += `${part(at, start)};`;
    at = end;
  }
  return part(0, first) + variables.join("") + rest + part(at, code.length);
}

/** A function that stands where a value may: no declaration, no method, getter or setter, and not at a statement's start. */
function isExpression({ type }, parent) {
  if (type === "ArrowFunctionExpression") return parent?.type !== "ExpressionStatement";
  const isPart =
    parent?.type === "MethodDefinition" || parent?.method === true || (parent?.kind ?? "init") !== "init";
  return type === "FunctionExpression" && !isPart;
}

function* nodesOf(node, parent = null) {
  yield { node, parent };
  for (const child of Object.values(node).flat())
    if (typeof child?.type === "string") yield* nodesOf(child, node);
}

/** A part of the code with the signs that stand in it; at one place what ends comes before what begins. */
function withSigns(code, { from, to, signs }) {
  const inPart = signs
    .filter(({ at, sign }) => (sign === "(" ? at >= from && at < to : at > from && at <= to))
    .sort((one, other) => one.at - other.at || (one.sign === other.sign ? 0 : one.sign === ")" ? -1 : 1));
  let text = "";
  let at = from;
  for (const { at: place, sign } of inPart) {
    text += code.slice(at, place) + sign;
    at = place;
  }
  return text + code.slice(at, to);
}
