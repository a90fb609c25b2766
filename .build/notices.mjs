import { bundledPackages, installedPackages, projectFolder } from "./packages.mjs";

/** Packages that stay outside the bundle and are installed with the program, each with its reason. */
export const installed = {
  "better-sqlite3": "a native module that looks for its binary beside its own files",
  "@resvg/resvg-js": "a native module, one package for each system",
  fontkit: "looks for its tables of Unicode beside its own files",
};

/**
 * Writes two files beside the built program: THIRD-PARTY-NOTICES.md, everything that others wrote and that is bundled or
 * installed with it, with the licences; and packages.json, the names and versions, which a sealed release rests on.
 * A package without a licence fails the build.
 */
export function notices() {
  return {
    name: "notices",
    generateBundle(_, bundle) {
      const moduleIds = Object.values(bundle).flatMap((file) => file.moduleIds ?? []);
      const packages = [
        ...bundledPackages(moduleIds),
        ...installedPackages(Object.keys(installed), projectFolder),
      ];
      const bare = packages.filter(({ licence }) => licence === null).map(({ name }) => name);
      if (bare.length > 0) this.error(`no licence is stated by ${bare.join(", ")}`);
      this.emitFile({ type: "asset", fileName: "THIRD-PARTY-NOTICES.md", source: noticeOf(packages) });
      // the same on every system, so that a release is the same program wherever it is made again
      const listed = packages
        .filter(({ system }) => !system)
        .map(({ name, version, licence, bundled }) => ({ name, version, licence, bundled }));
      this.emitFile({
        type: "asset",
        fileName: "packages.json",
        source: `${JSON.stringify(listed, null, 1)}\n`,
      });
    },
  };
}

function noticeOf(packages) {
  const rows = packages.map(
    ({ name, version, licence, bundled }) =>
      `| ${name} | ${version} | ${licence} | ${bundled ? "in dist/" : "installed beside it"} |`,
  );
  const texts = packages.map(
    ({ name, version, licence, source, notice }) =>
      `## ${name} ${version}\n\nLicence: ${licence}${source === null ? "" : `. Source: ${source}`}\n\n${
        notice === null
          ? `The package brings no licence text along; ${licence} is what it states.`
          : quoted(notice)
      }\n`,
  );
  return [
    "# Third-party notices",
    "",
    "What others wrote and what this program bundles or is installed with. Made by the build; do not edit.",
    "SQLite, within better-sqlite3, is in the public domain. The font Source Sans 3 is under the SIL Open Font License,",
    "see `reports/fonts/OFL.txt`.",
    "",
    "| package | version | licence | where |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
    ...texts,
  ].join("\n");
}

const quoted = (text) => `\`\`\`\`text\n${text}\n\`\`\`\``;
