import { describe, expect, test } from "vitest";
import type { ArrivalVerdict } from "../../domain/shapes/arrival.js";
import { eventfulKinds, historyKinds, makeHistory, walkClean } from "../../testing/arrival/bench.js";
import type { HistoryKind } from "../../testing/arrival/histories.js";
import {
  lookAtFirstLoad,
  lookBackwards,
  tryRestatements,
  walkRolling,
} from "../../testing/arrival/restated.js";
import { heldChecks } from "./arrival.js";

const findings = ({ checks }: ArrivalVerdict): string[] => heldChecks(checks).map(({ finding }) => finding);

const kindOf = (name: string): HistoryKind => {
  const kind = historyKinds.find((one) => one.name === name);
  if (kind === undefined) throw new Error(`no history of ${name}`);
  return kind;
};
const region = kindOf("one region alone");
const countries = ["40 clinics", "eight years", "growth of 30 %, a new plan type"].map(kindOf);

describe("what happens to clinics is no mistake", () => {
  test.each(eventfulKinds.map((kind) => [kind.name, kind] as const))(
    "%s",
    async (_, kind) => {
      const { holds } = await walkClean(makeHistory(kind, 4_711), 18);
      expect(holds).toEqual([]);
    },
    60_000,
  );

  test.each([...countries, region].map((kind) => [kind.name, kind] as const))(
    "months of %s that come after the later ones are held against these",
    async (_, kind) => {
      expect(findings(await lookBackwards(makeHistory(kind, 77), 12))).toEqual([]);
    },
    60_000,
  );

  test("files of thirteen months, twelve of them corrected a little", async () => {
    const walk = await walkRolling(makeHistory(region, 78), 36, 5);
    expect(walk.flatMap(({ month, verdict }) => findings(verdict).map((one) => `${month} ${one}`))).toEqual(
      [],
    );
    expect(walk.length).toBe(12);
  }, 60_000);
});

describe("a known month that comes again", () => {
  test.each([...countries, region].map((kind) => [kind.name, kind] as const))(
    "of %s passes where a few rows are corrected, and is held where it is another one now",
    async (_, kind) => {
      for (const { restatement, verdict } of await tryRestatements(makeHistory(kind, 79), 3)) {
        const held = findings(verdict);
        expect([restatement.name, held.length > 0, held]).toEqual([
          restatement.name,
          restatement.is.length > 0,
          held,
        ]);
        if (held.length > 0) expect(restatement.is).toContain(verdict.looksLike);
      }
    },
    60_000,
  );
});

describe("a first load, once a register is known", () => {
  const history = makeHistory(kindOf("eight years"), 80);
  const absent = (verdict: ArrivalVerdict): string[] =>
    verdict.checks
      .filter(({ id, verdict: said }) => id === "absent-clinics" && said === "hold")
      .map(({ id }) => id);

  test("passes whole", async () => {
    expect(findings(await lookAtFirstLoad(history, () => true))).toEqual([]);
  });

  test("passes without a clinic in ten", async () => {
    expect(absent(await lookAtFirstLoad(history, (_, place) => place % 10 !== 0))).toEqual([]);
  });

  test("is held where it was cut behind a number", async () => {
    const verdict = await lookAtFirstLoad(history, (_, place, count) => place < 0.85 * count);
    expect(absent(verdict).length).toBeGreaterThan(0);
    expect(verdict.looksLike).toBe("first-load-cut");
  });

  test("is held where a region is missing", async () => {
    const inRegion = new Set(
      history.clinics.filter((one) => one.region === "syddanmark").map(({ number }) => number),
    );
    expect(absent(await lookAtFirstLoad(history, (number) => !inRegion.has(number))).length).toBeGreaterThan(
      0,
    );
  });

  test("is held where half of the clinics are missing everywhere", async () => {
    expect(absent(await lookAtFirstLoad(history, (_, place) => place % 2 === 0)).length).toBeGreaterThan(0);
  });
});
