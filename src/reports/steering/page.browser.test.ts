import { comparisons } from "../../testing/comparisons.js";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSteeringDefinition } from "../adoption/report-file.js";
import { readTheme } from "../../render/theme.js";
import { addMonths, monthsBetween } from "../../domain/month.js";
import type { PageReader } from "../../testing/browser-page.js";
import {
  expectAccessible,
  hasBrowser,
  readersWindows,
  sheetsOf,
  startBrowser,
} from "../../testing/browser-page.js";
import { month } from "../../testing/workshop.js";
import type { SteeringFacts } from "../adoption/facts.js";
import { renderSteering } from "./render.js";
import { nothingRestated } from "../../testing/drawn/nothing-restated.js";
import { drawnBasis } from "../../testing/drawn/drawn-basis.js";

const last = month("2025-02");
const months = monthsBetween(addMonths(last, -35), last);
/** 20 plans a month, 10 each July; the newest month 22; as many again for each step of `times`. */
const plansOf = (times: number): SteeringFacts["monthly"] =>
  months.map((one) => {
    const fresh = times * (one === last ? 11 : one.endsWith("-07") ? 5 : 10);
    return { month: one, new: fresh, maintained: fresh, total: 2 * fresh };
  });
const activity = months.map((one) => ({ month: one, active: one.endsWith("-07") ? 5 : 8, clinics: 10 }));
const compliance = { clinics: 10, pass: 7, fail: 2, unknown: 1, share: 0.7 };
const monthly = plansOf(1);

const facts: SteeringFacts = {
  basis: drawnBasis(months),
  monthly,
  accumulated: monthly.slice(-12),
  activity,
  byPlanType: { dimension: "plan-type", values: [] },
  sustained: null,
  perDoctor: { clinics: 10, unknown: 1, rows: [{ label: "0", clinics: 9 }] },
  compliance,
  complianceCrossings: [],
  complianceTrend: months.slice(-25).map((one) => ({ month: one, ...compliance })),
  restated: nothingRestated,
  ruleFrom: month("2022-01"),
  rule: {
    title: "Krav",
    threshold: "Mindst 10.",
    months: 12,
    status: "unconfirmed",
    statusText: "Ej.",
    source: "OK22",
  },
  regions: [
    { region: "Region Nordjylland", monthly: plansOf(3), activity, compliance },
    { region: "Region Midtjylland", monthly: plansOf(1), activity, compliance },
    { region: "Region Sjælland", monthly: plansOf(2), activity, compliance },
  ],
};

describe.skipIf(!hasBrowser)("the page in a browser, opened from a file", () => {
  let reader: PageReader;
  let bytes: Uint8Array;

  beforeAll(async () => {
    const definition = await readSteeringDefinition("reports", comparisons);
    const look = await readTheme("reports");
    const [page] = await renderSteering(facts, definition, { look, formats: ["html"] });
    bytes = page!.bytes;
    reader = await startBrowser();
  });

  afterAll(() => reader.end());

  const visit = (
    options: Parameters<PageReader["visit"]>[1],
    work: (page: Page) => Promise<void>,
  ): Promise<void> => reader.visit(bytes, options, work);

  const regionsShown = (page: Page): Promise<string[]> =>
    page.locator("#regions > .scroll tbody th").allTextContents();

  test("shows the table behind a figure on one click, and hides it on the next", () =>
    visit({}, async (page) => {
      const details = page.locator("#plans-per-month details").first();
      const table = details.locator("table");
      expect(await table.isVisible()).toBe(false);
      await details.locator("summary").click();
      expect(await table.isVisible()).toBe(true);
      expect(await table.locator("tbody tr").first().textContent()).toBe("Februar 2025111122");
      await details.locator("summary").click();
      expect(await table.isVisible()).toBe(false);
    }));

  test("opens tables and definitions by keyboard alone", () =>
    visit({}, async (page) => {
      const opened = page.locator("#active-clinics details[open]");
      for (const summary of await page.locator("#active-clinics summary").all()) {
        await summary.focus();
        await page.keyboard.press("Enter");
      }
      expect(await opened.count()).toBe(2);
      expect(await opened.last().textContent()).toContain("Aktivt lægehus");
    }));

  test("sorts a table by a column, there and back, and says so to those who cannot see it", () =>
    visit({}, async (page) => {
      expect(await regionsShown(page)).toEqual([
        "Region Nordjylland",
        "Region Midtjylland",
        "Region Sjælland",
      ]);
      const head = page.locator("#regions > .scroll th", { hasText: "Forløbsplaner" });
      await head.locator("button").click();
      expect(await regionsShown(page)).toEqual([
        "Region Nordjylland",
        "Region Sjælland",
        "Region Midtjylland",
      ]);
      expect(await head.getAttribute("aria-sort")).toBe("descending");
      await head.locator("button").press("Enter");
      expect((await regionsShown(page))[0]).toBe("Region Midtjylland");
      expect(await head.getAttribute("aria-sort")).toBe("ascending");
      await page.locator("#regions > .scroll th button").first().click();
      expect((await regionsShown(page))[0]).toBe("Region Nordjylland");
      expect(await page.locator("#regions [aria-sort]").count()).toBe(1);
    }));

  test("shows one region when it is chosen, by keyboard too, and all again", () =>
    visit({}, async (page) => {
      const shown = page.locator(".panel:visible h3");
      expect(await shown.count()).toBe(3);
      await page.getByLabel("Vis måneder for").selectOption("Region Midtjylland");
      expect(await shown.allTextContents()).toEqual(["Region Midtjylland"]);
      await page.getByLabel("Vis måneder for").focus();
      await page.keyboard.press("Home");
      expect(await shown.count()).toBe(3);
    }));

  test("says everything without a script", () =>
    visit({ javaScriptEnabled: false }, async (page) => {
      expect(await page.locator(".panel:visible").count()).toBe(3);
      expect(await page.locator("th button, select").count()).toBe(0);
      await page.locator("#plans-per-month summary").first().click();
      expect(await page.locator("#plans-per-month table").isVisible()).toBe(true);
    }));

  test("prints one figure a page, the opened table with it", () =>
    visit({}, async (page) => {
      const closed = await page.pdf({ preferCSSPageSize: true });
      // A title page, each figure and the regions on a sheet each; definitions and data basis fill two more.
      const { figures } = await readSteeringDefinition("reports", comparisons);
      const sheets = 4 + figures.length;
      expect(sheetsOf(closed)).toBe(sheets);
      await page.locator("#plans-per-month summary").first().click();
      expect(sheetsOf(await page.pdf({ preferCSSPageSize: true }))).toBeGreaterThan(sheets);
    }));

  test.each(readersWindows)(
    "is accessible at %s, with everything open, and scrolls in one direction only",
    (_, options) => visit(options, expectAccessible),
  );
});
