import type { Month } from "../month.js";
import type { ShownTable, TableGroup, TableLimits } from "./disclosed-table.js";
import { discloseTable, movedWholes, renameGroups, unsafeWholes } from "./disclosed-table.js";
import { isSafe, isSafeChange, partSums, sizeOf } from "./small-counts.js";

/** A clinic that is held against the rule, by what published tables tell it apart. */
export interface EditionClinic {
  region: string;
  /** Null: not known. */
  municipality: string | null;
  /** Null: not known. */
  system: string | null;
  passes: boolean;
}

/** What a published edition is about: the clinics of a month as they were known when a load was the newest. */
export interface Edition {
  month: Month;
  asOf: number;
  /** Names of the regions in force, those without a clinic too, in the order in which they are shown. */
  regions: readonly string[];
  /** Under which name a region of another month's edition is one of these; a region that is not named here keeps its name. */
  regionNames: ReadonlyMap<string, string>;
  clinics: readonly EditionClinic[];
  /**
   * False where plans of months that the rule looks at are not known: then no municipality stands alone, so that what
   * nobody would compare with hides nothing later.
   */
  isWhole: boolean;
}

/** From how many clinics a group is shown although it moved by few since it was shown before; null: never. */
export interface AcceptedChanges {
  country: number | null;
  region: number | null;
  system: number | null;
  municipality: number | null;
}

/** What an audience may be shown of groups of clinics. */
export interface DisclosureLimits {
  /** No group of 1 to `minimum` - 1 clinics is shown or follows; 0: every group is shown. */
  minimum: number;
  acceptsChangeFrom: AcceptedChanges;
}

/** The tables of one edition as they may be shown. */
export interface ShownEdition {
  month: Month;
  asOf: number;
  /** The whole country: clinics that pass, and the others. */
  country: readonly number[];
  /** Null: the country itself may not be shown, and then nothing may. */
  tables: { regions: ShownTable; systems: ShownTable; municipalities: ShownTable } | null;
}

/** How the name of a municipality is told from one of the same name in another region. */
const separator = "\n";

/** The name under which a municipality's group stands in its table. */
export function municipalityKey(region: string, municipality: string | null): string {
  return `${region}${separator}${municipality ?? ""}`;
}

/** The region and the municipality of such a name; an empty municipality is not known. */
export function splitMunicipalityKey(key: string): { region: string; municipality: string | null } {
  const [region = "", municipality = ""] = key.split(separator);
  return { region, municipality: municipality === "" ? null : municipality };
}

/**
 * The editions as they may be shown, each by what those before it in the list showed. The one secondary suppression: the
 * country, its regions and systems, and the municipalities within what is shown of the regions are decided together, and
 * every report takes its groups from here.
 */
export function discloseEditions(editions: readonly Edition[], limits: DisclosureLimits): ShownEdition[] {
  const shown: ShownEdition[] = [];
  for (const edition of editions) shown.push(discloseEdition(edition, shown, limits));
  return shown;
}

function discloseEdition(
  edition: Edition,
  before: readonly ShownEdition[],
  limits: DisclosureLimits,
): ShownEdition {
  const { month, asOf, clinics } = edition;
  const { minimum, acceptsChangeFrom: accepts } = limits;
  const country = partsOf(clinics);
  const earlier = before.filter(({ tables }) => tables !== null);
  const isShown =
    isSafe(country, minimum) &&
    earlier.every(
      ({ country: then }) =>
        isSafeChange(country, then, minimum) || isLarge([country, then], accepts.country),
    );
  const hidden = { month, asOf, country, tables: null };
  if (!isShown) return hidden;
  const systemsBefore = tablesOf(earlier, "systems");
  const systems = discloseTable(
    groupsBy(clinics, ({ system }) => ({ name: system ?? "", within: "" })),
    systemsBefore,
    changesFrom(accepts.system, minimum),
  );
  const isTold =
    unsafeWholes(systems, minimum).length === 0 && !isMovedCountry(systems, systemsBefore, limits);
  const areas = discloseAreas(edition, earlier, limits);
  if (areas === null || !isTold) return hidden;
  return { month, asOf, country, tables: { systems, ...areas } };
}

function tablesOf(
  editions: readonly ShownEdition[],
  name: keyof NonNullable<ShownEdition["tables"]>,
  groupNow: (group: string) => string = (group) => group,
): ShownTable[] {
  return editions.flatMap(({ tables }) => (tables === null ? [] : [renameGroups(tables[name], groupNow)]));
}

/**
 * Regions and the municipalities within what is shown of them; null where they would follow from the country. A region that
 * its municipalities would follow from does not stand alone, and what does not stand alone changes the rest.
 */
function discloseAreas(
  edition: Edition,
  earlier: readonly ShownEdition[],
  limits: DisclosureLimits,
): Pick<NonNullable<ShownEdition["tables"]>, "regions" | "municipalities"> | null {
  const { minimum, acceptsChangeFrom: accepts } = limits;
  const nameNow = (region: string): string => edition.regionNames.get(region) ?? region;
  const municipalitiesBefore = tablesOf(earlier, "municipalities", (key) => {
    const { region, municipality } = splitMunicipalityKey(key);
    return municipalityKey(nameNow(region), municipality);
  });
  const ofMunicipalities = {
    ...changesFrom(accepts.region, minimum),
    acceptsChangeFrom: accepts.municipality,
  };
  const regionsBefore = tablesOf(earlier, "regions", nameNow);
  const together = new Set<string>();
  for (;;) {
    const regions = discloseTable(
      regionGroups(edition),
      regionsBefore,
      changesFrom(accepts.region, minimum),
      ({ name }) => together.has(name),
    );
    // What a region's shown municipalities leave of it follows from its row, so they are laid together within that row.
    const rowOf = new Map(
      regions.blocks.flatMap((row) => row.map((region) => [region, row.join(separator)])),
    );
    const municipalities = discloseTable(
      municipalityGroups(edition, rowOf),
      municipalitiesBefore,
      ofMunicipalities,
      () => !edition.isWhole,
    );
    // A region of one municipality is that municipality again.
    const moved = isOneRow(regions)
      ? []
      : movedWholes(municipalities, municipalitiesBefore, ofMunicipalities);
    const unsafe = [...unsafeWholes(municipalities, minimum), ...moved].flatMap((row) =>
      row.split(separator),
    );
    const fresh = unsafe.filter((region) => !together.has(region));
    if (fresh.length === 0) {
      const isTold =
        unsafe.length === 0 &&
        unsafeWholes(regions, minimum).length === 0 &&
        !isMovedCountry(regions, regionsBefore, limits) &&
        !isMovedCountry(municipalities, municipalitiesBefore, limits);
      return isTold ? { regions, municipalities } : null;
    }
    for (const region of fresh) together.add(region);
  }
}

function regionGroups({ regions, clinics }: Edition): TableGroup[] {
  return regions.map((region) => ({
    name: region,
    within: "",
    parts: partsOf(clinics.filter((clinic) => clinic.region === region)),
  }));
}

/** `rowOf`: the row in which each region is shown. */
function municipalityGroups({ regions, clinics }: Edition, rowOf: ReadonlyMap<string, string>): TableGroup[] {
  const inOrder = [...clinics].sort(
    (left, right) => regions.indexOf(left.region) - regions.indexOf(right.region),
  );
  return groupsBy(inOrder, ({ region, municipality }) => ({
    name: municipalityKey(region, municipality),
    within: rowOf.get(region) ?? region,
  }));
}

/**
 * True where all clinics of a table are in one row, which is the country again, and moved by too little since groups that it
 * is made of were shown: where all clinics of the other regions closed, the country is the one region that is left.
 */
function isMovedCountry(
  table: ShownTable,
  before: readonly ShownTable[],
  { minimum, acceptsChangeFrom: { country } }: DisclosureLimits,
): boolean {
  return isOneRow(table) && movedWholes(table, before, changesFrom(country, minimum)).length > 0;
}

function isOneRow({ groups, blocks }: ShownTable): boolean {
  return blocks.filter((row) => row.some((name) => sizeOf(groups.get(name)?.parts ?? []) > 0)).length < 2;
}

function changesFrom(from: number | null, minimum: number): TableLimits {
  return { minimum, acceptsChangeFrom: from, acceptsRestChangeFrom: from };
}

function isLarge(counts: readonly (readonly number[])[], from: number | null): boolean {
  return from !== null && counts.every((parts) => sizeOf(parts) >= from);
}

function partsOf(clinics: readonly EditionClinic[]): number[] {
  const pass = clinics.filter(({ passes }) => passes).length;
  return [pass, clinics.length - pass];
}

function groupsBy(
  clinics: readonly EditionClinic[],
  placeOf: (clinic: EditionClinic) => Pick<TableGroup, "name" | "within">,
): TableGroup[] {
  const groups = new Map<string, TableGroup>();
  for (const clinic of clinics) {
    const place = placeOf(clinic);
    const known = groups.get(place.name) ?? { ...place, parts: [0, 0] };
    groups.set(place.name, { ...known, parts: partSums([known, { name: "", parts: partsOf([clinic]) }]) });
  }
  return [...groups.values()];
}
