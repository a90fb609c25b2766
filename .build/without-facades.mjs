/**
 * Takes Node's own modules without their ESM facade. An `import` of `node:fs` or `node:process` reads every getter that the
 * module has, which loads modules that nobody asked for; `flp --help` spent a third of its time on that. Commander names
 * `node:child_process` for commands that are programs of their own; flp has none, so it is loaded only if one were run.
 */
export function withoutFacades() {
  return {
    name: "without-facades",
    renderChunk: (code) => ({ code: code.replace(importOfNode, plainly), map: null }),
  };
}

// costly to load, and each asked for a function that most commands never call
const late = ["node:child_process", "node:crypto", "node:fs/promises", "node:tty"];

// as rolldown writes them: one a line, a default name, names in braces, or both
const importOfNode = /^import (?:([\w$]+))?(?:, )?(\{[^}]*\})? ?from "(node:[\w/]+)";$/gm;

function plainly(_, whole, names, module) {
  const taken = `process.getBuiltinModule(${JSON.stringify(module)})`;
  if (module === "node:child_process" && names === undefined) {
    return `const ${whole} = { spawn: (...words) => ${taken}.spawn(...words) };`;
  }
  if (late.includes(module) && whole === undefined && !/\b[A-Z]/.test(names)) {
    const functions = names
      .slice(1, -1)
      .split(",")
      .map((one) => one.trim().split(" as "));
    return functions
      .map(([name, own = name]) => `const ${own} = (...words) => ${taken}.${name}(...words);`)
      .join(" ");
  }
  const lines = [
    ...(whole === undefined ? [] : [`const ${whole} = ${taken};`]),
    ...(names === undefined ? [] : [`const ${names.replaceAll(" as ", ": ")} = ${taken};`]),
  ];
  return lines.join(" ");
}
