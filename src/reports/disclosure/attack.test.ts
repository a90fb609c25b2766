import { beforeAll, describe, expect, test } from "vitest";
import { drawsFrom } from "../../testing/draws.js";
import type { AudiencePolicy } from "../../defs/limits/policies.js";
import type { Edition, EditionClinic } from "../../domain/disclosure/edition.js";
import { addMonths, parseMonth } from "../../domain/month.js";
import { shippedPolicy } from "../../testing/drawn/drawn-ok22.js";
import type { PublicClinic, ToldMonth, ToldRow } from "../../testing/public-attack.js";
import { pinnedBetween, pinnedInMonth } from "../../testing/public-attack.js";
import type { DisclosedGroup, Disclosure } from "./disclosure.js";
import { disclose } from "./disclosure.js";
import type { DisclosureTexts } from "./texts.js";
import { readDisclosureTexts } from "./texts.js";

let policy: AudiencePolicy;
let texts: DisclosureTexts;
beforeAll(async () => {
  policy = await shippedPolicy("public");
  texts = await readDisclosureTexts("reports");
});

/** A clinic of a drawn world: new plans per doctor (null: doctors unknown) and whether a takeover brings it over the line. */
interface DrawnClinic extends PublicClinic {
  perDoctor: number | null;
  tookOver: boolean;
}

const first = parseMonth("2024-09")!;
const bounds = [0, 0.1, 5, 10, 15, 20, 30, 40];
const labels = ["0", "<5", "5–9", "10–14", "15–19", "20–29", "30–39", "≥40"];

/** A world of one to five regions and 15 to 500 clinics that changes from month to month: clinics open, close, cross the line. */
function drawWorld(seed: number): DrawnClinic[][] {
  const random = drawsFrom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const regions = 1 + below(5);
  const towns = 2 + below(14);
  // In every second world the first region is one single town; in every third the last one loses all its clinics.
  const [hasTown, closing] = [seed % 2 === 0, seed % 3 === 0 ? 1 + below(5) : 9];
  const drawn = (): DrawnClinic => {
    const region = below(regions) + 1;
    return {
      region: `Region ${region}`,
      municipality: `By ${hasTown && region === 1 ? 1 : Math.floor(random() ** 2 * towns) + 1}`,
      system: `LPS-${Math.floor(random() ** 1.5 * 6) + 1}`,
      perDoctor: random() < 0.02 ? null : Math.floor(random() ** 1.5 * 60),
      tookOver: random() < 0.02,
    };
  };
  const churn = random() * 0.05;
  let clinics = Array.from({ length: 15 + Math.floor(random() ** 2 * 485) }, drawn);
  return Array.from({ length: 6 }, (_, place) => {
    if (place >= closing) clinics = clinics.filter(({ region }) => region !== `Region ${regions}`);
    const now = clinics;
    clinics = [
      ...clinics
        .filter(() => random() > churn / 4)
        .map((clinic) => (random() < churn ? { ...clinic, perDoctor: Math.floor(random() * 60) } : clinic)),
      ...Array.from({ length: Math.floor(random() * churn * clinics.length * 0.5) }, drawn),
    ];
    return now;
  });
}

const passes = ({ perDoctor, tookOver }: DrawnClinic): boolean =>
  perDoctor !== null && (perDoctor >= 10 || tookOver);

function editionOf(clinics: readonly DrawnClinic[], place: number): Edition {
  return {
    month: addMonths(first, place),
    asOf: 1,
    regions: [...new Set(clinics.map(({ region }) => region))].sort(),
    regionNames: new Map(),
    isWhole: true,
    clinics: clinics.map((clinic): EditionClinic => ({ ...clinic, passes: passes(clinic) })),
  };
}

function disclosed(world: readonly DrawnClinic[][], place: number): Disclosure {
  const clinics = world[place]!;
  const edition = editionOf(clinics, place);
  const pass = clinics.filter(passes).length;
  const unknown = clinics.filter(({ perDoctor }) => perDoctor === null).length;
  const binOf = (perDoctor: number): number => bounds.findLastIndex((bound) => perDoctor >= bound);
  return disclose(
    { policy, texts },
    { edition, before: world.slice(0, place).map(editionOf), makers: [] },
    {
      compliance: {
        clinics: clinics.length,
        pass,
        fail: clinics.length - pass - unknown,
        unknown,
        share: pass / clinics.length,
      },
      complianceTrend: [],
      plansPerDoctor: {
        clinics: clinics.length,
        unknown,
        rows: labels.map((label, bin) => ({
          label,
          clinics: clinics.filter(({ perDoctor }) => perDoctor !== null && binOf(perDoctor) === bin).length,
        })),
      },
      activeClinics: [],
      sustained: null,
    },
  );
}

function toldBy(
  { country, regions, systems, municipalities, distribution }: Disclosure,
  month: string,
): ToldMonth {
  const rows = (groups: readonly DisclosedGroup[]): ToldRow[] =>
    groups.map(({ name, kind, parent, count }) => ({
      name: kind === "rest" ? null : name,
      within: parent,
      pass: count.pass,
      notPass: count.notPass,
    }));
  return {
    month,
    country,
    regions: rows(regions),
    systems: rows(systems),
    municipalities: rows(municipalities),
    bins: (distribution?.rows ?? []).map(({ label, clinics }) => {
      const [from = "", to = from] = label.replace(" eller ukendt", "").split(" til ");
      return {
        from: bounds[labels.indexOf(from)]!,
        to: bounds[labels.indexOf(to)]!,
        withUnknown: label.endsWith(" eller ukendt"),
        clinics,
      };
    }),
    apart: distribution?.unknown ?? 0,
    activity: [],
  };
}

/** All 300 take some minutes: FLP_SLOW asks for them. */
const worlds = process.env["FLP_SLOW"] === undefined ? 25 : 300;

describe("worlds of six months, attacked with whole numbers", () => {
  test("no month, and no two months, tell a group of 1 to 4 clinics", { timeout: 900_000 }, () => {
    const found: string[] = [];
    const shown = { groups: 0, worlds: 0 };
    for (let seed = 1; seed <= worlds; seed += 1) {
      const world = drawWorld(seed);
      const told = world.map((_, place) => toldBy(disclosed(world, place), addMonths(first, place)));
      for (const [place, one] of told.entries()) {
        found.push(
          ...pinnedInMonth(one, world[place]!, { knowsSizes: true }).map(
            (words) => `world ${seed}, ${words}`,
          ),
        );
        const register = [...world[place]!, ...world.flat()];
        for (const earlier of told.slice(0, place))
          found.push(...pinnedBetween([earlier, one], register).map((words) => `world ${seed}, ${words}`));
        shown.groups += [...one.regions, ...one.systems, ...one.municipalities].filter(
          ({ name }) => name !== null,
        ).length;
      }
      shown.worlds += 1;
    }
    process.stdout.write(
      `${shown.worlds} worlds, ${shown.groups} groups shown by themselves, ${found.length} told\n`,
    );
    expect(shown.groups).toBeGreaterThan(10 * worlds);
    expect(found).toEqual([]);
  });
});
