import type { SegmentSettings } from "../../defs/agreement/segments.js";
import { hideSmall } from "../../domain/disclosure/small-counts.js";
import { capitalized } from "../../domain/danish.js";
import type { ComplianceCount } from "../../domain/shapes/figures.js";
import type { SegmentId } from "../../domain/shapes/segment.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import { regionFinding, segmentFinding } from "../findings/group-findings.js";
import type { DeckSettings } from "./deck-texts.js";
import type { AdoptionFacts, SteeringFacts } from "./facts.js";
import type { SteeringDefinition } from "./report-file.js";

/** A region, or the whole country, with its clinics by outcome; null: too few to be shown. */
export interface ShownRegion {
  name: string;
  row: ComplianceCount | null;
}

/** What is shown of regions side by side. */
export interface ShownRegions {
  /** From north to south, as regions are known (an order by share would say that it tells them apart); the country last. */
  rows: ShownRegion[];
  finding: string | null;
}

/** The figures of the whole country and of its regions. */
type RegionalFacts = SteeringFacts & Pick<AdoptionFacts, "complianceByRegion">;

/** What the parts about groups of clinics are composed from. */
export interface GroupContext {
  facts: AdoptionFacts;
  definition: SteeringDefinition;
  settings: Pick<DeckSettings, "smallest_group">;
  segments: SegmentSettings;
}

/** Compliance by region beside the whole country; null where no region has clinics enough to be shown. */
export function shownRegions({
  facts,
  definition,
  settings,
}: Pick<GroupContext, "definition" | "settings"> & { facts: RegionalFacts }): ShownRegions | null {
  const { values } = facts.complianceByRegion;
  const shown = hideSmall(
    values.map(({ row }) => row.clinics),
    settings.smallest_group,
  );
  const regions = values.map(({ value, row }, index) => ({
    name: value,
    row: shown[index] === null ? null : row,
  }));
  const counted = regions.map(({ name, row }) => ({
    name,
    count: row === null || row.share === null ? null : row,
  }));
  if (counted.every(({ count }) => count === null)) return null;
  const restRegion = facts.guarded?.restRegion ?? null;
  const { noPlans } = definition.terms;
  const named = regions.map((region) =>
    facts.silentRegions?.includes(region.name) === true
      ? { ...region, name: fillSentence(noPlans.name, { region: region.name }) }
      : region,
  );
  return {
    rows: [...named, { name: definition.texts.deck.regions.nation, row: facts.compliance }],
    finding: regionFinding(
      { regions: counted.filter(({ name }) => name !== restRegion), nation: facts.compliance },
      { texts: definition.findings.regions, settings: definition.comparisons.groups },
    ),
  };
}

/** Clinics by what is done next about them. */
export interface ShownSegments {
  /** What each group is called, the new clinics last, and how many it has; null: too few to be shown. */
  names: string[];
  counts: (number | null)[];
  finding: string | null;
}

const followedUp = ["not-started", "stalled", "near", "below"] as const satisfies SegmentId[];

/** Clinics that do not meet the requirement, by what a region does next about them, and the new ones; null without clinics. */
export function shownSegments(context: GroupContext): ShownSegments | null {
  const { facts, definition, segments, settings } = context;
  if (facts.clinics.length === 0) return null;
  const { smallest_group: smallest } = settings;
  const counts = followedUp.map((id) => facts.clinics.filter(({ segment }) => segment === id).length);
  const newClinics = facts.clinics.filter(({ isNew }) => isNew).length;
  const [few] = hideSmall([newClinics], smallest);
  const shown = hideSmall(counts, smallest);
  return {
    names: [
      ...followedUp.map((id) => segments.segments.find((segment) => segment.id === id)?.name ?? id),
      segments.flags.find(({ id }) => id === "new")?.name ?? "",
    ].map(capitalized),
    counts: [...shown, few ?? null],
    finding: segmentFinding(
      {
        "not-started": shown[0] ?? null,
        stalled: shown[1] ?? null,
        near: shown[2] ?? null,
        below: shown[3] ?? null,
      },
      facts.compliance,
      definition.findings.segments,
    ),
  };
}
