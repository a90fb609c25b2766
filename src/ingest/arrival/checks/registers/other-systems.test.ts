import { describe, expect, test } from "vitest";
import { drawRegister, lookYearOn as look } from "../../../../testing/registers/drawn.js";
import type { RegisterClinic } from "../../registers/snapshot.js";
import { registerSystems, registerSystemsAgreement } from "./other-systems.js";

type Clinics = readonly RegisterClinic[];
describe("practice systems of both registers", () => {
  const systems = (of: (clinic: number) => string | null, count = 60) =>
    drawRegister(count, (clinic) => ({ system: of(clinic) }));
  const base = systems((clinic) => `LPS-${"ABCDE"[clinic % 5] ?? ""}`);

  test("of one that closes are not counted among those that changed", async () => {
    // All twelve clinics of E leave it, eleven others change.
    const closing = (others: number) =>
      systems((clinic) =>
        clinic % 5 === 4
          ? "LPS-A"
          : clinic < others * 5 && clinic % 5 === 1
            ? "LPS-C"
            : `LPS-${"ABCDE"[clinic % 5] ?? ""}`,
      );
    expect(await look(registerSystems, base, closing(0))).toMatchObject({
      id: "register-systems",
      verdict: "ok",
      seen: 0,
      facts: { part: 0, whole: 60 },
    });
    const result = await look(registerSystems, base, closing(11));
    expect(result).toMatchObject({ facts: { part: 11, whole: 60 } });
    expect(result?.finding).toMatch(
      /^11 of the 60 clinics whose practice system is known in both registers \(those of one system that closes not counted\) use another one than in the register of 2024-02/,
    );
    expect(result?.finding).toContain("(max_system_changed_share: ");
    const mixed = systems((clinic) => `LPS-${"BCDEA"[clinic % 5] ?? ""}`);
    expect(await look(registerSystems, base, mixed)).toMatchObject({
      verdict: "hold",
      looks_like: "register-systems-off",
      facts: { part: 48 },
    });
  });

  test("that only have another name are the same", async () => {
    const renamed = (count: number) =>
      systems((clinic) =>
        clinic % 5 === 0 && clinic < 5 * count
          ? "Nordklinik"
          : clinic % 5 === 1
            ? "lps-b "
            : `LPS-${"ABCDE"[clinic % 5] ?? ""}`,
      );
    expect((await look(registerSystems, base, renamed(12)))?.facts["part"]).toBe(0);
    // Eleven of twelve are nine of ten and more; the twelfth stayed behind on the old name.
    const eleven = await look(registerSystems, base, renamed(11));
    expect(eleven?.facts["part"]).toBe(0);
    // A name that others had before is no new one: they moved, and the most that left are not counted.
    const taken = systems((clinic) => (clinic % 5 < 2 ? "LPS-C" : `LPS-${"ABCDE"[clinic % 5] ?? ""}`));
    expect((await look(registerSystems, base, taken))?.facts["part"]).toBe(12);
    // Ten of twelve are no new name of all.
    const some = systems((clinic) =>
      clinic % 5 === 0 && clinic < 50
        ? "Nordklinik"
        : clinic % 5 === 1
          ? "LPS-C"
          : `LPS-${"ABCDE"[clinic % 5] ?? ""}`,
    );
    expect((await look(registerSystems, base, some))?.facts["part"]).toBe(10);
  });

  test("agree beyond chance", async () => {
    const same = await look(registerSystemsAgreement, base, base);
    expect(same).toMatchObject({
      id: "register-systems-agreement",
      verdict: "ok",
      seen: 1,
      expected: [0.4, 1],
      unit: "index",
      basis: "the register of 2024-02",
      month: "2025-02",
      excess: 0,
      facts: { base: "2024-02" },
    });
    expect(same?.finding).toMatch(
      /^the practice systems of 60 clinics agree with the register of 2024-02 by 1 beyond chance \(1 is all of them\); at least 0.4 is to expect \(min_system_agreement: /,
    );
    // Of 48 clinics of four systems none agrees with A to D before, a quarter of which is chance: kappa -1/4 over 3/4 of 12 x 12 x 3 + ...
    const mixed = systems((clinic) => `LPS-${"BCDEA"[clinic % 5] ?? ""}`);
    const result = await look(registerSystemsAgreement, base, mixed);
    // Twelve clinics each of four systems go to the next: those that most left, the first of equals, are aside.
    const byChance = (3 * 12 * 12) / 48 ** 2;
    expect(result?.seen).toBeCloseTo(-byChance / (1 - byChance), 12);
    expect(result).toMatchObject({ verdict: "hold", looks_like: "register-systems-off", excess: 1 });
    // All on one system now: nothing of the agreement is left.
    const one = await look(
      registerSystemsAgreement,
      base,
      systems(() => "LPS-C"),
    );
    expect(one?.seen).toBeCloseTo(0, 12);
    expect(
      (await look(registerSystemsAgreement, base, base, ["2023-02", "2025-02"]))?.expected?.[0],
    ).toBeCloseTo(0.16, 12);
  });

  test("tell nothing of few clinics, or of two systems", async () => {
    const tell = async (before: Clinics, after: Clinics = before) =>
      (await look(registerSystemsAgreement, before, after))?.verdict;
    const three = (count: number) => systems((clinic) => `LPS-${"ABC"[clinic % 3] ?? ""}`, count);
    expect([await tell(three(19)), await tell(three(20))]).toEqual(["cannot-tell", "ok"]);
    expect(await tell(systems((clinic) => `LPS-${"AB"[clinic % 2] ?? ""}`))).toBe("cannot-tell");
    // Twelve others than those of a system that closes are enough.
    const closing = (others: number) => {
      const before = systems((clinic) => (clinic < others ? `LPS-${"AB"[clinic % 2] ?? ""}` : "LPS-C"), 30);
      return tell(
        before,
        before.map((clinic) => (clinic.system === "LPS-C" ? { ...clinic, system: "LPS-A" } : clinic)),
      );
    };
    expect([await closing(11), await closing(12)]).toEqual(["cannot-tell", "ok"]);
    expect(await look(registerSystemsAgreement, null, base)).toMatchObject({
      ...{ id: "register-systems-agreement", verdict: "cannot-tell", unit: "index", month: "2025-02" },
      basis: "no other register with at least 20 of the clinics on three practice systems is known",
    });
    expect(
      await tell(
        base,
        systems((clinic) => (clinic < 41 ? null : `LPS-${"ABCDE"[clinic % 5] ?? ""}`)),
      ),
    ).toBe("cannot-tell");
  });
});
