/**
 * The layers of src/README.md, as rules that fail the test command: a room imports from the rooms below it only.
 */
const floors = [
  ["cli"],
  ["pipeline", "release"],
  ["reports"],
  ["ingest"],
  ["metrics", "office"],
  ["question", "render"],
  ["db", "defs"],
  ["domain"],
  ["lib"],
];
const above = Object.fromEntries(
  floors.flatMap((rooms, floor) =>
    rooms.map((room) => {
      const higher = floors.slice(0, floor).flat();
      const beside = rooms.filter((other) => other !== room);
      return [room, [...higher, ...beside].join("|")];
    }),
  ),
);

const isTest = "(\\.test\\.ts$|^src/testing/)";

/** The rooms of src/reports that are no report. */
const sharedByReports = "shared|disclosure|findings|adoption|status";

/** The rooms of src/office that each write or read one format. */
const officeFormats = "workbook|deck|document|audit";

module.exports = {
  forbidden: [
    ...Object.entries(above)
      .filter(([, rooms]) => rooms !== "")
      .map(([room, rooms]) => ({
        name: `${room}-imports-down-only`,
        comment: `src/${room} may import only from the rooms below it: data goes one way, from the file to the report, so that a figure has one road to follow.`,
        severity: "error",
        from: { path: `^src/${room}/`, pathNot: isTest },
        to: { path: `^src/(${rooms})/` },
      })),
    {
      name: "reports-know-no-other",
      comment:
        "A report can be read, changed and left out without another one: what two of them need lies in src/reports/shared, disclosure or findings, and only the list of src/reports/index.ts knows all.",
      severity: "error",
      from: { path: "^src/reports/([^/]+)/", pathNot: [`^src/reports/(${sharedByReports})/`, isTest] },
      to: {
        path: "^src/reports/[^/]+/",
        pathNot: ["^src/reports/$1/", `^src/reports/(${sharedByReports})/`],
      },
    },
    {
      name: "shared-by-reports-knows-none",
      comment: "What reports share knows none of them, nor their list: else it is one of them.",
      severity: "error",
      from: { path: `^src/reports/(${sharedByReports})/`, pathNot: isTest },
      to: { path: "^src/reports/", pathNot: `^src/reports/(${sharedByReports})/` },
    },
    {
      name: "office-formats-apart",
      comment:
        "A workbook, a deck, a document and the audit are written and read without each other: what two of them need lies beside them in src/office.",
      severity: "error",
      from: { path: "^src/office/(workbook|document|audit)/", pathNot: isTest },
      to: { path: `^src/office/(${officeFormats})/`, pathNot: "^src/office/$1/" },
    },
    {
      name: "office-deck-uses-a-workbook-alone",
      comment: "A chart of a deck brings its figures as a workbook; of other formats a deck knows nothing.",
      severity: "error",
      from: { path: "^src/office/deck/", pathNot: isTest },
      to: { path: "^src/office/(document|audit)/" },
    },
    {
      name: "office-package-knows-no-format",
      comment: "Zip, XML and their limits are the same for every format of Office, whatever is in the parts.",
      severity: "error",
      from: { path: "^src/office/package/", pathNot: isTest },
      to: { path: `^src/office/(${officeFormats})/` },
    },
    {
      name: "reading-decides-nothing",
      comment:
        "What opens a file, finds its layout and reads its rows knows neither the store nor what a load is held against, so that a file reads the same whatever was loaded before. Only the door tells a returned workbook from an extract.",
      severity: "error",
      from: {
        path: "^src/ingest/(open|match|read)/",
        pathNot: ["^src/ingest/open/open-extract\\.ts$", isTest],
      },
      to: { path: "^src/ingest/(arrival|store|delivery|follow-up)/" },
    },
    {
      name: "arrival-judges-a-settled-load",
      comment:
        "A check looks at what is settled in the store, never at the file or at how it was read: two layouts of one month are judged alike.",
      severity: "error",
      from: { path: "^src/ingest/arrival/", pathNot: isTest },
      to: { path: "^src/ingest/(open|match|store|delivery|follow-up)/" },
    },
    {
      name: "no-circles",
      comment: "Two files that import each other are one file that cannot be read alone.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "sqlite-only-in-db",
      comment: "The store has one door: pragmas, migrations and transactions are decided in src/db.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/db/", isTest] },
      to: { path: "better-sqlite3", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "files-only-at-the-edge",
      comment:
        "Whole files are read and written in src/lib/files (and what the build made in made-by-build), extracts are opened in src/ingest/open/; everything else gets bytes or values and needs no mock. How private a database is, is asked before anything else is loaded.",
      severity: "error",
      from: {
        path: "^src/",
        pathNot: [
          "^src/lib/(files|made-by-build)\\.ts$",
          "^src/cli/privacy\\.ts$",
          "^src/ingest/open/",
          "^src/office/package/zip",
          "^src/defs/",
          "^src/db/",
          isTest,
        ],
      },
      to: { path: "^(node:)?fs(/promises)?$" },
    },
    {
      name: "heavy-modules-load-late",
      comment:
        "flp --help and the ingest of a CSV must not pay for charts or workbooks: these packages are imported with await import() only.",
      severity: "error",
      from: { path: "^src/", pathNot: [isTest, "\\.d\\.ts$"] },
      to: {
        path: "node_modules/(vega|vega-lite|exceljs|@resvg|fontkit|jszip)/",
        dependencyTypesNot: ["type-only", "dynamic-import"],
        dynamic: false,
      },
    },
    {
      name: "tests-stay-tests",
      comment: "The program must not depend on what exists for its tests.",
      severity: "error",
      from: { path: "^src/", pathNot: isTest },
      to: { path: isTest },
    },
    {
      name: "no-undeclared-packages",
      comment: "A package that package.json does not name may vanish with the next install.",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown", "unknown", "undetermined"] },
    },
  ],
  options: {
    doNotFollow: { path: ["node_modules", "^dist/"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".js"],
    },
  },
};
