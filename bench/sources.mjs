import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Imports modules of `src/` into this process, for what cannot be measured from outside. `files` are paths below `src/`;
 * returns the exports of all of them as one object.
 */
export async function importSources(...files) {
  const bundle = await rolldown({
    cwd: root,
    platform: "node",
    logLevel: "silent",
    input: Object.fromEntries(files.map((file, place) => [`source-${place}`, `src/${file}`])),
    external: ["better-sqlite3", "rolldown"],
  });
  // Two folders down, as the program itself, whose own folder is looked for from there.
  const folder = `${root}dist/bench-${process.pid}`;
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  await bundle.write({ dir: folder, entryFileNames: "[name].mjs", chunkFileNames: "[name].mjs" });
  const modules = await Promise.all(files.map((_, place) => import(`${folder}/source-${place}.mjs`)));
  return Object.assign({}, ...modules);
}
