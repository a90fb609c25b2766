import { describe, expect, test } from "vitest";
import { exitCode, FlpError } from "./errors.js";
import { asFileError, cannotWrite, reasonOf, remedyOf } from "./system-error.js";

/** What the operating system says, as Node hands it on. */
function said(code: string, syscall = "open", path?: string): Error {
  const error = new Error(`${code}: words of the system, ${syscall}`);
  return Object.assign(error, { code, syscall, errno: -1, ...(path === undefined ? {} : { path }) });
}

describe("what the operating system says of a file", () => {
  test.each(["EBUSY", "EPERM"])("%s on Windows means that another program has it open", (code) => {
    expect(reasonOf(said(code), "win32")).toBe("another program holds it open");
    expect(remedyOf(said(code), "win32")).toContain("close it in the program");
  });

  test("EPERM elsewhere means that the right lacks", () => {
    expect(reasonOf(said("EPERM"), "linux")).toBe("permission denied");
    expect(remedyOf(said("EPERM"), "linux")).toContain("the right to read it");
  });

  test.each(["EIO", "ESTALE", "ETIMEDOUT", "EHOSTDOWN"])(
    "%s is a disk or network folder that went away",
    (code) => {
      expect(reasonOf(said(code))).toBe("the disk or the network folder does not answer");
      expect(remedyOf(said(code))).toContain("there again");
    },
  );

  test("a file where a folder is needed is told in words, not as EEXIST and mkdir", () => {
    const error = asFileError(said("EEXIST", "mkdir", "/out"));
    expect(error).toBeInstanceOf(FlpError);
    expect(error).toMatchObject({
      code: exitCode.render,
      message: expect.stringMatching(/^cannot write \/out: a file/),
    });
  });

  test("a file that cannot be read is a wrong call (2), also where the system names no path", () => {
    expect(asFileError(said("EIO", "read"), "planer.csv")).toMatchObject({
      code: exitCode.usage,
      message: "cannot read planer.csv: the disk or the network folder does not answer",
    });
  });

  test("a report that is open in Excel is to be closed, not to be written elsewhere", () => {
    expect(cannotWrite("ok22.xlsx", said("EPERM", "rename"), "win32")).toMatchObject({
      code: exitCode.render,
      message: "cannot write ok22.xlsx: another program holds it open",
      remedy: expect.stringContaining("close it in the program"),
    });
    expect(cannotWrite("ok22.xlsx", said("ENOSPC", "write"))).toMatchObject({
      message: "cannot write ok22.xlsx: the disk is full",
      remedy: expect.stringContaining("make room"),
    });
  });

  test("what no file is behind stays what it was", () => {
    const bug = new TypeError("x is not a function");
    expect(asFileError(bug, "planer.csv")).toBe(bug);
  });
});
