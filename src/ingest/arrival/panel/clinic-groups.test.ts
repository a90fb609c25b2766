import { beforeAll, describe, expect, test } from "vitest";
import type { ArrivalGates } from "../../../defs/limits/arrival-gates.js";
import type { TimelineRow } from "../../../testing/arrival/drawn-timelines.js";
import { drawTimeline, shippedGates } from "../../../testing/arrival/drawn-timelines.js";
import { groupsOf } from "./clinic-groups.js";

let judgement: ArrivalGates;
beforeAll(async () => {
  judgement = await shippedGates();
});

describe("groups of clinics", () => {
  const target = Array.from({ length: 20 }, (_, at): TimelineRow => [at + 1, 0, 5, 5]);
  const grouped = (clinics: Parameters<typeof drawTimeline>[1]["clinics"], least = 3, rows = target) =>
    groupsOf(
      drawTimeline({ past: [], target: rows }, { judgement, ...(clinics === undefined ? {} : { clinics }) }),
      least,
    ).map(({ dimension, name, members, places, size }) => {
      expect(members).toHaveLength(rows.length);
      expect([...members.entries()].filter(([, mark]) => mark === 1).map(([place]) => place)).toEqual([
        ...places,
      ]);
      expect(size).toBe(places.length);
      return [dimension, name, [...places].map((place) => place + 1).join(" ")];
    });

  test("are those of a register with three clinics and more, and stretches of numbers", () => {
    const clinics = (number: string) => {
      const at = Number(number);
      return { region: at <= 3 ? "Nord" : "Syd", system: at === 1 ? null : at < 4 ? "A" : "B", kind: "PLO" };
    };
    expect(grouped(clinics)).toEqual([
      ["region", "Nord", "1 2 3"],
      ["region", "Syd", "4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20"],
      // Two clinics of system A are too few. All clinics are of one kind, which says nothing.
      ["system", "B", "4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20"],
      // Eight stretches of 20 numbers have three at least; the last one has what remains.
      ["numbers", "000001-000003", "1 2 3"],
      ["numbers", "000004-000006", "4 5 6"],
      ["numbers", "000007-000009", "7 8 9"],
      ["numbers", "000010-000012", "10 11 12"],
      ["numbers", "000013-000015", "13 14 15"],
      ["numbers", "000016-000020", "16 17 18 19 20"],
    ]);
  });

  test("of clinics that no register knows are stretches alone", () => {
    expect(grouped(undefined, 10)).toEqual([
      ["numbers", "000001-000010", "1 2 3 4 5 6 7 8 9 10"],
      ["numbers", "000011-000020", "11 12 13 14 15 16 17 18 19 20"],
    ]);
    expect(grouped(undefined, 11)).toEqual([]);
    expect(grouped((number) => (Number(number) < 3 ? {} : null), 11)).toEqual([]);
  });

  test("are as many as eight stretches of many numbers, and computed once", () => {
    const rows = Array.from({ length: 40 }, (_, at): TimelineRow => [at + 1, 0, 5, 5]);
    expect(grouped(undefined, 3, rows)).toHaveLength(8);
    const timeline = drawTimeline({ past: [], target: rows }, { judgement });
    expect(groupsOf(timeline, 3)).toBe(groupsOf(timeline, 3));
  });
});
