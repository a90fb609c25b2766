import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PlanType } from "../../defs/codes/plan-types.js";
import { normalizeLabel } from "../../defs/labels.js";
import { programFolder } from "../../lib/program.js";
import { drawsFrom } from "../draws.js";
import type { Workshop } from "../workshop.js";
import { month, openWorkshop } from "../workshop.js";

/** Codes of plan types as long as those of today. */
export const typeCodes = [
  ...["KOL", "T2D", "IHS", "AST", "HJS", "LÆN", "DEP", "OST", "KRÆ", "NYR", "MIG", "GIG"],
] as const;

/** A plan type that a test has of its own. */
export function drawnPlanType(code: string): PlanType {
  return {
    code,
    name: `Plantype ${code}`,
    aliases: [],
    labels: [normalizeLabel(code)],
    validFrom: month("2010-01"),
    validTo: null,
  };
}

const sampleFiles = ["laegehuse_2025-02.csv", "planer_2022-03_2025-01.csv", "planer_2025-02.csv"];

/** A store of the bundled sample. */
export async function nationalStore(): Promise<Workshop> {
  return loadSample(await openWorkshop(), (text) => text);
}

/**
 * The same clinics, months and plans, each plan of a type drawn from twelve, and clinics in both municipalities of which the
 * sample has none: a year in which the national figures have most to say.
 */
export async function nationalStoreOfTwelveTypes(): Promise<Workshop> {
  const draw = drawsFrom(12);
  const shop = await openWorkshop({ planTypes: typeCodes.map(drawnPlanType) });
  return loadSample(shop, (text, name) => (name.startsWith("planer") ? retyped(text, draw) : spread(text)));
}

async function loadSample(shop: Workshop, change: (text: string, name: string) => string): Promise<Workshop> {
  for (const name of sampleFiles) {
    const text = await readFile(join(programFolder, "fixtures", "national", name), "utf8");
    const outcome = await shop.load(name, change(text, name), { acceptedReason: "the bundled sample" });
    if (outcome.status !== "stored") throw new Error(`${name} is ${outcome.status}`);
  }
  return shop;
}

/** Gives each plan of a row to one of four types, so that the twelve have as many plans as the three. */
function retyped(text: string, draw: () => number): string {
  const [heading, ...lines] = text.split(/\r?\n/);
  const rows = lines.flatMap((line) => {
    const [of = "", number = "", type = "", ...counts] = line.split(";");
    const first = typeCodes.findIndex((code) => code === type);
    if (first === -1) return [];
    const split = counts.map((count) => fourParts(Number(count), draw));
    return [0, 1, 2, 3].flatMap((part) => {
      const own = split.map((parts) => parts[part] ?? 0);
      return own.some((count) => count > 0)
        ? [[of, number, typeCodes[first + 3 * part], ...own].join(";")]
        : [];
    });
  });
  return [heading, ...rows, ""].join("\r\n");
}

function fourParts(count: number, draw: () => number): number[] {
  const parts = [0, 0, 0, 0];
  for (let left = count; left > 0; left -= 1) parts[Math.floor(draw() * 4)]! += 1;
  return parts;
}

/** Moves clinics into Læsø and Fanø: each the second of Aalborg's and of Varde's. */
function spread(text: string): string {
  return [
    ["Aalborg", "Læsø"],
    ["Varde", "Fanø"],
  ].reduce((rest, [from, to]) => {
    let place = 0;
    return rest.replaceAll(`;${from};`, (found) => ((place += 1) === 2 ? `;${to};` : found));
  }, text);
}
