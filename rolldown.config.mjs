// Puts the program and what it needs into a few files: loading hundreds of small modules took longer than most commands'
// own work. Modules that are imported late stay in files of their own, so that a command still reads only what it uses.
import { defineConfig } from "rolldown";
import { alwaysLoaded } from "./.build/always-loaded.mjs";
import { checkedDefinitions } from "./.build/checked-definitions.mjs";
import { eagerFunctions } from "./.build/eager-functions.mjs";
import { helpTexts } from "./.build/help-texts.mjs";
import { nativeCrc32 } from "./.build/native-crc32.mjs";
import { installed, notices } from "./.build/notices.mjs";
import { pageScripts } from "./.build/page-scripts.mjs";
import { preparedDrawing } from "./.build/prepared-drawing.mjs";
import { withoutFacades } from "./.build/without-facades.mjs";

export default defineConfig({
  input: {
    main: "src/cli/main.ts",
    "second-thread": "src/pipeline/second-thread/worker.ts",
    // what the build itself asks for
    "prepare-definitions": "src/cli/prepare-definitions.ts",
    "prepare-drawing": "src/render/chart/prepare-drawing.ts",
  },
  platform: "node",
  // what a group is cut out of may export more than it did
  preserveEntrySignatures: "allow-extension",
  // the last one is asked for by a package but never used
  external: [...Object.keys(installed), "@aws-sdk/client-s3"],
  // most of the time goes to what the program itself prepares
  checks: { bundlerTimings: false },
  plugins: [
    nativeCrc32(),
    pageScripts(),
    withoutFacades(),
    notices(),
    checkedDefinitions(),
    helpTexts(),
    preparedDrawing(),
    eagerFunctions(),
  ],
  output: {
    dir: "dist",
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    cleanDir: true,
    // every file two folders down: that is where the program's own folder is looked for (src/lib/program.ts)
    entryFileNames: "cli/[name].js",
    chunkFileNames: "chunks/[name].js",
    // Small modules that nearly every command needs: one file costs less than a dozen.
    codeSplitting: {
      groups: [
        alwaysLoaded("src/cli/main.ts"),
        { name: "ground", test: /\/src\/(lib\/(?!files)|domain\/)/, priority: 1 },
        // the parser of YAML and what checks layouts are read where a file is not known, or wrong
        {
          name: "definitions",
          test: /\/src\/defs\/(?!yaml\/yaml-|(profiles|status)\/(schema|header-checks|references))/,
          priority: 1,
        },
      ],
    },
  },
});
