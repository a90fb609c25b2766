// node .build/manifest.mjs trim|restore: package.json as it goes into the package. What the build bundles is not installed a
// second time, and what only developers need is left out; npm runs this round `npm pack` (scripts prepack and postpack).
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { installed } from "./notices.mjs";
import { projectFolder } from "./packages.mjs";

const manifest = join(projectFolder, "package.json");
const whole = join(projectFolder, ".cache", "package.whole.json");
const forDevelopers = ["allowScripts", "devDependencies", "overrides", "scripts"];

/** Puts the whole package.json back, also after a packing that was broken off. */
function restore() {
  if (!existsSync(whole)) return;
  copyFileSync(whole, manifest);
  rmSync(whole);
}

function trim() {
  restore();
  mkdirSync(dirname(whole), { recursive: true });
  copyFileSync(manifest, whole);
  const content = JSON.parse(readFileSync(manifest, "utf8"));
  const kept = Object.entries(content).filter(([key]) => !forDevelopers.includes(key));
  const needed = Object.entries(content.dependencies).filter(([name]) => name in installed);
  const trimmed = { ...Object.fromEntries(kept), dependencies: Object.fromEntries(needed) };
  writeFileSync(manifest, `${JSON.stringify(trimmed, null, 2)}\n`);
}

const tasks = { trim, restore };
const task = tasks[process.argv[2]];
if (task === undefined) throw new Error(`what is to be done: ${Object.keys(tasks).join(" or ")}?`);
task();
