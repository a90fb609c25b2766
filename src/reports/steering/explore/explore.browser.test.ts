import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readTheme } from "../../../render/theme.js";
import type { PageReader } from "../../../testing/browser-page.js";
import { expectAccessible, hasBrowser, sheetsOf, startBrowser } from "../../../testing/browser-page.js";
import type { DrawnChoices } from "../../../testing/drawn/drawn-choices.js";
import { drawChoices } from "../../../testing/drawn/drawn-choices.js";
import { month } from "../../../testing/workshop.js";
import { renderSteering } from "../render.js";
import { sayAgain } from "./phrases.js";

/** Names that somebody may write into a register, meant to leave their place. */
const hostile = [
  '</script><script>document.title="taken"</script>',
  `"'><img src=x onerror='document.title="taken"'>`,
  "\u202Eregionen vendt om\u202C",
  `Lægesystem ${"meget ".repeat(60)}langt${"x".repeat(120)}`,
  "__proto__",
];

async function pageOf(drawn: DrawnChoices, theme?: string): Promise<Uint8Array> {
  const look = await readTheme("reports", theme);
  const { facts, definition, explore } = drawn;
  const [page] = await renderSteering(facts, definition, { look, formats: ["html"], explore });
  return page!.bytes;
}

describe.skipIf(!hasBrowser)("what the reader of the page chooses, in a browser", () => {
  let reader: PageReader;
  let drawn: DrawnChoices;
  let bytes: Uint8Array;

  beforeAll(async () => {
    drawn = await drawChoices();
    bytes = await pageOf(drawn);
    reader = await startBrowser();
  });
  afterAll(() => reader.end());

  const visit = (work: (page: Page) => Promise<void>, of = bytes): Promise<void> =>
    reader.visit(of, {}, work);

  const names = (page: Page): Promise<string[]> => page.locator(".multiples .name").allTextContents();
  const opened = (page: Page) => page.locator(".multiples .opened");
  const hashIn = (page: Page): Promise<string> => page.evaluate("location.hash");

  test("is used by keyboard alone: figure, plan type and group, opened and closed again", () =>
    visit(async (page) => {
      const focused = (): Promise<string> =>
        page.evaluate(
          "document.activeElement.labels?.[0]?.textContent ?? document.activeElement.querySelector('.name')?.textContent ?? document.activeElement.textContent",
        );
      await page.locator(".contents a", { hasText: "Vælg tal og gruppe" }).focus();
      await page.keyboard.press("Enter");
      const reach = async (words: string): Promise<void> => {
        for (let steps = 0; steps < 40 && !(await focused()).startsWith(words); steps += 1)
          await page.keyboard.press("Tab");
        await expect.poll(() => focused()).toContain(words);
      };
      await reach("Tal");
      await page.keyboard.press("ArrowDown");
      await expect.poll(() => page.getByLabel("Tal", { exact: true }).inputValue()).toBe("new");
      await reach("Plantype");
      await page.keyboard.press("ArrowDown");
      await reach("Vis for");
      await page.keyboard.press("End");
      await page.keyboard.press("ArrowUp");
      await expect.poll(() => names(page)).toEqual(["Thisted", "Aalborg"]);
      await page.keyboard.press("Home");
      await page.keyboard.press("ArrowDown");
      await expect
        .poll(() => names(page))
        .toEqual(["Region Nordjylland", "Region Midtjylland", "Region Sjælland"]);
      await reach("Region Midtjylland");
      await page.keyboard.press("Enter");
      await opened(page).locator("table").waitFor();
      // The focus stays, and what the group shows is told aloud.
      await expect.poll(() => focused()).toBe("Region Midtjylland");
      await expect
        .poll(() => page.locator("#choices [aria-live=polite]").textContent())
        .toMatch(/^Region Midtjylland\. .*nye planer i februar 2025/);
      await reach("Luk Region Midtjylland");
      await page.keyboard.press("Enter");
      await opened(page).waitFor({ state: "detached" });
      await expect.poll(focused).toBe("Region Midtjylland");
    }));

  test("opens the table and the finding of a group, with headers on both sides", () =>
    visit(async (page) => {
      await page.locator(".multiples button", { hasText: "Region Sjælland" }).click();
      const table = opened(page).locator("table");
      await table.waitFor();
      expect(await table.locator("thead th").allTextContents()).toEqual([
        "Måned",
        "Nye planer",
        "Vedligeholdte planer",
        "Forløbsplaner",
        "Det normale",
      ]);
      const region = drawn.explore.data.groupings[1]!.groups[2]!;
      const [plans] = region.plans!;
      const [fresh, kept] = [plans!.new.at(-1)!, plans!.maintained.at(-1)!];
      const cells = await table.locator("tbody tr").first().locator("th,td").allTextContents();
      expect(cells.slice(0, 4)).toEqual(["Februar 2025", String(fresh), String(kept), String(fresh + kept)]);
      await expect.poll(() => table.locator("tbody tr").count()).toBe(36);
      const said = sayAgain(plans!.plans.said[0]!, drawn.explore.data.patterns);
      await expect.poll(() => opened(page).locator(".finding").textContent()).toBe(`${said}.`);
      // Under the row of pictures in which the group's own one stands, whatever the width.
      await page.setViewportSize({ width: 400, height: 800 });
      await page.locator(".multiples button", { hasText: "Region Nordjylland" }).click();
      await expect
        .poll(() => page.locator(".multiples > li").nth(1).textContent())
        .toContain("Luk Region Nordjylland");
    }));

  test("keeps the choice in the address: reloaded, and step by step back", () =>
    visit(async (page) => {
      await page.getByLabel("Tal", { exact: true }).selectOption("ok22");
      await page.getByLabel("Vis for").selectOption("system");
      await page.locator(".multiples button", { hasText: "LPS-B" }).click();
      await expect.poll(() => hashIn(page)).toBe("#measure=ok22&by=system&group=LPS-B");
      await page.reload();
      await expect.poll(() => names(page)).toEqual(["LPS-A", "LPS-B"]);
      await expect.poll(() => page.getByLabel("Tal", { exact: true }).inputValue()).toBe("ok22");
      await expect.poll(() => opened(page).locator("h3").textContent()).toBe("LPS-B");
      await page.goBack();
      await opened(page).waitFor({ state: "detached" });
      await page.goBack();
      await expect
        .poll(() => names(page))
        .toEqual(["Region Nordjylland", "Region Midtjylland", "Region Sjælland"]);
      await page.goForward();
      await page.goForward();
      await expect.poll(() => opened(page).locator("h3").textContent()).toBe("LPS-B");
    }));

  test.each(["#measure=__proto__", "#by=region&group=Ukendt+gruppe", "#type=constructor&by=kind"])(
    "falls back with a sentence where a link asks for what is not there: %s",
    (hash) =>
      visit(async (page) => {
        await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
        await page.locator("#choices .notice:not(:empty)").waitFor();
        await expect
          .poll(() => page.locator("#choices [role=status]").textContent())
          .toMatch(/^Siden kender ikke /);
        expect((await names(page)).length).toBeGreaterThan(0);
      }),
  );

  test("leaves the page as it is without scripts: nothing of it shows", () =>
    reader.visit(bytes, { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator("#explore").isVisible()).toBe(false);
      expect(await page.locator(".contents a", { hasText: "Vælg tal og gruppe" }).isVisible()).toBe(false);
      expect(await page.locator("#plans-per-month").isVisible()).toBe(true);
    }));

  test("prints the page as it is without it, also with a group opened", async () => {
    const { facts, definition } = drawn;
    const look = await readTheme("reports");
    const [without] = await renderSteering(facts, definition, { look, formats: ["html"] });
    let sheets = 0;
    await visit(async (page) => {
      sheets = sheetsOf(await page.pdf({ preferCSSPageSize: true }));
    }, without!.bytes);
    await visit(async (page) => {
      await page.locator(".multiples button").first().click();
      await opened(page).waitFor();
      expect(sheetsOf(await page.pdf({ preferCSSPageSize: true }))).toBe(sheets);
    });
  });

  test.each([
    ["theme.yaml", 320, "#measure=plans&by=region&group=Region+Sjælland"],
    ["theme-medcom.yaml", 1280, "#measure=ok22&by=municipality&group=Thisted"],
  ])("is accessible in %s at %d px with a group opened", async (theme, width, hash) => {
    const page = await pageOf(drawn, theme);
    await reader.visit(page, { viewport: { width, height: 800 } }, async (shown) => {
      await shown.evaluate(`location.hash = ${JSON.stringify(hash)}`);
      await opened(shown).locator("table").waitFor();
      await expectAccessible(shown);
    });
  });

  test("moves nothing for who asked for less motion", () =>
    reader.visit(bytes, { reducedMotion: "reduce" }, async (page) => {
      await expect
        .poll(() => page.evaluate("getComputedStyle(document.documentElement).scrollBehavior"))
        .toBe("auto");
    }));

  test("shows names as they are, whatever they hold, and runs none of them", async () => {
    const taken = await drawChoices({ groups: { system: hostile } });
    const page = await pageOf(taken);
    const html = new TextDecoder().decode(page);
    // The two scripts of the page's own, and its data.
    expect(html.match(/<script/g)).toHaveLength(3);
    await visit(async (shown) => {
      const title = await shown.title();
      await shown.getByLabel("Vis for").selectOption("system");
      const order = [...hostile].sort(new Intl.Collator("da-DK", { numeric: true }).compare);
      await expect.poll(async () => (await names(shown)).toSorted()).toEqual(order.toSorted());
      for (const name of hostile) {
        await shown
          .locator(".multiples button")
          .filter({ has: shown.locator(".name", { hasText: name }) })
          .click();
        await expect.poll(() => opened(shown).locator("h3").textContent()).toBe(name);
      }
      await shown.reload();
      await expect.poll(() => opened(shown).locator("h3").textContent()).toBe("__proto__");
      expect(await shown.title()).toBe(title);
      await shown.setViewportSize({ width: 360, height: 700 });
      expect(
        await shown.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"),
      ).toBe(0);
    }, page);
  });

  test.each([
    ["one clinic", { groups: { region: ["Region Nordjylland"], municipality: ["Samsø"] } }],
    ["one known month", { months: 1 }],
    ["13 months", { months: 13 }],
    ["a region without plans", { idle: ["Region Midtjylland"] }],
    ["12 plan types", { types: Array.from({ length: 12 }, (_, at) => `Type ${at + 1}`) }],
    [
      "the regions after the merger",
      { last: month("2027-02"), groups: { region: ["Region Nordjylland", "Region Østdanmark"] } },
    ],
  ])("draws every choice there is with %s", async (_, country) => {
    const choices = await drawChoices(country);
    await visit(
      async (page) => {
        const told = await page.getByLabel("Tal", { exact: true }).locator("option").allTextContents();
        expect(told.length).toBeGreaterThanOrEqual(choices.facts.basis.knownMonths.length > 12 ? 4 : 3);
        for (const place of told.keys()) {
          await page.getByLabel("Tal", { exact: true }).selectOption({ index: place });
          for (const grouping of ["country", "region", "municipality", "system", "kind"]) {
            await page.getByLabel("Vis for").selectOption(grouping);
            const pictures = page.locator(".multiples button svg");
            expect(await pictures.count()).toBe((await names(page)).length);
            expect(await pictures.first().innerHTML()).not.toMatch(/NaN|Infinity|undefined/);
          }
        }
        await page.getByLabel("Tal", { exact: true }).selectOption("plans");
        const types = await page.getByLabel("Plantype").locator("option").allTextContents();
        expect(types).toHaveLength(1 + choices.explore.data.types.length);
      },
      await pageOf(choices),
    );
  });
});
