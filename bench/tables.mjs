import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";

const readme = new URL("README.md", import.meta.url);

/** A table in Markdown. */
export function table(heading, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(heading), line(heading.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Where and when something was measured, and how busy the machine was before: figures of a busy machine are not to be trusted. */
export function circumstances() {
  const cores = cpus();
  const day = new Date().toISOString().slice(0, 10);
  return `${cores[0].model}, ${cores.length} cores, load ${loadavg()[0].toFixed(1)} at the start; Node ${process.versions.node}; ${day}`;
}

/** Puts text between the two markers of a name in bench/README.md, `<!-- name -->` and `<!-- /name -->`. */
export function writeSection(name, text) {
  const page = readFileSync(readme, "utf8");
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`bench/README.md has no ${start} ... ${end}`);
  writeFileSync(readme, `${page.slice(0, from + start.length)}\n\n${text}\n\n${page.slice(to)}`);
}
