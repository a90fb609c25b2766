import { describe, expect, test } from "vitest";
import { drawRegister, lookAtRegister } from "../../../../testing/registers/drawn.js";
import type { ArrivalCheck } from "../../check.js";
import type { RegisterClinic } from "../../registers/snapshot.js";
import { countLimit } from "../../statistics/distributions.js";
import { registerClosedLeftOut, registerClosings, registerReopened } from "./closings.js";
import {
  registerMissingClinics,
  registerNewClinics,
  registerOpenedChanged,
  registerOpenedOnOneDay,
} from "./openings.js";
import { registerDoctorsBlank, registerDoctorsJump } from "./other-doctors.js";
import { registerKinds } from "./other-kinds.js";
import { registerMunicipalities, registerMunicipalitiesBlank } from "./other-municipalities.js";
import { registerNames } from "./other-names.js";
import { registerRegions } from "./other-regions.js";
import { registerSystemsBlank } from "./other-systems.js";

type Change = (clinic: number) => Partial<RegisterClinic>;

interface Case {
  check: ArrivalCheck;
  /** What is true of all clinics before; the first hundred are open, twenty more closed. */
  before?: Change;
  /** What is another thing of a clinic that differs; null: it is not named any more. */
  after: (clinic: number) => Partial<RegisterClinic> | null;
  /** Honest share in a year, by gates.yaml. */
  share: number;
  limitName: string;
  /** The first clinic that may differ, and how many may. */
  from?: number;
  whole?: number;
  of: string;
  what: string;
  mistake: string;
}

const closed = { opened: "2001-01-01", closed: "2023-06-30" };
const world = (change: Change = () => ({})): RegisterClinic[] =>
  drawRegister(120, (clinic) => ({ ...(clinic < 100 ? {} : closed), ...change(clinic) }));

const cases: Case[] = [
  {
    ...{
      check: registerKinds,
      share: 0.03,
      limitName: "max_kind_changed_share",
      mistake: "register-kinds-off",
    },
    ...{ of: "clinics open in both registers", what: "are of another kind than in" },
    after: () => ({ kind: "Udbudsklinik" }),
  },
  {
    ...{
      check: registerRegions,
      share: 0.01,
      limitName: "max_region_changed_share",
      mistake: "register-regions-off",
    },
    ...{ of: "clinics open in both registers", what: "are in another region than in" },
    after: () => ({ region: "midtjylland" }),
  },
  {
    ...{ check: registerMunicipalities, share: 0.03, limitName: "max_municipality_changed_share" },
    ...{
      of: "clinics whose municipality is known in both registers",
      what: "are in another municipality than in",
    },
    ...{ mistake: "register-municipalities-off", after: () => ({ municipality: "Thisted" }) },
  },
  {
    ...{
      check: registerMunicipalitiesBlank,
      share: 0.05,
      limitName: "max_blanked_share",
      mistake: "register-values-missing",
    },
    ...{ of: "open clinics with a municipality before", what: "have none, unlike in" },
    after: () => ({ municipality: null }),
  },
  {
    ...{
      check: registerNames,
      share: 0.12,
      limitName: "max_name_changed_share",
      mistake: "register-rows-shifted",
    },
    ...{ of: "clinics open in both registers", what: "have another name than in" },
    after: (clinic) => ({ name: `Klinikken ved torvet ${clinic + 500}` }),
  },
  {
    ...{
      check: registerSystemsBlank,
      share: 0.05,
      limitName: "max_blanked_share",
      mistake: "register-values-missing",
    },
    ...{ of: "open clinics with a practice system before", what: "have none, unlike in" },
    after: () => ({ system: null }),
  },
  {
    ...{
      check: registerDoctorsBlank,
      share: 0.05,
      limitName: "max_blanked_share",
      mistake: "register-doctors-missing",
    },
    ...{ of: "open clinics with a known number of doctors before", what: "have none, unlike in" },
    after: (clinic) => ({ doctors: clinic % 2 === 0 ? null : 0 }),
  },
  {
    ...{
      check: registerDoctorsJump,
      share: 0.03,
      limitName: "max_jump_share",
      mistake: "register-doctors-scaled",
    },
    ...{
      of: "open clinics with a known number of doctors in both registers",
      what: "have many times as many or few as in",
    },
    after: () => ({ doctors: 4_000_000 }),
  },
  {
    ...{
      check: registerMissingClinics,
      share: 0.1,
      limitName: "max_missing_share",
      mistake: "missing-clinics",
    },
    ...{ of: "clinics that were open", what: "have no row any more, unlike in", after: () => null },
  },
  {
    ...{
      check: registerNewClinics,
      share: 0.15,
      limitName: "max_new_share",
      mistake: "register-clinics-off",
    },
    ...{ of: "open clinics", what: "were not open in" },
    before: (clinic) => ({ ydernummer: String(clinic + 1).padStart(6, "0") }),
    after: (clinic) => ({
      ydernummer: String(clinic + 501).padStart(6, "0"),
      opened: `2024-0${3 + (clinic % 6)}-0${1 + (clinic % 9)}`,
    }),
  },
  {
    ...{
      check: registerOpenedOnOneDay,
      share: 0.02,
      limitName: "max_opened_on_one_day_share",
      mistake: "register-dates-off",
    },
    ...{
      of: "open clinics",
      what: "opened on one and the same day since",
      after: () => ({ opened: "2024-09-01" }),
    },
  },
  {
    ...{
      check: registerOpenedChanged,
      share: 0.05,
      limitName: "max_opened_changed_share",
      mistake: "register-dates-off",
    },
    ...{
      of: "clinics open in both registers",
      what: "opened on another day than in",
      after: () => ({ opened: "2010-01-02" }),
    },
  },
  {
    ...{
      check: registerClosings,
      share: 0.12,
      limitName: "max_closing_share",
      mistake: "register-dates-off",
    },
    ...{ of: "clinics that were open", what: "have closed since", after: () => ({ closed: "2024-08-31" }) },
  },
  {
    ...{
      check: registerReopened,
      share: 0.03,
      limitName: "max_reopened_share",
      mistake: "register-closings-lost",
      from: 100,
    },
    ...{
      of: "clinics that were closed",
      what: "are open again, unlike in",
      whole: 20,
      after: () => ({ closed: null }),
    },
  },
  {
    ...{
      check: registerClosedLeftOut,
      share: 0.25,
      limitName: "max_closed_left_out_share",
      mistake: "register-closings-lost",
    },
    ...{
      of: "clinics that were closed",
      what: "are left out, unlike in",
      from: 100,
      whole: 20,
      after: () => null,
    },
  },
];

describe.each(cases.map((one) => [one.check.id, one] as const))("%s", (id, one) => {
  const { check, before, after, share, from = 0, whole = 100 } = one;
  /** So many clinics differ a year later: the first of those that may. */
  const arrive = async (differing: number, months = ["2024-02", "2025-02"]) => {
    let left = differing;
    const clinics = world(before).flatMap((clinic, place) => {
      if (left === 0 || place < from || place >= from + whole) return [clinic];
      const changed = after(place);
      if (changed !== null && Object.keys(changed).length === 0) return [clinic];
      left -= 1;
      return changed === null ? [] : [{ ...clinic, ...changed }];
    });
    const [base = "", seen = ""] = months;
    const [result] = await lookAtRegister(check, {
      before: [{ month: base, clinics: world(before) }],
      register: { month: seen, clinics },
    });
    return result;
  };
  const hold = countLimit(whole * share, 1e-5);
  const worthALook = countLimit(whole * share, 3e-4);
  const most = Math.min(hold, whole - 1);

  test("passes where no clinic differs", async () => {
    expect(await arrive(0)).toMatchObject({
      id,
      verdict: "ok",
      seen: 0,
      unit: "share",
      code: "arrival",
      month: "2025-02",
      excess: 0,
    });
  });

  test("is worth a look beyond chance, and held far beyond", async () => {
    const verdicts = await Promise.all(
      [worthALook, worthALook + 1, most].map(async (count) => (await arrive(count))?.verdict),
    );
    expect(verdicts).toEqual(["ok", "look", "look"]);
    if (hold >= whole) return;
    expect(await arrive(hold + 1)).toMatchObject({ verdict: "hold", looks_like: one.mistake });
  });

  test("says how many of how many, such as which, and the limit", async () => {
    const result = await arrive(most);
    const percent = (part: number) => `${Number(((100 * part) / whole).toFixed(2))} %`;
    expect(
      result?.finding.startsWith(
        `${most} of the ${whole} ${one.of} ${one.what} the register of 2024-02 (${percent(most)}), such as `,
      ),
    ).toBe(true);
    expect(result?.finding).toContain(
      `; with chance at most ${percent(Math.min(hold, whole))} is to expect; the limit is ${percent(whole * share)} (${one.limitName}: `,
    );
    expect(result?.seen).toBeCloseTo(most / whole, 12);
    expect(result?.expected?.[0]).toBe(0);
    expect(result?.expected?.[1]).toBeCloseTo(Math.min(1, hold / whole), 12);
    expect(result?.facts).toMatchObject({ part: most, whole, base: "2024-02" });
    expect(result?.excess).toBeCloseTo(most / hold, 12);
    expect(result?.basis).toBe("the register of 2024-02");
    expect(result?.looks_like).toBe(one.mistake);
  });

  test("allows more between registers that lie further apart", async () => {
    const result = await arrive(1, ["2023-08", "2025-02"]);
    const eighteenMonths = 1 - (1 - share) ** 1.5;
    expect(result?.expected?.[1]).toBeCloseTo(
      Math.min(1, countLimit(whole * eighteenMonths, 1e-5) / whole),
      12,
    );
    const near = await arrive(1, ["2024-12", "2025-02"]);
    expect(near?.expected?.[1]).toBeCloseTo(Math.min(1, hold / whole), 12);
  });
});
