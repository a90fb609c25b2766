import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { Interruption } from "./interruption.js";
import {
  endFirstIfEnded,
  endWhatRuns,
  keep,
  nothingDone,
  tidyIfEnded,
  tidyUp,
  underWay,
  watchOver,
  whatWasKept,
} from "./interruption.js";

/** What a command would say if it ended after this work. */
async function saidAfter(work: () => void): Promise<string> {
  const interruption = nothingDone();
  await watchOver(interruption, async () => {
    await Promise.resolve();
    work();
  });
  return whatWasKept(interruption);
}

describe("a command that is ended says", () => {
  test("that nothing was changed, before it has done anything", async () => {
    expect(await saidAfter(() => undefined)).toBe("nothing was changed");
  });

  test("what stays, in the order in which it was done", async () => {
    expect(await saidAfter(() => ["load 1", "load 2"].forEach(keep))).toBe("kept: load 1, load 2");
  });

  test("the first three things, and of more their number", async () => {
    expect(await saidAfter(() => ["a", "b", "c"].forEach(keep))).toBe("kept: a, b, c");
    expect(await saidAfter(() => ["a", "b", "c", "d", "e"].forEach(keep))).toBe("kept: a, b, c, 2 more");
  });

  test("what is lost, before what stays", async () => {
    expect(await saidAfter(() => underWay("the file was not stored"))).toBe("the file was not stored");
    expect(
      await saidAfter(() => {
        keep("load 1");
        underWay("the file was not stored");
      }),
    ).toBe("the file was not stored; kept: load 1");
  });

  test("nothing of what was at stake once it is kept, or no longer under way", async () => {
    expect(
      await saidAfter(() => {
        underWay("the file was not stored");
        keep("load 1");
      }),
    ).toBe("kept: load 1");
    expect(
      await saidAfter(() => {
        underWay("the file was not stored");
        underWay(null);
      }),
    ).toBe("nothing was changed");
  });

  test("only its own: two pieces of work at a time do not speak for each other", async () => {
    const both = [nothingDone(), nothingDone()];
    await Promise.all(
      both.map((one, place) =>
        watchOver(one, async () => {
          await Promise.resolve();
          keep(`load ${place}`);
        }),
      ),
    );
    expect(both.map(whatWasKept)).toEqual(["kept: load 0", "kept: load 1"]);
  });

  test("nothing where nobody watches over it", () => {
    keep("load 1");
    underWay("the file was not stored");
    const forget = tidyIfEnded(() => {
      throw new Error("never called");
    });
    expect(forget).not.toThrow();
  });
});

describe("what runs beside the command", () => {
  test("is ended, and waited for, but for what was taken back; one that fails holds up nothing", async () => {
    const ended: string[] = [];
    const interruption = nothingDone();
    await watchOver(interruption, async () => {
      endFirstIfEnded(() => Promise.reject(new Error("it cannot be ended")));
      const forget = endFirstIfEnded(() => Promise.resolve(void ended.push("forgotten")));
      endFirstIfEnded(async () => {
        await setTimeout(20);
        ended.push("slow");
      });
      forget();
      await Promise.resolve();
    });
    await endWhatRuns(interruption);
    expect(ended).toEqual(["slow"]);
    expect(interruption.ending.size).toBe(0);
  });
});

describe("tidying up", () => {
  async function tidied(work: () => void): Promise<Interruption> {
    const interruption = nothingDone();
    await watchOver(interruption, async () => {
      await Promise.resolve();
      work();
    });
    tidyUp(interruption);
    return interruption;
  }

  test("undoes what is half done, the newest first, and once", async () => {
    const undone: string[] = [];
    const interruption = await tidied(() =>
      ["a", "b", "c"].forEach((name) => tidyIfEnded(() => void undone.push(name))),
    );
    expect(undone).toEqual(["c", "b", "a"]);
    tidyUp(interruption);
    expect(undone).toHaveLength(3);
  });

  test("leaves alone what was taken back", async () => {
    const undone: string[] = [];
    await tidied(() => {
      const forget = tidyIfEnded(() => void undone.push("a"));
      tidyIfEnded(() => void undone.push("b"));
      forget();
    });
    expect(undone).toEqual(["b"]);
  });

  test("goes on after a step that fails", async () => {
    const undone: string[] = [];
    await tidied(() => {
      tidyIfEnded(() => void undone.push("a"));
      tidyIfEnded(() => {
        throw new Error("the disk went away");
      });
      tidyIfEnded(() => void undone.push("c"));
    });
    expect(undone).toEqual(["c", "a"]);
  });
});
