import { afterAll, beforeAll, expect, test } from "vitest";
import JSZip from "jszip";
import { programFolder } from "../../../lib/program.js";
import { resolveQuestion } from "../../../question/question.js";
import type { ClinicLine, Workshop } from "../../../testing/workshop.js";
import { clinicsCsv, countsCsv, openWorkshop } from "../../../testing/workshop.js";
import { addMonths, monthsBetween } from "../../../domain/month.js";
import { month } from "../../../testing/workshop.js";
import { publishedFor } from "../../disclosure/disclose-for.js";
import { makeReport, readFigures } from "../../index.js";

const newest = month("2025-02");
const systems = ["Alfa", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"];

/** Six systems of 40 clinics, of which 36 meet the requirement, but 12 of the last one; and one system of 4 clinics. */
const register = [
  ...systems.flatMap((system) => Array(40).fill(system) as string[]),
  ...(Array(4).fill("Lille") as string[]),
].map((system, at): ClinicLine & { system: string } => ({
  ydernummer: String(1000 + at),
  doctors: "1",
  system,
}));

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
  const accepted = { acceptedReason: "drawn in a test" };
  await shop.load("laegehuse_2025-02.csv", clinicsCsv(register), accepted);
  const lines = monthsBetween(addMonths(newest, -11), newest).flatMap((one) =>
    register.map(({ ydernummer, system }, at): [string, string, string, number, number] => {
      const place = at % 40;
      const meets = system === "Zeta" ? place < 12 : place < 36;
      return [one, ydernummer, "KOL", meets ? 1 : 0, 1];
    }),
  );
  await shop.load("planer.csv", countsCsv(lines), accepted);
});
afterAll(() => shop.end());

async function slides(audience: "internal" | "public"): Promise<string[]> {
  const question = await resolveQuestion(shop, { audience });
  const forms = ["pptx"] as const;
  const figures = await readFigures("steering", question, forms);
  const published = await publishedFor(question, programFolder, figures.basis);
  const input = { question, figures, shownBefore: null, forms, home: programFolder, published };
  const [deck] = await makeReport("steering", input);
  const zip = await JSZip.loadAsync(deck!.bytes);
  return Promise.all(
    Object.keys(zip.files)
      .filter((name) => /^ppt\/(slides|charts)\/[^/]+\.xml$/.test(name))
      .map(async (name) => (await zip.file(name)!.async("string")).replaceAll("\u00a0", " ")),
  );
}

test("a system that differs is named on its slide and at its point, and one of four clinics is not shown", async () => {
  const parts = await slides("internal");
  const slide = parts.find((xml) => xml.includes("pr. lægesystem, februar 2025") && xml.includes("<p:sld "))!;
  // 5 x 36 + 12 + 4 = 196 of 244 are 80,3 %; Zeta has 12 of 40, 30,0 %.
  expect(slide).toContain(
    "<a:t>Zeta ligger 50,3 procentpoint under landet (80,3 %): mere, end tilfældet kan forklare</a:t>",
  );
  expect(slide).toContain("Grupper med færre end 5 klinikker vises ikke: 1.");
  const chart = parts.find((xml) => xml.includes("<c:scatterChart>") && xml.includes("Zeta"))!;
  expect(chart).toContain("<a:t>Zeta 30,0 %</a:t>");
  expect(chart).not.toContain("Lille");
});

test("too few groups make no slide, and the public edition has none of single groups", async () => {
  // all clinics lie in one municipality
  expect((await slides("internal")).join()).not.toContain("pr. kommune, februar 2025");
  expect((await slides("public")).join()).not.toContain("<c:scatterChart>");
});
