import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "out/", "coverage/", "fixtures/", ".cache/"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ["src/**/*.ts"] })),
  {
    files: ["src/**/*.ts"],
    languageOptions: { parserOptions: { project: ["./tsconfig.json", "./src/**/browser/tsconfig.json"] } },
    rules: {
      // Numbers in messages are the rule here, not a slip.
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unnecessary-condition": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // A field is left out of a copy by naming it `_`.
      "@typescript-eslint/no-unused-vars": [
        "error",
        { varsIgnorePattern: "^_$", argsIgnorePattern: "^_$", ignoreRestSiblings: true },
      ],
      "no-console": "error",
      eqeqeq: "error",
    },
  },
  { files: ["src/cli/**/*.ts"], rules: { "no-console": "off" } },
  {
    // Guards, not goals: most functions fit in 30 lines and most files in 150.
    files: ["src/**/*.ts"],
    ignores: ["src/**/*.test.ts", "src/testing/**/*.ts"],
    rules: { "max-lines": ["error", 300] },
  },
  {
    files: ["src/**/*.ts"],
    ignores: ["src/**/*.test.ts", "src/testing/**/*.ts"],
    rules: { "max-lines-per-function": ["error", 60], "max-params": ["error", 4] },
  },
  {
    files: ["src/**/*.test.ts", "src/testing/**/*.ts"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unsafe-call": "off",
    },
  },
  {
    files: ["**/*.js", "**/*.cjs", "**/*.mjs"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        module: "writable",
        URL: "readonly",
        performance: "readonly",
        setImmediate: "readonly",
        Buffer: "readonly",
      },
    },
  },
);
