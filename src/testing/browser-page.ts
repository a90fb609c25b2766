import { AxeBuilder } from "@axe-core/playwright";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { expect } from "vitest";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** False where there is no browser to test with; says so loudly, as a skipped test is easily overlooked. */
export const hasBrowser = existsSync(executablePath);
if (!hasBrowser) process.stderr.write(`SKIPPED: no browser at ${executablePath}; set CHROMIUM to one\n`);

type WindowOptions = NonNullable<Parameters<Browser["newContext"]>[0]>;

/** The windows in which a page is read: a small phone, an ordinary screen, and that screen with everything twice as large. */
export const readersWindows: readonly (readonly [name: string, options: WindowOptions])[] = [
  ["320 px", { viewport: { width: 320, height: 640 } }],
  ["1280 px", { viewport: { width: 1280, height: 800 } }],
  // A window of 1280 px at 200 % has room for 640 CSS pixels at twice the density.
  ["200 %", { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
];

/** A browser that opens pages from a folder of its own. */
export interface PageReader {
  /** Opens a page as a file, does something with it, and fails on any request, error or message of the page. */
  visit(page: Uint8Array, options: WindowOptions, work: (page: Page) => Promise<void>): Promise<void>;
  end(): Promise<void>;
}

/** Starts the browser. */
export async function startBrowser(): Promise<PageReader> {
  const folder = await mkdtemp(join(tmpdir(), "flp-page-"));
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  return {
    visit: async (bytes, options, work) => {
      const path = join(folder, "side.html");
      await writeFile(path, bytes);
      const address = pathToFileURL(path).href;
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const unwanted: string[] = [];
      page.on("request", (request) => {
        const isOwn = request.url() === address || request.url().startsWith("data:");
        if (!isOwn) unwanted.push(request.url());
      });
      page.on("pageerror", (error) => unwanted.push(String(error)));
      page.on("console", (message) => unwanted.push(message.text()));
      try {
        await page.goto(address);
        await work(page);
        expect(unwanted).toEqual([]);
      } finally {
        await context.close();
      }
    },
    end: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Fails where axe objects to a page with everything in it opened, or where the page scrolls sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
  const overflow = await page.evaluate(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  expect(overflow).toBe(0);
}

/** Number of sheets of a PDF. */
export function sheetsOf(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString("latin1")
      .match(/\/Type\s*\/Page[^s]/g)?.length ?? 0
  );
}
