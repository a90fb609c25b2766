import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  changedAt,
  exists,
  fingerprintFile,
  freeBytes,
  listEntries,
  listFiles,
  listFilesBelow,
  modeFor,
  readBytes,
  readStart,
  readText,
  readingOnce,
  recordReads,
  removeFile,
  requireFile,
  sha256Of,
  writeWhole,
} from "./files.js";
import { exitCode } from "./errors.js";
import { nothingDone, tidyUp, watchOver } from "./interruption.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "flp-files-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const at = (...names: string[]): string => join(folder, ...names);
/** Nobody refuses root anything, and Windows knows no modes. */
const testWithRights = test.skipIf(process.getuid?.() === 0 || process.platform === "win32");
const testWithModes = test.skipIf(process.platform === "win32");

describe("a file that is read", () => {
  test("is read whole, as bytes and as text", async () => {
    writeFileSync(at("a.txt"), "Åen\r\n");
    expect(await readText(at("a.txt"))).toBe("Åen\r\n");
    expect([...(await readBytes(at("a.txt")))]).toEqual([0xc3, 0x85, 0x65, 0x6e, 13, 10]);
  });

  test("that is not there is a wrong call that names it", async () => {
    for (const read of [readBytes, readText, requireFile, fingerprintFile])
      await expect(read(at("none.csv"))).rejects.toMatchObject({
        code: exitCode.usage,
        message: `cannot open ${at("none.csv")}: no such file or folder`,
        remedy: expect.stringContaining("path"),
      });
  });

  test("that is a folder is told as one, with what to do", async () => {
    await expect(readBytes(folder)).rejects.toMatchObject({
      code: exitCode.usage,
      message: `${folder} is a folder, a file was expected`,
      remedy: expect.stringContaining("one by one"),
    });
  });

  test.skipIf(process.platform === "win32")("that is a device is no regular file", async () => {
    await expect(requireFile("/dev/null")).rejects.toMatchObject({
      message: "/dev/null is not a regular file",
    });
  });

  testWithRights("that may not be read is told without its content", async () => {
    writeFileSync(at("a.txt"), "x", { mode: 0 });
    await expect(readBytes(at("a.txt"))).rejects.toMatchObject({ code: exitCode.usage });
  });

  test("is looked at from its start only, as far as it goes", async () => {
    writeFileSync(at("a.txt"), "abcdef");
    expect((await readStart(at("a.txt"), 3)).toString()).toBe("abc");
    expect((await readStart(at("a.txt"), 99)).toString()).toBe("abcdef");
    expect(await readStart(at("none.txt"), 3)).toHaveLength(0);
  });

  test("has a fingerprint and a size, read piece by piece as well as at once", async () => {
    // longer than two pieces of a megabyte
    const bytes = Buffer.alloc(2_500_000, "Forløbsplaner");
    writeFileSync(at("large.csv"), bytes);
    expect(await fingerprintFile(at("large.csv"))).toEqual({ sha256: sha256Of(bytes), bytes: 2_500_000 });
    writeFileSync(at("empty.csv"), "");
    // The fingerprint of nothing. Source: FIPS 180-4, any table of test values.
    expect(await fingerprintFile(at("empty.csv"))).toEqual({
      sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      bytes: 0,
    });
    expect(sha256Of("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  test("is known to have been there, and when it changed", async () => {
    writeFileSync(at("a.txt"), "x");
    expect([await exists(at("a.txt")), await exists(folder), await exists(at("b.txt"))]).toEqual([
      true,
      true,
      false,
    ]);
    expect(await changedAt(at("a.txt"))).toEqual(statSync(at("a.txt")).mtime);
    expect(await changedAt(at("b.txt"))).toBeNull();
  });
});

describe("what a piece of work read", () => {
  test("is told by full path with the bytes that it got, each file once", async () => {
    for (const name of ["a.txt", "b.txt"]) writeFileSync(at(name), name);
    const { result, reads } = await recordReads(async () => {
      await readText(at("a.txt"));
      await Promise.all([readText(at("b.txt")), readText(at("sub", "..", "a.txt")).catch(() => null)]);
      return "done";
    });
    expect(result).toBe("done");
    expect(new Map([...reads].map(([path, bytes]) => [path, Buffer.from(bytes).toString()]))).toEqual(
      new Map([
        [resolve(at("a.txt")), "a.txt"],
        [resolve(at("b.txt")), "b.txt"],
      ]),
    );
  });

  test("is not mixed up with that of other work at the same time, and what failed is not in it", async () => {
    for (const name of ["a.txt", "b.txt"]) writeFileSync(at(name), name);
    const works = await Promise.all(
      ["a.txt", "b.txt", "none.txt"].map((name) => recordReads(() => readText(at(name)).catch(() => null))),
    );
    expect(works.map(({ reads }) => [...reads.keys()])).toEqual([
      [resolve(at("a.txt"))],
      [resolve(at("b.txt"))],
      [],
    ]);
  });

  test("names what work read that is done once, each time that it is asked for", async () => {
    writeFileSync(at("a.txt"), "first");
    let calls = 0;
    const once = readingOnce(() => {
      calls += 1;
      return readText(at("a.txt"));
    });
    const first = await recordReads(once);
    writeFileSync(at("a.txt"), "second");
    const second = await recordReads(async () => [await readText(at("a.txt")), await once()]);
    expect([calls, first.result, second.result]).toEqual([1, "first", ["second", "first"]]);
    expect(second.reads).toEqual(first.reads);
    expect([...first.reads.keys()]).toEqual([resolve(at("a.txt"))]);
  });

  test("ends with an error where the work does", async () => {
    await expect(recordReads(() => readText(at("none.txt")))).rejects.toMatchObject({ code: exitCode.usage });
  });
});

describe("a folder", () => {
  beforeEach(() => {
    for (const name of ["b.csv", "a.csv", "Z.csv", ".hidden"]) writeFileSync(at(name), "x");
    mkdirSync(at("inner", "deep"), { recursive: true });
    mkdirSync(at(".git"));
    for (const path of [
      ["inner", "c.csv"],
      ["inner", "deep", "d.csv"],
      [".git", "e"],
    ])
      writeFileSync(at(...path), "x");
  });

  test("has its files in code point order, none hidden and none of its inner folders", async () => {
    expect(await listFiles(folder)).toEqual(["Z.csv", "a.csv", "b.csv"].map((name) => at(name)));
  });

  test("has below it all that is not hidden", async () => {
    expect(await listFilesBelow(folder)).toEqual(
      [at("Z.csv"), at("a.csv"), at("b.csv"), at("inner", "c.csv"), at("inner", "deep", "d.csv")].sort(),
    );
  });

  test("has entries of every kind, hidden ones too", async () => {
    expect((await listEntries(folder)).map(({ name }) => name)).toEqual([
      ...[".git", ".hidden", "Z.csv", "a.csv", "b.csv", "inner"],
    ]);
  });

  test("that is not there is a wrong call that names it", async () => {
    for (const list of [listFiles, listEntries])
      await expect(list(at("none"))).rejects.toMatchObject({
        code: exitCode.usage,
        message: `cannot read the folder ${at("none")}: no such file or folder`,
        remedy: expect.stringContaining("rights of the folder"),
      });
    await expect(listFilesBelow(at("none"))).rejects.toMatchObject({ code: exitCode.usage });
  });

  test("has room", async () => {
    expect(await freeBytes(folder)).toBeGreaterThan(0);
  });
});

describe("a file that is written", () => {
  const others = (): string[] => readdirSync(folder).filter((name) => name !== "out.csv");

  test("is there whole, in folders that are made for it, and nothing else is left", async () => {
    await writeWhole(at("new", "folder", "out.csv"), "Åen");
    expect(readFileSync(at("new", "folder", "out.csv"), "utf8")).toBe("Åen");
    expect(readdirSync(at("new", "folder"))).toEqual(["out.csv"]);
    await writeWhole(at("out.csv"), new Uint8Array([1, 2]));
    await writeWhole(at("out.csv"), new Uint8Array([3]));
    expect([...readFileSync(at("out.csv"))]).toEqual([3]);
    expect(others()).toEqual(["new"]);
  });

  test("over a folder is refused, and the folder stays", async () => {
    mkdirSync(at("out.csv"));
    await expect(writeWhole(at("out.csv"), "x")).rejects.toMatchObject({
      code: exitCode.render,
      message: `cannot write ${at("out.csv")}: it is no file`,
      remedy: "name a file",
    });
    expect([statSync(at("out.csv")).isDirectory(), others()]).toEqual([true, []]);
  });

  test("where a file is in the way of its folder is refused with the reason", async () => {
    writeFileSync(at("inner"), "x");
    await expect(writeWhole(at("inner", "out.csv"), "x")).rejects.toMatchObject({ code: exitCode.render });
    expect(readFileSync(at("inner"), "utf8")).toBe("x");
  });

  test("is either the old one or the new one for whoever reads while it is written", async () => {
    const versions = ["a", "b"].map((letter) => letter.repeat(200_000));
    await writeWhole(at("out.csv"), versions[0]!);
    const seen = new Set<string>();
    const writing = (async () => {
      for (let turn = 1; turn <= 20; turn += 1) await writeWhole(at("out.csv"), versions[turn % 2]!);
    })();
    for (let look = 0; look < 60; look += 1) seen.add(await readText(at("out.csv")));
    await writing;
    for (const one of seen) expect(versions).toContain(one);
    expect(others()).toEqual([]);
  });

  test("is taken away again where the command ends before it has its name", async () => {
    const interruption = nothingDone();
    await watchOver(interruption, async () => {
      await writeWhole(at("out.csv"), "x");
    });
    // what is whole is not tidied away
    expect(interruption.tidying.size).toBe(0);
    const writing = watchOver(interruption, () => writeWhole(at("out.csv"), "y".repeat(5_000_000)));
    while (interruption.tidying.size === 0) await new Promise((done) => setImmediate(done));
    expect(others()).toEqual([expect.stringMatching(/^\.out\.csv\..*\.part$/)]);
    tidyUp(interruption);
    // what was waiting to be done does not bring it back
    await expect(writing).rejects.toMatchObject({ code: exitCode.render });
    expect([readFileSync(at("out.csv"), "utf8"), others()]).toEqual(["x", []]);
  });

  testWithModes(
    "may be read by nobody who may not look into its folder, or might not read the one that it replaces",
    async () => {
      const modeOf = (path: string): number => statSync(path).mode & 0o777;
      writeFileSync(at("plain"), "x", { mode: 0o644 });
      expect(await modeFor(at("out.csv"))).toBe(statSync(folder).mode & 0o666);
      chmodSync(folder, 0o755);
      await writeWhole(at("out.csv"), "x");
      expect(modeOf(at("out.csv"))).toBe(modeOf(at("plain")));
      chmodSync(at("out.csv"), 0o600);
      await writeWhole(at("out.csv"), "y");
      expect(modeOf(at("out.csv"))).toBe(0o600);
      chmodSync(folder, 0o700);
      await writeWhole(at("other.csv"), "x");
      expect(modeOf(at("other.csv"))).toBe(0o600);
    },
  );

  test.skipIf(process.platform === "win32")(
    "in place of a link takes the link's place, and leaves what it led to",
    async () => {
      writeFileSync(at("real.csv"), "real");
      symlinkSync(at("real.csv"), at("out.csv"));
      await writeWhole(at("out.csv"), "new");
      expect([readFileSync(at("out.csv"), "utf8"), readFileSync(at("real.csv"), "utf8")]).toEqual([
        "new",
        "real",
      ]);
    },
  );

  test("is removed, also where it is not there", async () => {
    writeFileSync(at("out.csv"), "x");
    await removeFile(at("out.csv"));
    await removeFile(at("out.csv"));
    expect(await exists(at("out.csv"))).toBe(false);
  });
});
