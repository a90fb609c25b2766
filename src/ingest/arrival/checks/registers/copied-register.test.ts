import { describe, expect, test } from "vitest";
import { drawRegister, lookYearOn } from "../../../../testing/registers/drawn.js";
import type { ArrivalCheck } from "../../check.js";
import type { RegisterClinic } from "../../registers/snapshot.js";
import { registerCopied, registerNoneClosed } from "./copied-register.js";
import { registerOneKind } from "./other-kinds.js";

const look = (
  check: ArrivalCheck,
  clinics: readonly RegisterClinic[],
  before: readonly RegisterClinic[] | null = null,
  months?: readonly string[],
) => lookYearOn(check, before, clinics, months);

describe("a register of one kind", () => {
  const all = (kind: string, count = 100) => drawRegister(count, () => ({ kind }));
  const mixed = (count = 100) =>
    drawRegister(count, (clinic) => ({ kind: clinic < 3 ? "Udbudsklinik" : "PLO-klinik" }));

  test("is held where that kind is left out of the figures", async () => {
    expect(await look(registerOneKind, all("Udbudsklinik", 20))).toMatchObject({
      ...{
        id: "register-one-kind",
        verdict: "hold",
        seen: 1,
        expected: null,
        unit: "index",
        looks_like: "register-one-kind",
        excess: 1,
      },
      ...{ basis: "clinic-kinds.yaml", month: "2025-02", facts: { kind: "Udbudsklinik", whole: 20 } },
      finding: "all 20 open clinics are of the kind Udbudsklinik",
    });
    expect((await look(registerOneKind, all("Udbudsklinik", 19)))?.verdict).toBe("ok");
  });

  test("is worth a look of a hundred clinics, or where there were others before", async () => {
    expect((await look(registerOneKind, all("PLO-klinik")))?.verdict).toBe("look");
    expect((await look(registerOneKind, all("PLO-klinik", 99)))?.verdict).toBe("ok");
    expect(await look(registerOneKind, all("PLO-klinik", 20), mixed(20))).toMatchObject({
      ...{ verdict: "look", excess: 1, basis: "the register of 2024-02" },
      finding:
        "all 20 open clinics are of the kind PLO-klinik; the register before it had PLO-klinik, Udbudsklinik",
    });
    expect((await look(registerOneKind, all("PLO-klinik"), all("PLO-klinik")))?.verdict).toBe("ok");
  });

  test("is none where there are several", async () => {
    expect(await look(registerOneKind, mixed())).toMatchObject({
      verdict: "ok",
      seen: 2,
      finding: "the open clinics are of 2 kinds",
      excess: 0,
      looks_like: null,
    });
  });
});

describe("a register that says the same as another one", () => {
  test("is worth a look half a year away", async () => {
    const clinics = drawRegister(20);
    expect(await look(registerCopied, clinics, clinics, ["2024-08", "2025-02"])).toMatchObject({
      ...{
        id: "register-copied",
        verdict: "look",
        seen: 0,
        expected: null,
        unit: "rows",
        looks_like: "register-copied",
      },
      ...{ basis: "the register of 2024-08", month: "2025-02", facts: { base: "2024-08", months: 6 } },
      finding: "no row differs from the register of 2024-08, 6 months away",
    });
    expect((await look(registerCopied, clinics, clinics, ["2024-09", "2025-02"]))?.verdict).toBe("ok");
    expect((await look(registerCopied, drawRegister(19), drawRegister(19)))?.verdict).toBe("ok");
    expect(await look(registerCopied, clinics)).toMatchObject({
      id: "register-copied",
      verdict: "cannot-tell",
      unit: "rows",
      basis: "no other register is known",
      month: "2025-02",
    });
  });

  test.each<[string, Partial<RegisterClinic>]>([
    ["name", { name: "Lægehuset" }],
    ["opening", { opened: "2010-02-01" }],
    ["closing", { closed: "2030-01-31" }],
    ["region", { region: "midtjylland" }],
    ["municipality", { municipality: "Thisted" }],
    ["kind", { kind: "Regionsklinik" }],
    ["system", { system: null }],
    ["doctors", { doctors: null }],
    ["number", { ydernummer: "000777" }],
  ])("is none where one clinic has another %s", async (_, change) => {
    const changed = drawRegister(20, (clinic) => (clinic === 4 ? change : {}));
    expect(await look(registerCopied, changed, drawRegister(20))).toMatchObject({
      verdict: "ok",
      finding: expect.stringMatching(/^\d rows differ from the register of 2024-02$/) as string,
    });
  });

  test("counts rows that came, changed, and went", async () => {
    const before = drawRegister(25);
    const after = drawRegister(22, (clinic) => (clinic < 2 ? { name: "Anden praksis" } : {}));
    // Two changed; of the 25 before, 20 are the same.
    expect((await look(registerCopied, after, before))?.seen).toBe(2 + 5);
    expect((await look(registerCopied, drawRegister(27), before))?.seen).toBe(2);
  });
});

describe("a register without a closed clinic", () => {
  const closed = (count: number, all = 100) =>
    drawRegister(all, (clinic) => (clinic < count ? { closed: "2023-12-31" } : {}));

  test("is held where the one before had three", async () => {
    expect(await look(registerNoneClosed, closed(0), closed(3))).toMatchObject({
      ...{
        id: "register-none-closed",
        verdict: "hold",
        seen: 0,
        expected: null,
        unit: "clinics",
        looks_like: "register-closings-lost",
      },
      ...{
        basis: "the register by itself",
        month: "2025-02",
        excess: 3,
        facts: { base: "2024-02", closed: 3 },
      },
      finding:
        "0 of the 100 clinics are closed, against 3 in the register of 2024-02: expected is a full snapshot, in which a clinic that closed keeps its row",
    });
    expect(await look(registerNoneClosed, closed(0), closed(2))).toMatchObject({
      verdict: "ok",
      excess: 0,
      looks_like: null,
    });
    expect((await look(registerNoneClosed, closed(1), closed(9)))?.verdict).toBe("ok");
    // What a later register has closed was open then.
    expect((await look(registerNoneClosed, closed(0), closed(9), ["2026-02", "2025-02"]))?.verdict).toBe(
      "ok",
    );
  });

  test("is worth a look where it is a first one of a hundred clinics", async () => {
    expect(await look(registerNoneClosed, closed(0))).toMatchObject({
      verdict: "look",
      facts: {},
      finding: expect.stringMatching(
        /^0 of the 100 clinics are closed: expected is a full snapshot/,
      ) as string,
    });
    expect((await look(registerNoneClosed, closed(0, 99)))?.verdict).toBe("ok");
    expect(await look(registerNoneClosed, closed(1))).toMatchObject({
      verdict: "ok",
      seen: 1,
      finding: "1 of the 100 clinics are closed",
    });
  });

  test("counts no clinic as closed that is open under its number", async () => {
    const passedOn = [
      ...drawRegister(100),
      ...drawRegister(1, () => ({ opened: "2000-01-01", closed: "2009-12-31" })),
    ];
    expect((await look(registerNoneClosed, passedOn))?.seen).toBe(0);
  });
});
