import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAst } from "rolldown/parseAst";

/**
 * Marks the functions that a month's work calls, so that the engine compiles them together with their file and keeps that with
 * the compiled code that the next start reads. Of any other function it keeps nothing: it compiles it when it is first called,
 * in every process again, which was a tenth of a monthly run. Which functions these are, the engine itself counts while the
 * built program does that work with the bundled sample.
 */
export function eagerFunctions() {
  return {
    name: "eager-functions",
    writeBundle: {
      // what this program is started with, the other plugins write
      order: "post",
      sequential: true,
      handler({ dir }) {
        const files = calledInAMonth(resolve(dir));
        if (files.size === 0) this.error("the engine did not count which functions are called");
        for (const [path, functions] of files)
          writeFileSync(
            path,
            markEager(readFileSync(path, "utf8"), (one) => functions.has(placeOf(one))),
          );
      },
    },
  };
}

const placeOf = ({ start, end }) => `${start}-${end}`;

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
      // no settings of the user's own, and no compiled code is left behind
      env: { ...withoutSettings(process.env), XDG_CACHE_HOME: join(folder, "cache"), ...env },
    });
    if (status !== 0) throw new Error(`flp ${words.join(" ")} ended with ${status}: ${stderr}`);
  };
  const counted = { NODE_V8_COVERAGE: join(folder, "counts") };
  flp({}, "ingest", history, register, "--accept", "bundled sample");
  flp(counted, "run", "monthly", "--inbox", inbox, "--out", join(folder, "out"));
  flp(counted, "metrics", "all");
  flp(counted, "status");
}

function withoutSettings(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("FLP_")));
}

function calledOf(scripts, dir) {
  const found = new Map();
  for (const { url, functions } of scripts) {
    const path = url.startsWith("file:") ? fileURLToPath(url) : "";
    if (!path.startsWith(dir)) continue;
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
 * is declared becomes a variable for that, above all other code, where it would have been known as well. Methods have no such
 * form. Files must not import each other in a circle: one would use the other's functions before they are there.
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
  const top = tree.body.reduce((end, one) => (one.type === "ImportDeclaration" ? one.end : end), 0);
  const variables = declared.map(({ id, start, end }) => {
    const nameless = `${part(start, id.start).trimEnd()}${part(id.end, end)}`;
    return `var ${id.name}=(${nameless});`;
  });
  let rest = "";
  let at = top;
  for (const { start, end } of declared) {
    rest += part(at, start);
    at = end;
  }
  return `${part(0, top)}\n${variables.join("")}${rest}${part(at, code.length)}`;
}

/** A function that stands where a value may: no declaration, no method, getter or setter. */
function isExpression({ type }, parent) {
  if (type === "ArrowFunctionExpression") return true;
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
