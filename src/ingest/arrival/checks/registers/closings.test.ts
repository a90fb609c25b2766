import { describe, expect, test } from "vitest";
import { drawRegister, lookAtRegister } from "../../../../testing/registers/drawn.js";
import type { ArrivalCheck } from "../../check.js";
import type { RegisterClinic } from "../../registers/snapshot.js";
import { registerClosedLeftOut, registerClosings, registerReopened } from "./closings.js";

/** Thirty open clinics, and some more with another period. */
const withPeriods = (...periods: readonly Partial<RegisterClinic>[]): RegisterClinic[] => [
  ...drawRegister(30),
  ...periods.map((period, place) => ({
    ...drawRegister(1, () => ({ ydernummer: `0001${place + 10}`, opened: "2001-01-01" }))[0]!,
    ...period,
  })),
];

const countOf = async (
  check: ArrivalCheck,
  before: readonly RegisterClinic[],
  after: readonly RegisterClinic[],
  [base = "", seen = ""]: readonly string[] = ["2024-02", "2025-02"],
) => {
  const drawn = { before: [{ month: base, clinics: before }], register: { month: seen, clinics: after } };
  const [result] = await lookAtRegister(check, drawn);
  return result?.verdict === "cannot-tell" ? null : [result?.facts["part"], result?.facts["whole"]];
};

const closed = { closed: "2023-06-30" };

describe("clinics that were closed", () => {
  test("are those whose period had ended by the month of the register before", async () => {
    const edge = (day: string | null) => withPeriods(closed, { closed: day });
    const of = (day: string | null) => countOf(registerClosedLeftOut, edge(day), drawRegister(30));
    // The last day of a month is open, a day before it is closed, and so is none of a later month.
    expect(await of("2024-02-28")).toEqual([2, 2]);
    expect(await of("2024-02-29")).toEqual([1, 1]);
    expect(await of("2024-03-31")).toEqual([1, 1]);
    expect(await of(null)).toEqual([1, 1]);
  });

  test("are none under a number that another clinic has open", async () => {
    const passedOn = withPeriods(closed, { ...closed, ydernummer: "000001" });
    expect(await countOf(registerClosedLeftOut, passedOn, drawRegister(30))).toEqual([1, 1]);
  });

  test("are told by their opening, else by their closing", async () => {
    const before = withPeriods(closed, closed);
    // The one has another first day now, the other another last day: neither is left out.
    const after = withPeriods({ ...closed, opened: "2002-02-02" }, { closed: "2023-07-31" });
    expect(await countOf(registerClosedLeftOut, before, after)).toEqual([0, 2]);
    const gone = withPeriods({ closed: "2023-07-31", opened: "2002-02-02" });
    expect(await countOf(registerClosedLeftOut, before, gone)).toEqual([2, 2]);
  });

  test("are open again only where their period is", async () => {
    const before = withPeriods(closed, closed, closed);
    const after = withPeriods({ closed: null }, closed);
    expect(await countOf(registerReopened, before, after)).toEqual([1, 3]);
  });

  test("are not compared with a register before theirs", async () => {
    const turned = ["2025-02", "2024-02"];
    expect(
      await countOf(registerReopened, withPeriods(closed), withPeriods({ closed: null }), turned),
    ).toBeNull();
    expect(await countOf(registerClosings, drawRegister(30), drawRegister(30), turned)).toBeNull();
    const same = ["2024-02", "2024-02"];
    expect(await countOf(registerReopened, withPeriods(closed), withPeriods({ closed: null }), same)).toEqual(
      [1, 1],
    );
    expect(await countOf(registerClosings, drawRegister(30), drawRegister(30), same)).toEqual([0, 30]);
  });
});

test("clinics that have closed since are those whose period ended, under a number that nobody has open", async () => {
  const after = drawRegister(30, (clinic) =>
    clinic < 3 ? { closed: "2024-08-31" } : clinic === 3 ? { closed: "2025-06-30" } : {},
  );
  // The first number passed on, and the last clinic is not named any more.
  const passedOn = { ...drawRegister(1)[0]!, opened: "2024-09-01" };
  expect(await countOf(registerClosings, drawRegister(30), [...after.slice(0, 29), passedOn])).toEqual([
    2, 30,
  ]);
});
