import { spawnSync } from "node:child_process";
import { createWriteStream, readFileSync } from "node:fs";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

if (parseInt(process.versions.node, 10) < 22)
  throw new Error("the program would hand over to another Node: start this with npx node bench/<script>.mjs");

/** The program, as a user starts it. */
export const program = fileURLToPath(new URL("../bin/flp.js", import.meta.url));

const history = new URL("../fixtures/national/planer_2022-03_2025-01.csv", import.meta.url);

/** Whole-process wall times of a command in milliseconds: one warm-up, then `runs` that count. Throws when it fails. */
export function timesOf(command, words, { runs = 5, before = () => undefined } = {}) {
  const times = [];
  for (let run = -1; run < runs; run += 1) {
    before();
    const began = performance.now();
    const { status, stderr } = spawnSync(command, words, { stdio: ["ignore", "ignore", "pipe"] });
    if (status !== 0) throw new Error(`${command} ${words.join(" ")} ended with ${status}: ${stderr}`);
    if (run >= 0) times.push(performance.now() - began);
  }
  return times;
}

/** Times two commands in turn, so that a machine that speeds up or slows down does so for both. Returns both lists of times. */
export function timesInTurn(command, first, second, { runs = 15 } = {}) {
  const pairs = Array.from({ length: runs }, () => [
    timesOf(command, first, { runs: 1 })[0],
    timesOf(command, second, { runs: 1 })[0],
  ]);
  return [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
}

/**
 * Runs a whole process once. Returns its wall time in milliseconds, the CPU seconds and the highest memory in MB of it and
 * what it started, and what it wrote. Throws when it fails.
 */
export function measured(command, words, { input } = {}) {
  const began = performance.now();
  const result = spawnSync("/usr/bin/time", ["-f", "%U %S %M", command, ...words], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const ms = performance.now() - began;
  if (result.error) throw new Error("/usr/bin/time is needed (package time)", { cause: result.error });
  if (result.status !== 0) throw new Error(`${command} ended with ${result.status}: ${result.stderr}`);
  const [user, system, kilobytes] = result.stderr.trim().split("\n").at(-1).split(" ").map(Number);
  return { ms, cpu: user + system, mb: kilobytes / 1024, stdout: result.stdout };
}

/** The middle value of a list of numbers. */
export function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Prints one measured figure with its range. */
export function report(what, times, note = "") {
  const [low, high] = [Math.min(...times), Math.max(...times)];
  console.log(
    `${what.padEnd(46)} ${median(times).toFixed(0).padStart(6)} ms  (${low.toFixed(0)}–${high.toFixed(0)})  ${note}`,
  );
}

/**
 * Writes the plan counts of 2018 to January 2025 in the national sample's likeness: its months repeated backwards in time, each with
 * a part of its rows again under numbers that begin with 9, until there are about 5.765 rows a month. Months and numbers
 * stand in order, as in a real extract. Returns how many rows were written.
 */
export async function writeCounts(path, { months = 85, rowsAMonth = 5_765 } = {}) {
  const [header, ...lines] = readFileSync(history, "utf8").replace("\ufeff", "").trim().split("\r\n");
  const sample = groupByMonth(lines);
  const sampleMonths = [...sample.keys()].sort();
  const newest = sampleMonths.at(-1);
  const file = createWriteStream(path);
  file.write(`\ufeff${header}\r\n`);
  let written = 0;
  for (let back = months - 1; back >= 0; back -= 1) {
    const own = sample.get(sampleMonths.at(-1 - (back % sampleMonths.length)));
    const more = own.filter((line) => line[8] === "0").slice(0, Math.max(0, rowsAMonth - own.length));
    const month = monthsBefore(newest, back);
    const rows = [...own.map((line) => line.slice(7)), ...more.map((line) => `;9${line.slice(9)}`)];
    written += rows.length;
    if (!file.write(rows.map((row) => `${month}${row}\r\n`).join(""))) await once(file, "drain");
  }
  file.end();
  await once(file, "finish");
  return written;
}

function groupByMonth(lines) {
  const groups = new Map();
  for (const line of lines) {
    const month = line.slice(0, 7);
    if (!groups.has(month)) groups.set(month, []);
    groups.get(month).push(line);
  }
  return groups;
}

function monthsBefore(month, months) {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - months;
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}
