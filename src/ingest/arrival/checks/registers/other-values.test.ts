import { describe, expect, test } from "vitest";
import { drawRegister, lookYearOn as look } from "../../../../testing/registers/drawn.js";
import type { ArrivalCheck } from "../../check.js";
import type { RegisterClinic } from "../../registers/snapshot.js";
import { registerDoctorsJump, registerDoctorsOrder, registerDoctorsTotal } from "./other-doctors.js";
import { registerMunicipalities } from "./other-municipalities.js";
import { registerNames } from "./other-names.js";
import { registerRegions } from "./other-regions.js";

describe("doctors of both registers", () => {
  const doctors = (of: (clinic: number) => number | null, count = 20) =>
    drawRegister(count, (clinic) => {
      const own = of(clinic);
      return { doctors: own === null ? null : own * 1_000_000 };
    });
  const sizes = doctors((clinic) => 1 + (clinic % 5));

  test("together may be three tenths more or fewer a year", async () => {
    const times = async (factor: number, months?: string[]) =>
      look(
        registerDoctorsTotal,
        doctors(() => 2),
        doctors(() => 2 * factor),
        months,
      );
    const more = await times(1.3);
    expect(more).toMatchObject({
      id: "register-doctors-total",
      verdict: "ok",
      unit: "ratio",
      basis: "the register of 2024-02",
      facts: { base: "2024-02" },
      excess: 0,
      month: "2025-02",
    });
    expect(more?.seen).toBeCloseTo(1.3, 12);
    expect(more?.expected?.[1]).toBeCloseTo(1.3, 12);
    expect(more?.expected?.[0]).toBeCloseTo(1 / 1.3, 12);
    expect(more?.finding).toMatch(
      /^the 20 clinics of both registers have 52 doctors, 1.3 times the 40 of the register of 2024-02; the limit is 1.3 ratio \(max_doctors_ratio: /,
    );
    expect(await times(1.31)).toMatchObject({
      verdict: "hold",
      looks_like: "register-doctors-scaled",
      excess: 1,
    });
    expect((await times(0.76))?.verdict).toBe("hold");
    expect((await times(0.78))?.verdict).toBe("ok");
    expect((await times(1.6, ["2023-02", "2025-02"]))?.verdict).toBe("ok");
  });

  test("rank clinics as before", async () => {
    const same = await look(registerDoctorsOrder, sizes, sizes);
    expect(same).toMatchObject({
      id: "register-doctors-order",
      verdict: "ok",
      seen: 1,
      expected: [0.5, 1],
      unit: "index",
      looks_like: null,
    });
    expect(same?.finding).toMatch(
      /^the clinics' doctors agree with those of the register of 2024-02 by a rank correlation of 1; at least 0.5 is to expect \(min_doctors_correlation: /,
    );
    const turned = await look(
      registerDoctorsOrder,
      sizes,
      doctors((clinic) => 5 - (clinic % 5)),
    );
    expect(turned).toMatchObject({ verdict: "hold", looks_like: "register-rows-shifted", excess: 1 });
    expect(turned?.seen).toBeCloseTo(-1, 12);
    const equal = await look(
      registerDoctorsOrder,
      sizes,
      doctors(() => 3),
    );
    expect(equal).toMatchObject({ verdict: "hold", seen: 0, looks_like: "register-doctors-equal" });
    // Where all had one number before, there was no rank.
    expect(
      (
        await look(
          registerDoctorsOrder,
          doctors(() => 3),
          sizes,
        )
      )?.verdict,
    ).toBe("cannot-tell");
    expect((await look(registerDoctorsOrder, sizes, sizes, ["2023-02", "2025-02"]))?.expected).toEqual([
      0.25, 1,
    ]);
  });

  test("must be known of twenty clinics in both", async () => {
    const some = doctors((clinic) => (clinic === 0 ? null : clinic === 1 ? 0 : 1 + (clinic % 3)), 21);
    expect(await look(registerDoctorsTotal, sizes, some)).toMatchObject({
      ...{ id: "register-doctors-total", verdict: "cannot-tell", unit: "ratio", month: "2025-02" },
      basis: "no other register with at least 20 of the clinics and different numbers of doctors is known",
    });
    expect(
      (
        await look(
          registerDoctorsTotal,
          doctors(() => 1, 22),
          doctors((clinic) => (clinic < 2 ? null : 1), 22),
        )
      )?.verdict,
    ).toBe("ok");
    expect((await look(registerDoctorsTotal, null, sizes))?.verdict).toBe("cannot-tell");
  });

  test("that jump one way are in another unit, those that jump both ways are of other rows", async () => {
    const base = doctors((clinic) => (clinic < 50 ? 1 : 8), 100);
    const jumping = async (up: number, down: number) =>
      look(
        registerDoctorsJump,
        base,
        doctors((clinic) => (clinic < up ? 4 : clinic < 50 ? 1 : clinic < 50 + down ? 2 : 8), 100),
      );
    expect(await jumping(18, 2)).toMatchObject({
      verdict: "hold",
      looks_like: "register-doctors-scaled",
      facts: { part: 20 },
    });
    expect(await jumping(2, 18)).toMatchObject({ verdict: "hold", looks_like: "register-doctors-scaled" });
    expect(await jumping(17, 3)).toMatchObject({ verdict: "hold", looks_like: "register-rows-shifted" });
    expect(await jumping(10, 10)).toMatchObject({ verdict: "hold", looks_like: "register-rows-shifted" });
    expect(
      (
        await look(
          registerDoctorsJump,
          base,
          doctors((clinic) => (clinic < 50 ? 3.9 : 8), 100),
        )
      )?.facts["part"],
    ).toBe(0);
  });
});

describe("names, regions and municipalities of both registers", () => {
  const differing = async (
    check: ArrivalCheck,
    was: Partial<RegisterClinic>,
    is: Partial<RegisterClinic>,
    months?: string[],
  ) =>
    (
      await look(
        check,
        drawRegister(20, (clinic) => (clinic === 7 ? was : {})),
        drawRegister(20, (clinic) => (clinic === 7 ? is : {})),
        months,
      )
    )?.facts["part"];

  test.each([
    ["Lægehuset Algade 12", "LÆGEHUSET ALGADE 12", 0],
    ["Lægehuset Algade 12", "Lægehuset Algade 12 I/S", 0],
    ["Lægehuset Algade 12 ApS", "Lægehuset Algade 12", 0],
    ["Lægehuset Algade 12", "Lægehuset Algade 13", 1],
    // four letters of ten are two fifths, five are more
    ["Abcdefghij", "Abcdefwxyz", 0],
    ["Abcdefghij", "Abcdevwxyz", 1],
    ["Lægerne Torvet", "Praksis ved havnen", 1],
  ])("%s and %s differ in %i clinics", async (was, is, count) => {
    expect(await differing(registerNames, { name: was }, { name: is })).toBe(count);
  });

  test("a name that another clinic had before is no spelling", async () => {
    const before = drawRegister(20, (clinic) =>
      clinic === 7 ? { name: "Lægerne Nord" } : clinic === 8 ? { name: "Lægerne Nord II" } : {},
    );
    const after = before.map((clinic, place) =>
      place === 7 ? { ...clinic, name: "Lægerne Nord II" } : clinic,
    );
    expect((await look(registerNames, before, after))?.facts["part"]).toBe(1);
  });

  test("a region that became another one is the same from then on", async () => {
    const east = [{ region: "sjaelland" }, { region: "oestdanmark" }] as const;
    expect(await differing(registerRegions, ...east, ["2026-02", "2027-02"])).toBe(0);
    expect(
      await differing(registerRegions, { region: "sjaelland" }, { region: "hovedstaden" }, [
        "2025-02",
        "2026-02",
      ]),
    ).toBe(1);
    expect(
      await differing(registerRegions, { region: "sjaelland" }, { region: "hovedstaden" }, [
        "2026-02",
        "2027-02",
      ]),
    ).toBe(0);
    // Where the later register came first.
    expect(
      await differing(registerRegions, { region: "oestdanmark" }, { region: "sjaelland" }, [
        "2027-02",
        "2026-02",
      ]),
    ).toBe(0);
    expect(await differing(registerRegions, { region: "atlantis" }, { region: "nordjylland" })).toBe(1);
  });

  test("other spellings of a municipality are the same, and nothing is compared with a blank", async () => {
    expect(
      await differing(registerMunicipalities, { municipality: "Aalborg Kommune" }, { municipality: "851" }),
    ).toBe(0);
    expect(
      await differing(registerMunicipalities, { municipality: "Atlantis" }, { municipality: "ATLANTIS" }),
    ).toBe(0);
    expect(
      await differing(registerMunicipalities, { municipality: "Atlantis" }, { municipality: "Utopia" }),
    ).toBe(1);
    const blank = await look(
      registerMunicipalities,
      drawRegister(22, (clinic) => (clinic === 7 ? { municipality: null } : {})),
      drawRegister(22, (clinic) => (clinic === 8 ? { municipality: null } : {})),
    );
    expect(blank?.facts).toMatchObject({ part: 0, whole: 20 });
  });
});
