import { describe, expect, test } from "vitest";
import { drawRegister, lookYearOn } from "../../../../testing/registers/drawn.js";
import type { ArrivalCheck } from "../../check.js";
import type { RegisterClinic } from "../../registers/snapshot.js";
import { countLimit } from "../../statistics/distributions.js";
import { registerMunicipalityRegion, registerUnknownMunicipalities } from "./municipality-region.js";
import { registerDoctors } from "./other-doctors.js";

const look = (
  check: ArrivalCheck,
  clinics: readonly RegisterClinic[],
  before: readonly RegisterClinic[] | null = null,
  months?: readonly string[],
) => lookYearOn(check, before, clinics, months);

describe("clinics in another region than their municipality", () => {
  const misplaced = (count: number, all = 100) =>
    drawRegister(all, (clinic) => (clinic < count ? { region: "midtjylland" } : {}));
  const most = countLimit(100 * 0.02, 1e-5);

  test("are none", async () => {
    expect(await look(registerMunicipalityRegion, misplaced(0))).toMatchObject({
      ...{
        id: "register-municipality-region",
        verdict: "ok",
        seen: 0,
        unit: "share",
        basis: "municipalities.yaml",
      },
      ...{
        month: "2025-02",
        excess: 0,
        looks_like: null,
        facts: { part: 0, whole: 100, numbers: "", lines: "" },
      },
    });
  });

  test("are worth a look, and held beyond what slips explain", async () => {
    expect(await look(registerMunicipalityRegion, misplaced(1))).toMatchObject({
      verdict: "look",
      seen: 0.01,
      expected: [0, most / 100],
      excess: 0,
    });
    expect((await look(registerMunicipalityRegion, misplaced(most)))?.verdict).toBe("look");
    const held = await look(registerMunicipalityRegion, misplaced(most + 1));
    expect(held).toMatchObject({
      ...{ verdict: "hold", looks_like: "register-columns-shifted" },
      facts: { part: most + 1, whole: 100, numbers: "000001, 000002, 000003", lines: "2, 3, 4" },
    });
    expect(held?.excess).toBeCloseTo((most + 1) / most, 12);
    expect(held?.finding).toMatch(
      new RegExp(
        `^${most + 1} of the 100 clinics with a known municipality are in another region than it lies in \\(${most + 1} %\\), such as 000001 \\(line 2\\), 000002 \\(line 3\\), 000003 \\(line 4\\); the limit is 2 % \\(max_foreign_region_share: `,
      ),
    );
  });

  test("of fewer than twenty hold nothing", async () => {
    expect((await look(registerMunicipalityRegion, misplaced(19, 19)))?.verdict).toBe("look");
    expect((await look(registerMunicipalityRegion, misplaced(20, 20)))?.verdict).toBe("hold");
    expect((await look(registerMunicipalityRegion, misplaced(20, 20)))?.expected?.[1]).toBeLessThanOrEqual(1);
  });

  test("are counted where the municipality is known", async () => {
    const some = drawRegister(30, (clinic) => ({
      municipality: clinic < 10 ? null : clinic < 15 ? "Atlantis" : "Thisted",
    }));
    expect((await look(registerMunicipalityRegion, some))?.facts["whole"]).toBe(15);
    const none = await look(
      registerMunicipalityRegion,
      drawRegister(30, () => ({ municipality: null })),
    );
    expect(none).toMatchObject({
      id: "register-municipality-region",
      verdict: "cannot-tell",
      unit: "share",
      basis: "no municipality that is known",
      month: "2025-02",
    });
  });
});

describe("municipalities that no list has", () => {
  test("are told once each, with how many clinics they have and what they most likely stand for", async () => {
    const clinics = drawRegister(30, (clinic) => ({
      municipality: clinic < 3 ? "Alborg" : clinic < 5 ? "Atlantis" : clinic < 7 ? null : "Aalborg",
    }));
    expect(await look(registerUnknownMunicipalities, clinics)).toMatchObject({
      ...{
        id: "register-unknown-municipalities",
        verdict: "look",
        seen: 5,
        expected: [0, 0],
        unit: "clinics",
      },
      ...{ basis: "municipalities.yaml", month: "2025-02", looks_like: "register-municipalities-off" },
      finding: "2 municipalities of 5 clinics are not in municipalities.yaml: Alborg (Aalborg?), Atlantis",
      facts: { names: "Alborg (Aalborg?), Atlantis" },
    });
    expect(await look(registerUnknownMunicipalities, drawRegister(3))).toMatchObject({
      verdict: "ok",
      seen: 0,
      finding: "every municipality is known",
      looks_like: null,
    });
  });
});

describe("the doctors of a register by itself", () => {
  const doctors = (of: (clinic: number) => number | null, count = 20) =>
    drawRegister(count, (clinic) => ({ doctors: of(clinic) }));

  test("are as they may be", async () => {
    const result = await look(
      registerDoctors,
      doctors((clinic) => (clinic < 10 ? null : 2_500_000)),
    );
    expect(result).toMatchObject({
      ...{
        id: "register-doctors",
        verdict: "ok",
        seen: 2.5,
        expected: [0, 10],
        unit: "ratio",
        month: "2025-02",
        excess: 0,
      },
      ...{ basis: "the register by itself", looks_like: null, facts: { part: 10, whole: 20 } },
    });
    expect(result?.finding).toMatch(
      /^the doctors of 10 of the 20 open clinics are known \(50 %\), and the middle clinic has 2.5; the limit is 10 doctors \(max_median_doctors: /,
    );
  });

  test("are worth a look where most are not known, held where none is", async () => {
    expect(
      await look(
        registerDoctors,
        doctors((clinic) => (clinic < 11 ? null : 1_000_000)),
      ),
    ).toMatchObject({ verdict: "look", looks_like: "register-doctors-missing" });
    expect(
      await look(
        registerDoctors,
        doctors((clinic) => (clinic % 2 === 0 ? null : 0)),
      ),
    ).toMatchObject({
      ...{
        verdict: "hold",
        looks_like: "register-doctors-missing",
        excess: 1,
        seen: 0,
        facts: { part: 20, whole: 20 },
      },
      finding: "none of the 20 open clinics has a number of doctors",
    });
  });

  test("are counted in another unit where the middle clinic has more than ten", async () => {
    expect(
      (
        await look(
          registerDoctors,
          doctors(() => 10_000_000),
        )
      )?.verdict,
    ).toBe("ok");
    expect(
      await look(
        registerDoctors,
        doctors(() => 10_000_001),
      ),
    ).toMatchObject({ verdict: "hold", looks_like: "register-doctors-scaled", excess: 1 });
  });

  test("cannot be told of fewer than twenty open clinics", async () => {
    const nearly = drawRegister(30, (clinic) => (clinic < 11 ? { closed: "2024-01-31" } : {}));
    expect(await look(registerDoctors, nearly)).toMatchObject({
      verdict: "cannot-tell",
      basis: "the register has fewer than 20 open clinics",
      id: "register-doctors",
      unit: "ratio",
      month: "2025-02",
    });
  });
});
