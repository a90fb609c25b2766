import type { Definitions } from "../../defs/definitions.js";
import { addMonths, monthsBetween } from "../../domain/month.js";
import type { ClinicLine, CountLine, Workshop } from "../workshop.js";
import { drawsFrom } from "../draws.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../workshop.js";
import { drawnPlanType, nationalStore, nationalStoreOfTwelveTypes, typeCodes } from "./national-sample.js";

/** Stores in which a report has least to go on, or most to make room for, each named after its situation. */
export const edgeWorlds = {
  "the national sample": nationalStore,
  "the national sample with twelve plan types": nationalStoreOfTwelveTypes,
  "twelve plan types": () => drawn({ types: 12 }),
  "nearly all clinics active": () => drawn({ clinics: 400, idle: 3 }),
  "one clinic": () => drawn({ clinics: 1 }),
  // Of the five the fourth, of one doctor, reaches its ten plans in the newest month.
  "few clinics of few plans": () =>
    drawn({ clinics: 5, types: 1, plans: (at, one) => (one >= "2024-05" ? at % 2 : 0) }),
  "no failing clinic": () => drawn({ plans: () => 9 }),
  "no passing clinic": () => drawn({ plans: () => 0 }),
  "a region without plans": () => drawn({ silentRegion: "1083" }),
  "one known month": () => drawn({ months: 1 }),
  "two known months": () => drawn({ months: 2 }),
  "thirteen known months": () => drawn({ months: 13 }),
  "eight years": () => drawn({ months: 96, clinics: 20 }),
  "after the merger of regions": () => drawn({ last: "2027-02", isMerged: true }),
  "a goal near the share": () =>
    drawn({ clinics: 90, isGoalSet: true, plans: (at) => (at % 10 === 0 ? 0 : 2) }),
} satisfies Record<string, () => Promise<Workshop>>;

export type EdgeWorld = keyof typeof edgeWorlds;

interface DrawnWorld {
  months?: number;
  last?: string;
  clinics?: number;
  types?: number;
  /** Clinics that make nothing in the newest month. */
  idle?: number;
  /** New plans of a clinic in a month. */
  plans?: (clinic: number, month: string) => number;
  /** Clinics of this region make nothing in the last 12 months. */
  silentRegion?: string;
  isMerged?: boolean;
  /** A goal a little above the share, and a confirmed change of level. */
  isGoalSet?: boolean;
}

async function drawn(world: DrawnWorld): Promise<Workshop> {
  const { months = 37, last = "2025-02", clinics = 60, types = 3, idle = 0, isMerged = false } = world;
  const newest = month(last);
  const span = monthsBetween(addMonths(newest, 1 - months), newest);
  const codes = typeCodes.slice(0, types);
  const shop = await openWorkshop({
    planTypes: codes.map(drawnPlanType),
    ...(world.isGoalSet === true ? goalAndLevel : {}),
  });
  const regions = isMerged ? ["1081", "1082", "1083", "Region Østdanmark"] : regionCodes;
  const register = Array.from({ length: clinics }, (_, at): ClinicLine => ({
    ydernummer: String(1000 + at),
    region: regions[at % regions.length] ?? "1081",
    doctors: String(1 + (at % 3)),
    system: `LPS-${"ABCDEFGH"[at % 8]}`,
  }));
  const yearAgo = addMonths(newest, -12);
  const draw = drawsFrom(2025);
  const lines = span.flatMap((one) =>
    register.flatMap((clinic, at): CountLine[] => {
      const isSilent = clinic.region === world.silentRegion && one > yearAgo;
      if (isSilent || (one === newest && at < idle)) return [];
      return codes.map((code, place): CountLine => {
        const season = one.endsWith("-07") ? 0.5 : 1;
        const made = world.plans?.(at, one) ?? Math.round(season * draw() * 6);
        return [one, clinic.ydernummer, code, made, Math.round(season * draw() * (4 + place))];
      });
    }),
  );
  const accepted = { acceptedReason: "drawn in a test" };
  await shop.load(`laegehuse_${last}.csv`, clinicsCsv(register), accepted);
  const outcome = await shop.load("planer.csv", countsCsv(lines), accepted);
  if (outcome.status !== "stored") throw new Error(`the drawn counts are ${outcome.status}`);
  return shop;
}

const goalAndLevel: Pick<Definitions, "targets" | "levelChanges"> = {
  targets: [
    {
      metric: "ok22",
      share: 0.92,
      by: month("2026-12"),
      setBy: "Styregruppen",
      setOn: "2024-04-24" as Definitions["targets"][number]["setOn"],
    },
  ],
  levelChanges: (["ok22", "plans-per-month"] as const).map((metric) => ({
    metric,
    from: month("2024-06"),
    reason: "nyt lægesystem",
    confirmedBy: "Styregruppen",
    confirmedOn: "2024-09-01" as Definitions["levelChanges"][number]["confirmedOn"],
  })),
};

const regionCodes = ["1081", "1082", "1083", "1084", "1085"];
