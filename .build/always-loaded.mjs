import { resolve } from "node:path";

/** Only the program's first thread reads the command line. */
const ofTheCommandLine = /\/src\/cli\/|\/node_modules\/commander\//;

/**
 * Puts all that every command starts with into two files: what the program's entry imports, and what that imports in turn, with
 * the command line apart. Looking for thirty small files took a seventh of the time of a small command. Of the two only the
 * command line imports the other, and neither anything else, so that no two files wait for each other.
 */
export function alwaysLoaded(entry) {
  const found = new Set();
  const collect = (bundle) => {
    const waiting = [resolve(entry)];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (found.has(id)) continue;
      found.add(id);
      waiting.push(...(bundle.getModuleInfo(id)?.importedIds ?? []));
    }
  };
  return {
    name: (id, bundle) => {
      if (found.size === 0) collect(bundle);
      if (!found.has(id)) return null;
      return ofTheCommandLine.test(id) ? "command-line" : "always";
    },
    debugName: "always",
    priority: 2,
    includeDependenciesRecursively: false,
  };
}
