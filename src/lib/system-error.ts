import { exitCode, FlpError, usageError } from "./errors.js";

/** What an operating system says of a file operation that failed; `path` lacks where the file was open already. */
interface SystemError extends Error {
  code: string;
  syscall: string;
  path?: string;
}

function isSystemError(error: unknown): error is SystemError {
  return (
    error instanceof Error &&
    "code" in error &&
    typeof error.code === "string" &&
    "syscall" in error &&
    typeof error.syscall === "string"
  );
}

/** What to do about an error of one kind. */
type Kind = "rights" | "open elsewhere" | "out of reach" | "other";

const remedies: Readonly<Record<Kind, string>> = {
  rights: "ask for the right to read it, or have it copied to a folder of yours",
  "open elsewhere": "close it in the program that has it open, then try again",
  "out of reach":
    "see whether the disk or the network folder is there again, then run the same command once more",
  other: "check the path and the rights of the file",
};

const openElsewhere = "another program holds it open";
const outOfReach = "the disk or the network folder does not answer";

/** Codes of the operating system in words a user knows. Source: errno(3), and libuv's names for Windows. */
const reasons: Readonly<Record<string, readonly [string, Kind]>> = {
  ENOENT: ["no such file or folder", "other"],
  EACCES: ["permission denied", "rights"],
  EPERM: ["permission denied", "rights"],
  EBUSY: [openElsewhere, "open elsewhere"],
  ETXTBSY: [openElsewhere, "open elsewhere"],
  EIO: [outOfReach, "out of reach"],
  ESTALE: [outOfReach, "out of reach"],
  ENXIO: [outOfReach, "out of reach"],
  ENODEV: [outOfReach, "out of reach"],
  ETIMEDOUT: [outOfReach, "out of reach"],
  ENOTCONN: [outOfReach, "out of reach"],
  EHOSTDOWN: [outOfReach, "out of reach"],
  EHOSTUNREACH: [outOfReach, "out of reach"],
  ENETDOWN: [outOfReach, "out of reach"],
  ENETUNREACH: [outOfReach, "out of reach"],
  ENOSPC: ["the disk is full", "other"],
  EDQUOT: ["your share of the disk is used up", "other"],
  EFBIG: ["the file would be larger than is allowed here", "other"],
  EROFS: ["the file system is read-only", "other"],
  EEXIST: ["a file of that name is in the way", "other"],
  ENOTDIR: ["a part of the path is not a folder", "other"],
  EISDIR: ["it is a folder", "other"],
  ENOTEMPTY: ["the folder is not empty", "other"],
  ENAMETOOLONG: ["the name is too long", "other"],
  ELOOP: ["links in the path lead round in a circle", "other"],
  EMFILE: ["too many open files", "other"],
  ENFILE: ["too many open files", "other"],
};

function kindOf(error: unknown, platform: NodeJS.Platform): readonly [string, Kind] | null {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  // Windows says EPERM of a file that another program has open, and of one without rights EACCES.
  if (code === "EPERM" && platform === "win32") return [openElsewhere, "open elsewhere"];
  return reasons[code] ?? null;
}

/** The operating system's reason for a failed file operation, in words a user knows. */
export function reasonOf(error: unknown, platform: NodeJS.Platform = process.platform): string {
  return kindOf(error, platform)?.[0] ?? (error instanceof Error ? error.message : String(error));
}

/** What the user can do about a failed file operation. */
export function remedyOf(error: unknown, platform: NodeJS.Platform = process.platform): string {
  return remedies[kindOf(error, platform)?.[1] ?? "other"];
}

/** System calls that only writing needs. */
const writingCalls = new Set([
  "mkdir",
  "rename",
  "write",
  "fsync",
  "unlink",
  "rmdir",
  "rm",
  "copyfile",
  "mkdtemp",
]);

/**
 * Turns what the operating system says of a file into an error that the user can act on: exit 2 for one that cannot be
 * read, exit 15 for one that cannot be written; passes everything else on. `path` is named where the system names none.
 */
export function asFileError(error: unknown, path?: string): unknown {
  if (!isSystemError(error)) return error;
  const file = error.path ?? path;
  if (file === undefined) return error;
  if (!writingCalls.has(error.syscall))
    return usageError(`cannot read ${file}: ${reasonOf(error)}`, remedyOf(error));
  return cannotWrite(file, error);
}

/** The error (exit 15) of a file that cannot be written, with what to do about its reason. */
export function cannotWrite(
  path: string,
  error: unknown,
  platform: NodeJS.Platform = process.platform,
): FlpError {
  const [reason, kind] = kindOf(error, platform) ?? [reasonOf(error, platform), "other"];
  return new FlpError(exitCode.render, `cannot write ${path}: ${reason}`, {
    remedy:
      kind === "open elsewhere" || kind === "out of reach"
        ? remedies[kind]
        : "choose another folder with --out, or make room and check its rights",
    cause: error,
  });
}
