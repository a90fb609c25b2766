import { spawnSync } from "node:child_process";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";

/** What `npm pack` needs of the project; the pack is made from a copy, so that no other test meets a changed package.json. */
const packed = [
  ...["package.json", "README.md", "LICENSE", "CHANGELOG.md", "rolldown.config.mjs", "tsconfig.json"],
  ...["bin", "src", "sql", "pipelines", "reports", "fixtures/national", ".build"],
];
/** An ordinary user, where the test runs as root and such a user can reach the engine; null: whoever runs the test. */
const nobody = { uid: 65_534, gid: 65_534 };
const user =
  process.getuid?.() === 0 && spawnSync(process.execPath, ["--version"], nobody).status === 0 ? nobody : null;
/** What npm told the scripts that it runs, such as whose cache to use, is not for the other user; where packages are is. */
const inherited = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(?!config_registry$)/i.test(name)),
);

/** A call of a program, as the ordinary user. */
interface Ended {
  status: number | null;
  out: string;
  err: string;
}

// Windows lays a global installation out differently; the workflow installs it there.
describe.skipIf(process.platform === "win32")(
  "the packed program, installed by an ordinary user in a folder with a space and æøå",
  () => {
    let work: string;
    let folder: string;
    const run = (program: string, words: readonly string[], cwd: string, asUser = true): Ended => {
      const path = [dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(":");
      const own = {
        HOME: join(folder, "hjem"),
        npm_config_update_notifier: "false",
        npm_config_fetch_retries: "1",
      };
      const { status, stdout, stderr } = spawnSync(program, words, {
        cwd,
        encoding: "utf8",
        env: { ...inherited, PATH: path, ...(asUser ? own : {}) },
        ...(asUser ? user : null),
      });
      return { status, out: stdout, err: stderr };
    };
    const flp = (...words: string[]): Ended =>
      run(join(folder, "program", "bin", "flp"), words, join(folder, "tom"));

    let skipped: string | null = null;
    let size = 0;
    beforeAll(() => {
      work = mkdtempSync(join(tmpdir(), "flp-package-"));
      folder = join(work, "Lægehuse og æøå");
      for (const name of ["hjem", "tom", "program"]) mkdirSync(join(folder, name), { recursive: true });
      const project = join(work, "project");
      for (const path of packed) cpSync(join(programFolder, path), join(project, path), { recursive: true });
      symlinkSync(join(programFolder, "node_modules"), join(project, "node_modules"));
      const tarball = join(folder, "flp.tgz");
      const pack = run("npm", ["pack", "--json", "--pack-destination", work], project, false);
      if (pack.status !== 0) throw new Error(`npm pack: ${pack.err}`);
      const name = readdirSync(work).find((file) => file.endsWith(".tgz"))!;
      cpSync(join(work, name), tarball);
      size = statSync(tarball).size;
      const own = [work, folder, ...["hjem", "tom", "program"].map((one) => join(folder, one))];
      if (user !== null) for (const path of own) chownSync(path, user.uid, user.gid);
      const words = [
        "install",
        "--global",
        "--prefix",
        join(folder, "program"),
        "--no-audit",
        "--no-fund",
        tarball,
      ];
      const installed = run("npm", words, folder);
      if (installed.status !== 0) skipped = whyNot(installed.err);
    }, 600_000);
    afterAll(() => rmSync(work, { recursive: true, force: true }));

    test("is installed, or the registry of packages cannot be reached", (context) => {
      if (skipped !== null) context.skip(`the package could not be installed: ${skipped}`);
      expect(existsSync(join(folder, "program", "bin", "flp"))).toBe(true);
      // 2.1 MB when this was written; more than twice that means that something came along that should not
      expect(size).toBeLessThan(4_500_000);
    });

    test("holds no tests, no sources and no packages that are only bundled, and brings the notices along", (context) => {
      if (skipped !== null) context.skip(skipped);
      const home = join(folder, "program", "lib", "node_modules", "flp");
      const files = readdirSync(home, { recursive: true, encoding: "utf8" }).filter(
        (path) => !path.startsWith("node_modules"),
      );
      expect(files.filter((path) => /\.ts$|\.test\.|^src|cases/.test(path))).toEqual([]);
      expect(files).toContain(join("dist", "THIRD-PARTY-NOTICES.md"));
      const beside = readdirSync(join(home, "node_modules"));
      expect(beside).toEqual(expect.arrayContaining(["better-sqlite3", "fontkit"]));
      for (const name of ["exceljs", "vega", "vitest", "typescript"]) expect(beside).not.toContain(name);
    });

    test("runs the demo, the month, and seals and makes again a release, in an empty folder", (context) => {
      if (skipped !== null) context.skip(skipped);
      expect(flp("demo", "--out", "prøve")).toMatchObject({ status: 0 });
      const inbox = join(folder, "tom", "indbakke");
      cpSync(join(programFolder, "fixtures", "national"), inbox, { recursive: true });
      const month = flp("run", "monthly", "--inbox", "indbakke", "--out", "ud", "--synthetic");
      expect([month.status, month.err]).toEqual([0, expect.not.stringContaining("error")]);
      expect(readdirSync(join(folder, "tom", "ud"))).toEqual(
        expect.arrayContaining(["manifest.json", "steering"]),
      );
      expect(flp("release", "seal", "møde")).toMatchObject({ status: 0 });
      const again = flp("release", "reproduce", "møde");
      expect([again.status, again.out]).toEqual([0, expect.stringContaining("is the same byte for byte")]);
      const completion = flp("completion", "bash");
      expect(completion).toMatchObject({ status: 0, out: expect.stringContaining("complete -F") });
      expect(run("bash", ["-n", "-c", completion.out], folder)).toMatchObject({ status: 0, err: "" });
      expect(
        flp("complete", "bash", "3", "--listing", "9", "--", "flp", "release", "reproduce", "").out,
      ).toContain("møde");
    }, 900_000);
  },
);

/** Why an installation failed where it is the network's fault; anything else fails the tests. */
function whyNot(err: string): string {
  const code = /npm error code (\w+)/.exec(err)?.[1] ?? "unknown";
  const isNetwork = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "E503"].includes(
    code,
  );
  if (!isNetwork) throw new Error(`npm install: ${err}`);
  return `the registry of packages cannot be reached (${code})`;
}
