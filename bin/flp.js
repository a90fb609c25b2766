#!/usr/bin/env node
// Starts the command line; before anything else is read, an engine that is too old is told of in words that it can read.
const oldest = 22;
// and the newest that was tried: of a later one nobody knows which of its inner settings it still has
const newest = 26;
const major = parseInt(process.versions.node, 10);
const own = new URL("../node_modules/.bin/node", import.meta.url);

if (major >= oldest) {
  const help = writtenHelp(process.argv.slice(2));
  if (help) printHelp(help);
  else start();
} else {
  import("node:fs").then(({ existsSync }) => (existsSync(own) ? handOver() : refuse()));
}

function start() {
  // Asked for before the engine's rules change: from then on it compiles again what Node brings along compiled.
  const streams = [process.stdout, process.stderr];
  optimizeLater();
  keepCompiledCode();
  import("../dist/cli/main.js").then(async ({ main }) => {
    process.exitCode = await main(process.argv.slice(2));
    setImmediate(endAtOnce, streams);
  });
}

/** Ends without tidying up what is gone with the process; where a reader is slow, when the last of it is written. */
function endAtOnce(streams) {
  if (streams.every(({ writableLength }) => writableLength === 0)) process.exit();
}

/** The help that was written when the program was built, where nothing but help is asked for and it fits the terminal. */
function writtenHelp(words) {
  const asked = words.pop();
  const isHelp = asked === "--help" || asked === "-h";
  if (!isHelp || process.stdout.columns < 80 || !words.every((word) => /^[a-z-]+$/.test(word))) return;
  try {
    const file = new URL("../dist/help/" + ["flp", ...words].join("/") + ".txt", import.meta.url);
    return process.getBuiltinModule("node:fs").readFileSync(file, "utf8");
  } catch {
    // no such command: the program says so
  }
}

/** What goes wrong with printing it is told by the program, which tries again. */
function printHelp(text) {
  process.stdout.once("error", start);
  process.stdout.write(text);
}

/**
 * A program that runs for a second or two is over before most of what the engine optimizes is used: it waits until a function
 * was called twenty times as often as by its own rule. Measured: a monthly run takes a tenth less, a long ingest as much.
 */
function optimizeLater() {
  if (major > newest) return;
  const { setFlagsFromString } = process.getBuiltinModule("node:v8");
  setFlagsFromString("--invocation-count-for-maglev=6000");
  setFlagsFromString("--invocation-count-for-turbofan=60000");
}

/**
 * Later starts read compiled code from the user's own cache; where there can be none, they compile again. Code that counts what
 * runs is not kept: it would count, and be slow, for everybody.
 */
function keepCompiledCode() {
  const { XDG_CACHE_HOME, LOCALAPPDATA, HOME, NODE_V8_COVERAGE } = process.env;
  if (NODE_V8_COVERAGE) return;
  const folder = XDG_CACHE_HOME || LOCALAPPDATA || (HOME && HOME + "/.cache");
  if (folder) process.getBuiltinModule("node:module").enableCompileCache(folder + "/flp");
}

function refuse() {
  console.error(
    "error: flp needs Node " +
      oldest +
      " or newer, this is Node " +
      process.versions.node +
      ": https://nodejs.org",
  );
  process.exitCode = 2;
}

/** A checkout brings its own engine along: the same words go to that one, and so do signals. */
function handOver() {
  import("node:child_process").then(({ spawn }) => {
    const words = [process.argv[1], ...process.argv.slice(2)];
    const child = spawn(decodeURIComponent(own.pathname), words, { stdio: "inherit" });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    child.on("error", refuse);
    child.on("exit", (code, signal) => {
      if (signal !== null) process.removeAllListeners(signal);
      if (signal !== null) process.kill(process.pid, signal);
      else process.exitCode = code;
    });
  });
}
