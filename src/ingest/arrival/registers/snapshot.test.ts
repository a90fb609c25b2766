import { describe, expect, test } from "vitest";
import { arrivingRegister, drawRegister } from "../../../testing/registers/drawn.js";
import { lookAtRegister } from "../../../testing/registers/drawn.js";
import { month } from "../../../testing/workshop.js";
import { registerKinds } from "../checks/registers/other-kinds.js";
import { countLimit } from "../statistics/distributions.js";
import { exampleClinics } from "./differing-share.js";
import { rankCorrelation } from "./rank-correlation.js";
import { registersOf } from "./registers.js";
import { readSnapshot } from "./snapshot.js";

const named = (name: string, count = 3) => drawRegister(count, () => ({ name }));
const register = (at: string, name = at) => ({ month: at, clinics: named(name) });

describe("a register as it stands", () => {
  test("has those open that opened by the month and close after it, or on its last day", async () => {
    const clinics = drawRegister(
      6,
      (clinic) =>
        [
          { opened: "2024-02-29" },
          { opened: "2024-03-01" },
          { closed: "2024-02-28" },
          { closed: "2024-02-29" },
          { closed: "2024-03-01" },
          { closed: null },
        ][clinic] ?? {},
    );
    await arrivingRegister({ register: { month: "2024-02", clinics } }, ({ store, load }) => {
      const snapshot = readSnapshot(store, { load, month: month("2024-02"), when: "after" });
      expect(snapshot.month).toBe("2024-02");
      expect(snapshot.clinics).toEqual(clinics);
      expect([...snapshot.open.keys()]).toEqual(["000001", "000004", "000005", "000006"]);
    });
    // December has a last day, too.
    const december = drawRegister(2, (clinic) => ({ closed: clinic === 0 ? "2024-12-30" : "2024-12-31" }));
    await arrivingRegister({ register: { month: "2024-12", clinics: december } }, ({ store, load }) => {
      expect([...readSnapshot(store, { load, month: month("2024-12"), when: "after" }).open.keys()]).toEqual([
        "000002",
      ]);
    });
  });

  test("is read as a load leaves it, or as it was before", async () => {
    await arrivingRegister(
      { before: [register("2024-02", "old")], register: register("2024-02", "new") },
      ({ store, load }) => {
        const names = (when: "before" | "after") =>
          readSnapshot(store, { load, month: month("2024-02"), when }).clinics.map(({ name }) => name);
        expect([names("before"), names("after")]).toEqual([Array(3).fill("old"), Array(3).fill("new")]);
      },
    );
  });
});

describe("the registers beside which one is held", () => {
  const beside = (before: readonly string[], at: string) =>
    arrivingRegister(
      { before: before.map((one) => register(one)), register: register(at, "seen") },
      (arrival) => {
        expect(registersOf(arrival)).toBe(registersOf(arrival));
        return registersOf(arrival).map(({ seen, pair, past }) => ({
          seen: seen.month,
          base: pair?.base.month ?? null,
          years: pair?.years ?? null,
          past: past.map((one) => [one.base.month, one.seen.month]),
        }))[0];
      },
    );

  test("are the nearest before it, and the three pairs of neighbours before", async () => {
    expect(await beside(["2021-02", "2022-02", "2023-02", "2024-02", "2024-08"], "2026-02")).toEqual({
      ...{ seen: "2026-02", base: "2024-08", years: 1.5 },
      past: [
        ["2024-02", "2024-08"],
        ["2023-02", "2024-02"],
        ["2022-02", "2023-02"],
      ],
    });
  });

  test("are the one after it where none lies before, and none where none is known", async () => {
    expect(await beside(["2026-02", "2025-08"], "2025-02")).toEqual({
      seen: "2025-02",
      base: "2025-08",
      years: 1,
      past: [],
    });
    expect(await beside([], "2025-02")).toEqual({ seen: "2025-02", base: null, years: null, past: [] });
    // The month itself as it was known, and those before it.
    expect(await beside(["2024-02", "2025-02"], "2025-02")).toEqual({
      seen: "2025-02",
      base: "2025-02",
      years: 1,
      past: [["2024-02", "2025-02"]],
    });
  });

  test("have the clinics that are open in both, in the order of the seen register", async () => {
    const before = {
      month: "2024-02",
      clinics: drawRegister(4, (clinic) =>
        clinic === 0 ? { closed: "2020-01-31" } : { name: `was ${clinic}` },
      ),
    };
    const after = {
      month: "2025-02",
      clinics: drawRegister(5, (clinic) => ({ ydernummer: `00000${5 - clinic}` })),
    };
    const both = await arrivingRegister(
      { before: [before], register: after },
      (arrival) => registersOf(arrival)[0]?.pair?.both ?? [],
    );
    expect(both.map(({ was, is }) => [was.name, is.ydernummer])).toEqual([
      ["was 3", "000004"],
      ["was 2", "000003"],
      ["was 1", "000002"],
    ]);
  });
});

describe("the share that may differ", () => {
  const kinds = (others: number) =>
    drawRegister(100, (clinic) => (clinic < others ? { kind: "Udbudsklinik" } : {}));
  const after = async (shares: readonly number[]) => {
    // Each register has so many more clinics of another kind than the one before.
    let sum = 0;
    const before = [0, ...shares].map((share, place) => ({
      month: `20${10 + place}-02`,
      clinics: kinds((sum += share)),
    }));
    const [result] = await lookAtRegister(registerKinds, {
      before,
      register: { month: `20${11 + shares.length}-02`, clinics: kinds(sum) },
    });
    return result;
  };

  test("is the largest of earlier registers where that is more, up to two fifths", async () => {
    const result = await after([4, 10, 2]);
    expect(result?.series).toEqual([
      { month: "2011-02", value: 0.04 },
      { month: "2012-02", value: 0.1 },
      { month: "2013-02", value: 0.02 },
    ]);
    expect(result?.expected?.[1]).toBeCloseTo(countLimit(10, 1e-5) / 100, 12);
    expect((await after([1]))?.expected?.[1]).toBeCloseTo(countLimit(3, 1e-5) / 100, 12);
    expect((await after([70]))?.expected?.[1]).toBeCloseTo(countLimit(40, 1e-5) / 100, 12);
  });

  test("is not told beside fewer than twenty open clinics, or of a first register", async () => {
    const look = async (count: number) =>
      (
        await lookAtRegister(registerKinds, {
          before: [{ month: "2024-02", clinics: drawRegister(count) }],
          register: { month: "2025-02", clinics: drawRegister(30) },
        })
      )[0];
    expect(await look(19)).toMatchObject({
      id: "register-kinds",
      unit: "share",
      verdict: "cannot-tell",
      code: "arrival",
      month: "2025-02",
      basis: "the register of 2024-02 has fewer than 20 open clinics",
    });
    expect((await look(20))?.verdict).toBe("ok");
    const [first] = await lookAtRegister(registerKinds, {
      register: { month: "2025-02", clinics: drawRegister(30) },
    });
    expect(first).toMatchObject({
      id: "register-kinds",
      unit: "share",
      verdict: "cannot-tell",
      basis: "no other register is known",
      month: "2025-02",
    });
    // Twenty that were open, but only nineteen of them still are.
    const [few] = await lookAtRegister(registerKinds, {
      before: [{ month: "2024-02", clinics: drawRegister(20) }],
      register: { month: "2025-02", clinics: drawRegister(19) },
    });
    expect(few).toMatchObject({
      verdict: "cannot-tell",
      basis: "fewer than 20 clinics open in both registers",
    });
  });

  test("has three clinics and their lines for an example", () => {
    expect(exampleClinics([])).toBe("");
    expect(exampleClinics(drawRegister(4))).toBe(
      ", such as 000001 (line 2), 000002 (line 3), 000003 (line 4)",
    );
  });
});

describe("Spearman's rank correlation", () => {
  test.each([
    [[1, 2, 3, 4], [10, 20, 30, 40], 1],
    [[1, 2, 3, 4], [4, 3, 2, 1], -1],
    // Squared distances 1, 1, 0: 1 - 6 x 2 / (3 x 8).
    [[1, 2, 3], [2, 1, 3], 0.5],
    // Ranks 0.5, 0.5, 2 and 0, 1.5, 1.5 round their mean 1: (0.5 + -0.25 + 0.5) / 1.5.
    [[5, 5, 9], [1, 7, 7], 0.5],
    [[3, 3, 3], [1, 2, 3], 0],
    [[1, 2, 3], [3, 3, 3], 0],
    [[], [], 0],
  ])("of %j and %j is %d", (left, right, value) => {
    expect(rankCorrelation(left, right)).toBeCloseTo(value, 12);
  });
});
