import { rolldown } from "rolldown";

/**
 * Gives a script of a page as text: `import text from "./browser/main.ts?script"`. It is bundled with all that it uses,
 * so that the page asks for nothing, and runs on its own between the tags of a page.
 */
export function pageScripts() {
  return {
    name: "page-scripts",
    // What the script imports may have changed where its own file did not: tests bundle it anew.
    configureVitest: ({ defineCacheKeyGenerator }) =>
      defineCacheKeyGenerator(({ id }) => (id.endsWith("?script") ? false : undefined)),
    async load(id) {
      const [file, query] = id.split("?");
      if (query !== "script") return null;
      const bundle = await rolldown({
        input: file,
        platform: "browser",
        treeshake: { moduleSideEffects: false },
      });
      const { output } = await bundle.generate({ format: "iife", minify: true });
      await bundle.close();
      const [{ code }] = output;
      for (const path of await bundle.watchFiles) this.addWatchFile(path);
      return { code: `export default ${JSON.stringify(code.trim())};`, moduleType: "js" };
    },
  };
}
