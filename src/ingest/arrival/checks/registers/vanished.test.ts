import { describe, expect, test } from "vitest";
import { drawRegister, lookAtRegister } from "../../../../testing/registers/drawn.js";
import type { ArrivalCheck } from "../../check.js";
import type { RegisterClinic } from "../../registers/snapshot.js";
import { countLimit } from "../../statistics/distributions.js";
import { registerCut } from "./cut-register.js";
import { registerGroups } from "./vanished-groups.js";
import { registerVanishedClinics } from "./vanished-periods.js";

type Clinics = readonly RegisterClinic[];
const all = (
  check: ArrivalCheck,
  before: Clinics | null,
  clinics: Clinics,
  months = ["2024-02", "2025-02"],
) => {
  const [base = "", seen = ""] = months;
  return lookAtRegister(check, {
    before: before === null ? [] : [{ month: base, clinics: before }],
    register: { month: seen, clinics },
  });
};
const look = async (...given: Parameters<typeof all>) => (await all(...given))[0];

describe("clinics whose numbers lie beyond all that a register names", () => {
  const most = countLimit(40 * 0.02, 1e-5);
  const cut = (from: number, to: number, count = 40) =>
    look(registerCut, drawRegister(count), drawRegister(count).slice(from, to));

  test("are worth a look beyond chance, and held where they are many", async () => {
    const passing = await cut(0, 40 - most);
    expect(passing).toMatchObject({
      ...{
        id: "register-cut",
        verdict: "ok",
        unit: "share",
        basis: "the register of 2024-02",
        month: "2025-02",
        looks_like: null,
      },
      facts: { part: most, whole: 40, first: "000001", last: String(40 - most).padStart(6, "0") },
    });
    expect(passing?.seen).toBeCloseTo(most / 40, 12);
    expect(passing?.expected).toEqual([0, most / 40]);
    expect(await cut(most + 1, 40)).toMatchObject({ verdict: "look", looks_like: "missing-clinics" });
    // A quarter is ten clinics.
    expect([(await cut(0, 30))?.verdict, (await cut(0, 29))?.verdict]).toEqual(["look", "hold"]);
    const both = await cut(6, 34);
    expect(both?.facts).toMatchObject({ part: 12, first: "000007", last: "000034" });
    expect(both?.finding).toMatch(
      /^12 of the 40 clinics open in the register of 2024-02 \(30 %\) have numbers beyond 000007 to 000034, all that this one names, such as 000001 \(line 2\), .*; the limit is 25 % \(max_vanished_clinics_share: /,
    );
  });

  test("are left to the limit for clinics that vanish in a register of a hundred", async () => {
    expect((await cut(0, 60, 99))?.verdict).toBe("hold");
    expect((await cut(0, 60, 100))?.verdict).toBe("look");
  });

  test("cannot be told beside fewer than twenty open clinics", async () => {
    expect(await cut(0, 5, 19)).toMatchObject({
      id: "register-cut",
      verdict: "cannot-tell",
      unit: "share",
      month: "2025-02",
      basis: "no other register with at least 20 open clinics",
    });
    expect((await cut(0, 20, 20))?.verdict).toBe("ok");
    expect((await look(registerCut, null, drawRegister(40)))?.verdict).toBe("cannot-tell");
  });
});

describe("clinics that a register does not name any more", () => {
  test("are counted beside the open ones of the register before", async () => {
    const before = drawRegister(110, (clinic) => (clinic < 10 ? { closed: "2023-12-31" } : {}));
    const gone = (count: number) => look(registerVanishedClinics, before, before.slice(10 + count));
    expect(await gone(25)).toMatchObject({
      ...{
        id: "register-vanished-clinics",
        verdict: "ok",
        seen: 0.25,
        code: "vanished-clinics",
        month: "2025-02",
        unit: "share",
      },
      ...{ basis: "the register of 2024-02", facts: { gone: 25, clinics: 100 }, excess: 0 },
    });
    const held = await gone(26);
    expect(held).toMatchObject({
      verdict: "hold",
      looks_like: "missing-clinics",
      facts: { gone: 26, clinics: 100 },
    });
    expect(held?.facts["numbers"]).toMatch(/^000011, 000012, .* and 14 more$/);
    expect(held?.excess).toBeCloseTo(0.26 / 0.25, 12);
    expect(held?.finding).toMatch(
      /^26 of the 100 clinics open in the register of 2024-02 \(26 %\) are not in this one, such as 000011, .* and 14 more; a clinic that closed keeps its row; the limit is 25 % \(max_vanished_clinics_share: /,
    );
    expect((await gone(0))?.finding).toMatch(/\(0 %\) are not in this one; a clinic that closed/);
    expect((await gone(1))?.finding).toMatch(/^1 of the 100 clinics .* is not in this one, such as 000011;/);
  });

  test("are no sign in a register of fewer than a hundred, or a first one", async () => {
    expect(await look(registerVanishedClinics, drawRegister(99), drawRegister(9))).toMatchObject({
      ...{
        id: "register-vanished-clinics",
        verdict: "cannot-tell",
        unit: "share",
        code: "vanished-clinics",
        month: "2025-02",
      },
      basis: "a register before it with at least 100 open clinics is not known",
    });
    expect((await look(registerVanishedClinics, null, drawRegister(100)))?.verdict).toBe("cannot-tell");
  });
});

describe("groups of which a register has no clinic any more", () => {
  /** Forty clinics: ten in the north, five of them in Thisted, six of a kind of their own, seven of a system of their own. */
  const base = drawRegister(40, (clinic) => ({
    ...(clinic < 10 ? {} : { region: "midtjylland", municipality: "Aarhus" }),
    ...(clinic < 5 ? { municipality: "Thisted" } : {}),
    ...(clinic >= 34 ? { kind: "Udbudsklinik" } : {}),
    ...(clinic >= 20 && clinic < 27 ? { system: "LPS-B" } : {}),
  }));
  const told = async (clinics: Clinics, before: Clinics | null = base) =>
    (await all(registerGroups, before, clinics)).map(({ verdict, subject, looks_like: like }) => [
      verdict,
      subject,
      like,
    ]);

  test("are none where all are there", async () => {
    expect(await look(registerGroups, base, base)).toMatchObject({
      ...{
        id: "register-groups",
        verdict: "ok",
        seen: 0,
        expected: [0, 0],
        unit: "clinics",
        basis: "the register of 2024-02",
      },
      ...{ finding: "every group of clinics of the register before is there", month: "2025-02" },
    });
  });

  test("are told with what they had, a region once", async () => {
    const [only, ...others] = await all(registerGroups, base, base.slice(10));
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      ...{
        id: "register-groups",
        verdict: "hold",
        seen: 0,
        expected: [1, 10],
        unit: "clinics",
        subject: "Region Nordjylland",
        excess: 10,
      },
      ...{
        looks_like: "missing-clinics",
        facts: { dimension: "region", before: 10, now: 0, gone: 10, base: "2024-02" },
        basis: "the register of 2024-02",
      },
      finding:
        "the region Region Nordjylland has 0 open clinics, against 10 in the register of 2024-02, and 10 of those have no row any more",
    });
    expect(await told(base.slice(5))).toEqual([["hold", "Thisted", "missing-clinics"]]);
    expect(await told(base.filter(({ system }) => system === "LPS-A"))).toEqual([
      ["hold", "LPS-B", "missing-clinics"],
    ]);
  });

  test("are left out where more than half of their clinics have no row", async () => {
    expect(await told(base.filter((_, place) => place < 34 || place >= 37))).toEqual([["ok", null, null]]);
    expect(await told(base.filter((_, place) => place < 34 || place >= 38))).toEqual([
      ["hold", "Udbudsklinik", "missing-clinics"],
    ]);
  });

  test("of clinics that are there are told of regions and kinds alone", async () => {
    expect(await told(base.map((clinic) => ({ ...clinic, kind: "PLO-klinik" })))).toEqual([
      ["hold", "Udbudsklinik", "register-one-kind"],
    ]);
    expect(await told(base.map((clinic) => ({ ...clinic, region: "midtjylland" })))).toEqual([
      ["hold", "Region Nordjylland", "missing-clinics"],
    ]);
    expect(
      await told(base.map((clinic) => ({ ...clinic, system: "LPS-A", municipality: "Aarhus" }))),
    ).toEqual([["ok", null, null]]);
  });

  test("of a register in which all are closed are a matter of dates", async () => {
    const results = await told(base.map((clinic) => ({ ...clinic, closed: "2024-12-31" })));
    expect(new Set(results.map(([, , like]) => like))).toEqual(new Set(["register-dates-off"]));
  });

  test("need five clinics, and twenty in the register before", async () => {
    const four = base.map((clinic, place) =>
      place === 39
        ? { ...clinic, municipality: "Viborg" }
        : place >= 35
          ? { ...clinic, municipality: "Skive" }
          : clinic,
    );
    expect(
      await told(
        four.filter(({ municipality }) => municipality !== "Skive"),
        four,
      ),
    ).toEqual([["hold", "Udbudsklinik", "missing-clinics"]]);
    expect(await look(registerGroups, drawRegister(19), drawRegister(3))).toMatchObject({
      id: "register-groups",
      verdict: "cannot-tell",
      unit: "clinics",
      month: "2025-02",
      basis: "the register of 2024-02 has fewer than 20 open clinics",
    });
    expect(await look(registerGroups, null, base)).toMatchObject({
      verdict: "cannot-tell",
      unit: "clinics",
      month: "2025-02",
      basis: "no other register is known",
    });
  });

  test("of regions that became one are that one", async () => {
    const east = (region: string) => drawRegister(20, () => ({ region }));
    expect(
      (await all(registerGroups, east("sjaelland"), east("oestdanmark"), ["2026-02", "2027-02"])).map(
        ({ verdict }) => verdict,
      ),
    ).toEqual(["ok"]);
    expect(
      (await all(registerGroups, east("oestdanmark"), east("sjaelland"), ["2027-02", "2026-02"])).map(
        ({ verdict }) => verdict,
      ),
    ).toEqual(["ok"]);
    // A region that nobody knows has its id for a name.
    expect(
      (await all(registerGroups, east("atlantis"), east("sjaelland"))).map(({ subject }) => subject),
    ).toEqual(["atlantis"]);
  });
});
