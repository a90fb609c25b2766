import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addMonths, monthsBetween } from "../../domain/month.js";
import type { CheckResult } from "../../domain/shapes/arrival.js";
import type { IngestOutcome } from "../../ingest/store/outcome.js";
import { emptyOutcome } from "../../ingest/store/outcome.js";
import { programFolder } from "../../lib/program.js";
import type { PageReader } from "../../testing/browser-page.js";
import { expectAccessible, hasBrowser, readersWindows, startBrowser } from "../../testing/browser-page.js";
import { month } from "../../testing/workshop.js";
import { makeArrivalPages } from "./make.js";

const newest = month("2025-02");
const series = monthsBetween(addMonths(newest, -24), addMonths(newest, -1)).map((one, place) => ({
  month: one,
  value: 0.38 + 0.02 * Math.sin(place),
}));

const check = (change: Partial<CheckResult>): CheckResult => ({
  ...{ id: "new-share", month: newest, subject: null, verdict: "ok", seen: 0.39, expected: [0.35, 0.43] },
  ...{
    unit: "share",
    basis: "",
    looks_like: null,
    finding: "",
    code: "arrival",
    series,
    facts: {},
    excess: 0,
  },
  ...change,
});

/** A file with every verdict, with and without a history to draw. */
const outcome: IngestOutcome = {
  ...emptyOutcome("planer_2025-02 <rettet>.csv", null),
  status: "held",
  months: [newest],
  looks_like: "name-months",
  checks: [
    check({ verdict: "hold", seen: 0.6, looks_like: "name-months", excess: 4 }),
    check({ verdict: "look", id: "type-share", subject: "KOL", seen: 0.44 }),
    check({ id: "total-plans", unit: "plans", seen: 20_417, expected: [19_000, 22_000] }),
    check({
      ...{
        verdict: "hold",
        id: "register-groups",
        subject: "Region Nordjylland",
        seen: 0,
        expected: [1, 166],
      },
      ...{ unit: "clinics", series: [], facts: { base: "2025-01", before: 166, gone: 166 } },
    }),
    check({
      ...{ verdict: "hold", id: "damaged-text", subject: "double-encoding", seen: 41, expected: [0, 0] },
      ...{ unit: "rows", series: [] },
      facts: { damage: "double-encoding", value: "LÃ¦ge <b>", repaired: "Læge <b>", line: 2 },
    }),
    check({ verdict: "cannot-tell", id: "hole", month: null, seen: null, expected: null, series: [] }),
  ],
};

describe.skipIf(!hasBrowser)("the page of the arrival control in a browser", () => {
  let reader: PageReader;
  beforeAll(async () => {
    reader = await startBrowser();
  });
  afterAll(() => reader.end());

  test.each(["theme.yaml", "theme-medcom.yaml"])(
    "has nothing that axe finds in the house of %s",
    async (theme) => {
      const [page] = await makeArrivalPages([outcome], {
        ...{ reportsFolder: join(programFolder, "reports"), theme },
        ...{ date: new Date("2025-03-05T08:00:00Z"), acceptedReason: null },
      });
      expect(page?.fileName).toBe("modtagekontrol_2025-02.html");
      for (const [, options] of readersWindows) {
        await reader.visit(page?.bytes ?? new Uint8Array(), options, async (shown) => {
          await expectAccessible(shown);
          expect(await shown.locator("figure").count()).toBe(3);
          expect(await shown.locator("h2").first().textContent()).toBe("planer_2025-02 <rettet>.csv");
          // The names of checks are long: they stay while the table is scrolled, and must not cover what passes.
          const named = await shown.locator("tbody th").first().boundingBox();
          expect(named?.width).toBeLessThan((options.viewport?.width ?? 0) / 2);
        });
      }
    },
  );
});
