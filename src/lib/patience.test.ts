import { describe, expect, test } from "vitest";
import { patiently, patientlySync } from "./patience.js";

function failing(code: string, times: number): { work: () => string; tries: () => number } {
  let tries = 0;
  const work = (): string => {
    tries += 1;
    if (tries <= times) throw Object.assign(new Error(code), { code });
    return "done";
  };
  return { work, tries: () => tries };
}

const recorder = (
  platform: NodeJS.Platform,
): { waited: number[]; sync: Parameters<typeof patientlySync>[1] } => {
  const waited: number[] = [];
  return { waited, sync: { platform, wait: (pause) => void waited.push(pause) } };
};

describe("a file that another program holds for a moment", () => {
  test.each(["EBUSY", "EPERM", "EACCES"])(
    "is tried again on Windows, for less than two seconds (%s)",
    (code) => {
      const { work, tries } = failing(code, 3);
      const { waited, sync } = recorder("win32");
      expect(patientlySync(work, sync)).toBe("done");
      expect([tries(), waited.length]).toEqual([4, 3]);
      const stuck = failing(code, 99);
      const again = recorder("win32");
      expect(() => patientlySync(stuck.work, again.sync)).toThrow(code);
      expect(again.waited.reduce((sum, pause) => sum + pause, 0)).toBeLessThan(2000);
    },
  );

  test.each(["linux", "darwin"] as const)(
    "is an error at once on %s, where open files can be replaced",
    (platform) => {
      const { work, tries } = failing("EACCES", 1);
      const { waited, sync } = recorder(platform);
      expect(() => patientlySync(work, sync)).toThrow("EACCES");
      expect([tries(), waited]).toEqual([1, []]);
    },
  );

  test("is told apart from an error that waiting does not mend", async () => {
    const full = failing("ENOSPC", 1);
    const waited: number[] = [];
    const wait = (pause: number): Promise<void> => Promise.resolve(void waited.push(pause));
    const work = (): Promise<string> => Promise.resolve().then(full.work);
    await expect(patiently(work, { platform: "win32", wait })).rejects.toThrow("ENOSPC");
    expect([full.tries(), waited]).toEqual([1, []]);
    const held = failing("EBUSY", 2);
    const later = (): Promise<string> => Promise.resolve().then(held.work);
    await expect(patiently(later, { platform: "win32", wait })).resolves.toBe("done");
    expect(held.tries()).toBe(3);
  });
});
