import { comparisons } from "../../testing/comparisons.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClinicCompliance } from "../../domain/shapes/figures.js";
import { addMonths, monthsBetween } from "../../domain/month.js";
import type { PageReader } from "../../testing/browser-page.js";
import {
  expectAccessible,
  hasBrowser,
  readersWindows,
  sheetsOf,
  startBrowser,
} from "../../testing/browser-page.js";
import { plainFollowUp } from "../../testing/drawn/drawn-clinic.js";
import {
  countsOf,
  disclosedTo,
  shippedOk22,
  shippedOk22Look,
  shippedPolicy,
} from "../../testing/drawn/drawn-ok22.js";
import { nothingRestated } from "../../testing/drawn/nothing-restated.js";
import { month } from "../../testing/workshop.js";
import type { Ok22Facts } from "./facts.js";
import { renderOk22 } from "./compose.js";
import { readDisclosureTexts } from "../disclosure/texts.js";

const newest = month("2025-02");
const audiences = ["internal", "public"] as const;
type Audience = (typeof audiences)[number];

/** 60 clinics of two regions and three municipalities, 40 of which meet the rule. */
const clinics = Array.from({ length: 60 }, (_, index): ClinicCompliance => {
  const isPass = index < 40;
  return {
    ...plainFollowUp,
    ydernummer: String(700_001 + index),
    opened: "2001-01-01",
    name: `Lægehuset ved Åen ${index}`,
    region: index % 2 === 0 ? "Region Nordjylland" : "Region Syddanmark",
    municipality: ["Vesthimmerlands", "Faaborg-Midtfyn", "Ærø"][index % 3]!,
    kind: "PLO-klinik",
    system: index % 4 === 0 ? "LPS-A" : "LPS-B",
    doctors: 1,
    newPlans: isPass ? 10 : 3,
    required: 10,
    missing: isPass ? 0 : 7,
    outcome: isPass ? "pass" : "fail",
    isNew: index % 5 === 0,
  };
});

const rule = (threshold: number): Ok22Facts["rule"] => ({
  title: "OK22 – nye forløbsplaner pr. læge",
  threshold: `Mindst ${threshold} nye planer pr. læge i de seneste 12 måneder, alle plantyper tilsammen.`,
  months: 12,
  status: "unconfirmed",
  statusText: "Kravet er ikke bekræftet.",
  source: "Overenskomst om almen praksis 2022 (OK22)",
});

/** A report with everything on it: a change of rules, a restated month, clinics that crossed the line both ways. */
const facts: Ok22Facts = {
  ...countsOf(clinics),
  basis: {
    month: newest,
    asOf: 2,
    date: "2025-03-05",
    registerMonth: newest,
    knownMonths: monthsBetween(addMonths(newest, -35), newest),
    incompleteMonths: [newest],
    isRegisterIncomplete: true,
    loads: [
      {
        load: 1,
        loadedAt: "2025-03-04T12:00:00Z",
        file: "planer_med_et_langt_navn_uden_mellemrum_2022-03_2025-02.csv",
        sha256: "0".repeat(64),
        kind: "plan-counts",
        months: monthsBetween(addMonths(newest, -35), newest),
        acceptedReason: "Leverandøren har bekræftet faldet i august.",
        rejectedRows: 1,
      },
    ],
    synthetic: true,
  },
  trend: monthsBetween(addMonths(newest, -24), newest).map((one) => ({
    month: one,
    clinics: 60,
    pass: 40,
    fail: 20,
    unknown: 0,
    share: 40 / 60,
  })),
  rule: rule(10),
  trendRules: [
    { from: addMonths(newest, -24), rule: rule(8) },
    { from: addMonths(newest, -5), rule: rule(10) },
  ],
  previous: {
    month: addMonths(newest, -1),
    clinics: clinics.map((clinic, index) => ({
      ...clinic,
      outcome: index >= 10 && index < 50 ? "pass" : "fail",
    })),
  },
  answers: [],
  outside: [
    { reason: "closed", kind: null, clinics: 30 },
    { reason: "excluded-kind", kind: "Regionsklinik", clinics: 6 },
  ],
  restated: [],
  restatedSince: nothingRestated,
  comparisons,
  goals: [],
  silentRegions: [],
  levelChanges: [],
  crossings: [],
  sustained: null,
  newMonths: 12,
};

describe.skipIf(!hasBrowser)("the OK22 page in a browser, opened from a file", () => {
  let reader: PageReader;
  const pages = new Map<Audience, Uint8Array>();

  beforeAll(async () => {
    const [definition, look] = [await shippedOk22(), await shippedOk22Look()];
    const texts = await readDisclosureTexts("reports");
    for (const audience of audiences) {
      const policy = await shippedPolicy(audience);
      const [page] = await renderOk22(disclosedTo({ policy, texts }, facts), definition, {
        look,
        policy,
        formats: ["html"],
      });
      pages.set(audience, page!.bytes);
    }
    reader = await startBrowser();
  });

  afterAll(() => reader.end());

  const editions = audiences.flatMap((audience) =>
    readersWindows.map(([name, options]) => [audience, name, options] as const),
  );

  test.each(editions)(
    "the %s edition is accessible at %s, with everything open, and scrolls in one direction only",
    (audience, _, options) => reader.visit(pages.get(audience)!, options, expectAccessible),
  );

  test.each(audiences)("the %s edition states its finding on the first screen", (audience) =>
    reader.visit(pages.get(audience)!, { viewport: { width: 1280, height: 800 } }, async (page) => {
      const finding = page.locator("#result .finding");
      expect((await finding.textContent())?.replaceAll("\u00A0", " ")).toBe(
        "66,7 % af klinikkerne opfylder OK22-kravet: 40 af 60 i februar 2025.",
      );
      const box = await finding.boundingBox();
      expect(box!.y + box!.height).toBeLessThan(800);
    }),
  );

  test("breaks long names on a wide screen instead of hiding a column at the side", () =>
    reader.visit(pages.get("internal")!, { viewport: { width: 1280, height: 800 } }, async (page) => {
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      const cut = await page.evaluate(
        "[...document.querySelectorAll('.scroll')].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.ariaLabel)",
      );
      expect(cut).toEqual([]);
    }));

  test("prints a section's table whole, and the opened ones with it", () =>
    reader.visit(pages.get("internal")!, {}, async (page) => {
      const closed = sheetsOf(await page.pdf({ preferCSSPageSize: true }));
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      expect(sheetsOf(await page.pdf({ preferCSSPageSize: true }))).toBeGreaterThan(closed);
      await page.emulateMedia({ media: "print" });
      const breaks = await page.evaluate(
        "[...new Set([...document.querySelectorAll('.scroll, .copyable')].map((one) => getComputedStyle(one).breakInside))]",
      );
      expect(breaks).toEqual(["avoid"]);
    }));
});
