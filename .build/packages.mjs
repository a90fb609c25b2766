// Which packages the built program holds or is installed with: what rolldown put into a file, and what stays outside.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";

/**
 * A package of the program: its name, version, licence (an SPDX expression) and where it comes from; `notice` is the text
 * of its licence files, null where it brings none along. `bundled` is false for one that npm installs beside the program,
 * `system` true for one that is installed on some systems only.
 */
function packageAt(folder, bundled) {
  const { name, version, license, licenses, homepage, repository, os } = readJson(
    join(folder, "package.json"),
  );
  const notice = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)(\.|-|$)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim())
    .join("\n\n");
  const source = typeof repository === "string" ? repository : (repository?.url ?? homepage ?? null);
  const licence = typeof license === "string" ? license : (license?.type ?? licenses?.[0]?.type ?? null);
  return { name, version, licence, source, bundled, system: os !== undefined, notice: notice || null };
}

/** The packages whose modules lie in the files of a build, by name. */
export function bundledPackages(moduleIds) {
  const folders = new Set(moduleIds.flatMap((id) => packageFolder(id) ?? []));
  return sorted([...folders].map((folder) => packageAt(folder, true)));
}

/** The packages that are installed beside the program, with all that they need; those of other systems are left out. */
export function installedPackages(names, root) {
  const folders = new Map();
  const visit = (name, from) => {
    const folder = resolvePackage(name, from);
    if (folder === null || folders.has(folder)) return;
    folders.set(folder, true);
    const { dependencies = {}, optionalDependencies = {} } = readJson(join(folder, "package.json"));
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) visit(needed, folder);
  };
  for (const name of names) visit(name, root);
  return sorted([...folders.keys()].map((folder) => packageAt(folder, false)));
}

/** Folder of the package that a module belongs to; null for a module of the program itself. */
function packageFolder(moduleId) {
  const parts = moduleId.replace(/^\0/, "").split("?")[0].split(/[\\/]/);
  const at = parts.lastIndexOf("node_modules");
  if (at < 0) return null;
  const depth = parts[at + 1].startsWith("@") ? 3 : 2;
  return parts.slice(0, at + depth).join(sep);
}

/** Looks a package up as Node does, from a folder upwards; null where it is not installed. */
function resolvePackage(name, from) {
  const paths = createRequire(join(from, "package.json")).resolve.paths(name) ?? [];
  const found = paths.map((path) => join(path, name)).find((path) => existsSync(join(path, "package.json")));
  return found ?? null;
}

const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));
const keyOf = ({ name, version }) => `${name}@${version}`;

/** By name and version, each once: npm may lay several copies of one version down. */
const sorted = (packages) =>
  [...new Map(packages.map((one) => [keyOf(one), one])).values()].sort((left, right) =>
    keyOf(left) < keyOf(right) ? -1 : 1,
  );

/** Folder that holds package.json of the project. */
export const projectFolder = dirname(import.meta.dirname);
