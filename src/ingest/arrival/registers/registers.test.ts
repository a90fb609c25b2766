import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Definitions } from "../../../defs/definitions.js";
import type { CheckResult } from "../../../domain/shapes/arrival.js";
import {
  makeRegisters,
  nationalRegisters,
  registerKinds,
  shipped,
  tryRegisterMistakes,
  walkRegisters,
} from "../../../testing/registers/bench.js";
import { registerMistakes } from "../../../testing/registers/mistakes.js";
import type { ClinicLine, Workshop } from "../../../testing/workshop.js";
import { clinicsCsv, openWorkshop } from "../../../testing/workshop.js";
import type { IngestOutcome } from "../../store/outcome.js";

let definitions: Definitions;
beforeAll(async () => {
  definitions = await shipped();
});

describe("honest registers", () => {
  test.each(registerKinds.filter(({ clinics }) => clinics <= 400).map((kind) => [kind.name, kind] as const))(
    "%s: none of eight histories is held, over the merger of regions and the end of a system",
    async (_, kind) => {
      for (let seed = 1; seed <= 8; seed += 1) {
        const walk = await walkRegisters(makeRegisters(kind, seed * 1_013, definitions), definitions);
        expect(walk.holds).toEqual([]);
      }
    },
    120_000,
  );
});

describe("mistakes of a supplier in a register", () => {
  const least = new Map(registerMistakes.map((mistake) => [mistake.name, mistake.least]));

  test("a year after the national sample each is held, or worth a look where it cannot be told from truth", async () => {
    const tallies = await tryRegisterMistakes(nationalRegisters(definitions, 7), definitions);
    expect(tallies.size).toBe(registerMistakes.length);
    for (const [name, { held, looked }] of tallies) {
      const isFound = held > 0 || (least.get(name) === "look" && looked > 0);
      expect([name, isFound]).toEqual([name, true]);
    }
  }, 60_000);

  test("of forty clinics nine in ten are held, and none passes without a look", async () => {
    const forty = registerKinds.find(({ clinics }) => clinics === 40);
    if (forty === undefined) throw new Error("no kind of forty clinics");
    const tallies = await tryRegisterMistakes(makeRegisters(forty, 4_242, definitions), definitions);
    const sums = { held: 0, looked: 0, missed: 0 };
    for (const { held, looked, missed } of tallies.values()) {
      sums.held += held;
      sums.looked += looked;
      sums.missed += missed;
    }
    // A register that honestly has one kind cannot be told from one whose kinds were lost.
    expect(sums.missed).toBeLessThanOrEqual(1);
    expect(sums.held / (sums.held + sums.looked)).toBeGreaterThanOrEqual(0.9);
  }, 60_000);
});

describe("what is said of a register", () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop();
  });
  afterEach(() => shop.end());

  const places = ["Aalborg", "Hjørring", "Thisted", "Rebild"];
  const clinics = (
    change: (line: ClinicLine, place: number) => Partial<ClinicLine> = () => ({}),
  ): ClinicLine[] =>
    Array.from({ length: 40 }, (_, place) => {
      const line: ClinicLine = {
        ydernummer: String(1000 + place),
        municipality: places[place % 4] ?? "",
        doctors: String(1 + (place % 5)),
        system: `LPS-${"ABCD"[place % 4] ?? ""}`,
      };
      return { ...line, ...change(line, place) };
    });
  const load = (name: string, lines: readonly ClinicLine[]): Promise<IngestOutcome> =>
    shop.load(name, clinicsCsv(lines));
  const checkOf = ({ checks }: IngestOutcome, id: string): CheckResult | undefined =>
    checks.find((check) => check.id === id);

  test("a first register is held where it has no doctors, and where its regions are not those of its municipalities", async () => {
    const blank = await load(
      "laegehuse_2025-02.csv",
      clinics(() => ({ doctors: "" })),
    );
    expect(blank).toMatchObject({ status: "held", exitCode: 13, looks_like: "register-doctors-missing" });
    const shifted = await load(
      "laegehuse_2025-02.csv",
      clinics((_, place) => ({ municipality: place % 2 === 0 ? "Odense" : "Aalborg" })),
    );
    expect(shifted).toMatchObject({ status: "held", looks_like: "register-columns-shifted" });
    expect(shifted.problems[0]?.message).toContain(
      "20 of the 40 clinics with a known municipality are in another region than it lies in (50 %), such as 001000 (line 2)",
    );
  });

  test("one clinic in another region than its municipality is worth a look and is told, not held", async () => {
    const outcome = await load(
      "laegehuse_2025-02.csv",
      clinics((_, place) => (place === 7 ? { municipality: "Odense" } : {})),
    );
    expect(outcome.status).toBe("stored");
    expect(outcome.warnings.join("\n")).toContain(
      "worth a look: 1 of the 40 clinics with a known municipality",
    );
  });

  test("an unknown municipality is worth a look, with the name that it most likely stands for", async () => {
    const outcome = await load(
      "laegehuse_2025-02.csv",
      clinics((_, place) => (place === 7 ? { municipality: "Alborg" } : {})),
    );
    expect(checkOf(outcome, "register-unknown-municipalities")).toMatchObject({ verdict: "look", seen: 1 });
    expect(outcome.warnings.join("\n")).toContain("Alborg (Aalborg?)");
  });

  test.each([
    ["Københavns Kommune", "1084"],
    ["0851", "1081"],
    ["851", "1081"],
    ["Århus", "1082"],
    ["Bornholms Regionskommune", "1084"],
    ["Nordfyn", "1083"],
  ])("%s is a municipality that is known, in the region %s", async (municipality, region) => {
    const outcome = await load(
      "laegehuse_2025-02.csv",
      clinics(() => ({ municipality, region })),
    );
    expect(checkOf(outcome, "register-unknown-municipalities")?.verdict).toBe("ok");
    expect(checkOf(outcome, "register-municipality-region")?.verdict).toBe("ok");
  });

  test("from 2027 a clinic of Roskilde lies in Region Østdanmark, before that in Region Sjælland", async () => {
    const east = (region: string): ClinicLine[] => clinics(() => ({ region, municipality: "Roskilde" }));
    expect((await load("laegehuse_2026-12.csv", east("Region Sjælland"))).status).toBe("stored");
    const merged = await load("laegehuse_2027-01.csv", east("Region Østdanmark"));
    expect(merged.status).toBe("stored");
    expect(checkOf(merged, "register-regions")).toMatchObject({ verdict: "ok", seen: 0 });
  });

  test("names that moved by a row are held, other spellings of them are not", async () => {
    const named = (name: (place: number) => string): ClinicLine[] =>
      clinics((_, place) => ({ name: name(place) }));
    const street = ["Algade", "Vestergade", "Møllevej", "Torvet", "Havnen", "Kirkevej", "Skovbrynet"];
    const nameAt = (place: number): string => `Lægehuset ${street[place % 7] ?? ""} ${place + 1}`;
    await load("laegehuse_2025-02.csv", named(nameAt));
    const spelled = await load(
      "laegehuse_2025-03.csv",
      named((place) => `${nameAt(place)} I/S`),
    );
    expect(spelled.status).toBe("stored");
    const moved = await load(
      "laegehuse_2025-04.csv",
      named((place) => nameAt((place + 39) % 40)),
    );
    expect(moved).toMatchObject({ status: "held", looks_like: "register-rows-shifted" });
  });

  test("a region that is gone is told once, not again for its municipalities, kinds and systems", async () => {
    const lines = Array.from({ length: 120 }, (_, place): ClinicLine => ({
      ydernummer: String(place + 1),
      region: place < 40 ? "Region Nordjylland" : "Region Midtjylland",
      municipality: place < 40 ? "Aalborg" : place < 60 ? "Viborg" : "Aarhus",
      system: place < 40 ? "LPS-A" : "LPS-B",
    }));
    await shop.load("laegehuse_2025-01.csv", clinicsCsv(lines));
    const groupsOf = (outcome: IngestOutcome): unknown =>
      outcome.checks
        .filter(({ id, verdict }) => id === "register-groups" && verdict === "hold")
        .map(({ subject }) => subject);
    expect(groupsOf(await shop.load("laegehuse_2025-02.csv", clinicsCsv(lines.slice(40))))).toEqual([
      "Region Nordjylland",
    ]);
    // What is gone from a region that is there is told by itself.
    const less = lines.filter((_, place) => place < 40 || place >= 60);
    expect(groupsOf(await shop.load("laegehuse_2025-03.csv", clinicsCsv(less)))).toEqual(["Viborg"]);
  });

  test("a system that closes and one that takes a new name are honest, clinics of all systems that change are not", async () => {
    await load("laegehuse_2025-02.csv", clinics());
    const closing = clinics(({ system }, place) =>
      system === "LPS-A" ? { system: "BCD"[place % 3] ?? "" } : {},
    );
    expect((await load("laegehuse_2025-03.csv", closing)).status).toBe("stored");
    const renamed = closing.map((line) =>
      line.system === "LPS-B" ? { ...line, system: "Nordklinik" } : line,
    );
    expect((await load("laegehuse_2025-04.csv", renamed)).status).toBe("stored");
    const mixed = renamed.map((line, place) => ({
      ...line,
      system: renamed[(place + 1) % 40]?.system ?? "",
    }));
    expect(await load("laegehuse_2025-05.csv", mixed)).toMatchObject({
      status: "held",
      looks_like: "register-systems-off",
    });
  });

  test("a register of an earlier month than all known is held against the one after it", async () => {
    await load("laegehuse_2025-02.csv", clinics());
    const outcome = await load(
      "laegehuse_2024-02.csv",
      clinics((_, place) => ({ doctors: String(5 - (place % 5)) })),
    );
    expect(checkOf(outcome, "register-doctors-order")).toMatchObject({
      verdict: "hold",
      basis: "the register of 2025-02",
    });
  });

  test("what earlier registers changed from year to year is expected of the next", async () => {
    const yearly = (year: number): ClinicLine[] =>
      clinics((_, place) => (place % 4 === year % 4 ? { name: `Praksis nummer ${year} på hjørnet` } : {}));
    await shop.load("laegehuse_2022-02.csv", clinicsCsv(yearly(2022)), { acceptedReason: "new names" });
    await shop.load("laegehuse_2023-02.csv", clinicsCsv(yearly(2023)), { acceptedReason: "new names" });
    const outcome = await load("laegehuse_2024-02.csv", yearly(2024));
    const check = checkOf(outcome, "register-names");
    expect(check?.verdict).toBe("ok");
    expect(check?.series.map(({ month, value }) => [month, value])).toEqual([["2023-02", 0.5]]);
  });
});
