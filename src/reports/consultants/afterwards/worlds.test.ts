import { describe, expect, test } from "vitest";
import type { Month } from "../../../domain/month.js";
import { addMonths, monthsBetween } from "../../../domain/month.js";
import type { ClinicStandingThen, Visit } from "../../../metrics/follow-up/visit-history.js";
import { drawsFrom } from "../../../testing/draws.js";
import { month } from "../../../testing/workshop.js";
import type { Afterwards } from "./compare.js";
import { compareVisited } from "./compare.js";
import { readAfterwards } from "./settings.js";

const shipped = await readAfterwards("reports");
const now = month("2025-07");

describe("in worlds where consultants go on visiting who still fails, nearest first,", () => {
  /** Chance to come to meet the requirement within a month, by segment. */
  const chances = { near: 0.06, stalled: 0.02, "not-started": 0.008, below: 0.015 } as const;
  const segments = ["near", "near", "stalled", "not-started", "not-started", "below"] as const;

  /** Eighteen months of 320 clinics of which up to five are visited each month; a visit adds `effect` to the chance of each month after it. */
  function world(
    seed: number,
    { effect = 0, visitsAMonth = 5 }: { effect?: number; visitsAMonth?: number },
  ): Afterwards {
    const draw = drawsFrom(seed);
    const clinics = Array.from({ length: 320 }, (_, at) => ({
      number: String(at + 1).padStart(6, "0"),
      segment: segments[Math.floor(draw() * segments.length)] ?? "near",
      doctors: 1 + Math.floor(draw() * 5),
      meets: false,
      visited: false,
    }));
    const stand = (): ClinicStandingThen[] =>
      clinics.map(({ number, segment, doctors, meets }) => ({
        ...{ ydernummer: number, opened: "2001-01-01", region: "Region Øst", segment, doctors },
        outcome: meets ? "pass" : "fail",
      }));
    const visits: Visit[] = [];
    const standings = new Map<Month, ClinicStandingThen[]>();
    for (const at of monthsBetween(addMonths(now, -17), now)) {
      standings.set(addMonths(at, -1), stand());
      const waiting = clinics.filter(({ meets, visited }) => !meets && !visited);
      const ordered = waiting
        .map((clinic) => ({ clinic, order: draw() + (clinic.segment === "near" ? 0 : 0.6) }))
        .sort((left, right) => left.order - right.order);
      for (const { clinic } of ordered.slice(0, visitsAMonth)) {
        clinic.visited = true;
        visits.push({ ydernummer: clinic.number, day: `${at}-10`, month: at });
      }
      for (const clinic of clinics) {
        const chance = chances[clinic.segment] + (clinic.visited ? effect : 0);
        if (draw() < chance) clinic.meets = true;
      }
    }
    standings.set(now, stand());
    return compareVisited({ history: { visits, standings }, month: now }, shipped);
  }

  const worlds = 400;

  /**
   * Three standard errors of 0.95 in 400 worlds are 0.033. Where most near clinics are visited sooner or later, the same
   * clinics stand on both sides, whose shares then vary together: the interval promises less than it keeps.
   */
  test.each([
    { visitsAMonth: 2, most: 0.983 },
    { visitsAMonth: 5, most: 1 },
  ])(
    "and a visit does nothing, the interval holds 0 in about 95 of 100: $visitsAMonth visits a month",
    ({ visitsAMonth, most }) => {
      const found = Array.from({ length: worlds }, (_, seed) => world(seed + 1, { visitsAMonth }).difference);
      const holds = found.filter((one) => one !== null && one.low <= 0 && one.high >= 0).length / worlds;
      const middle = found.reduce((sum, one) => sum + (one?.value ?? 0), 0) / worlds;
      process.stderr.write(
        `${visitsAMonth} visits a month that do nothing: the interval holds 0 in ${holds} of worlds, mean ${middle.toFixed(4)}\n`,
      );
      expect(holds).toBeGreaterThan(0.917);
      expect(holds).toBeLessThanOrEqual(most);
      expect(Math.abs(middle)).toBeLessThan(0.01);
    },
  );

  test("and a visit helps much, the interval lies above 0 in nearly all", () => {
    const found = Array.from({ length: 100 }, (_, seed) => world(seed + 1, { effect: 0.3 }).difference);
    expect(found.filter((one) => one !== null && one.low > 0).length).toBeGreaterThan(90);
  });
});
