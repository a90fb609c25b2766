import { readRegionsTexts } from "./report-file.js";
import type { Region } from "../../defs/codes/regions.js";
import { regionInForce, resolveRegion } from "../../defs/codes/regions.js";
import { readPublishedTexts } from "../shared/workbook/published-texts.js";
import { readTheme } from "../../render/theme.js";
import type { MonthCompliance } from "../../domain/shapes/figures.js";
import { exitCode, FlpError } from "../../lib/errors.js";
import { workbookColours } from "../shared/workbook/look.js";
import { stateRule } from "../shared/rule.js";
import type { FollowUpFacts, RegionNote, WrittenElsewhere } from "./facts.js";
import { renderRegions } from "./compose.js";
import { clinicKey } from "../../metrics/follow-up/carried-forward.js";
import type { Artefact } from "../shared/artefact.js";
import { regionsWithoutPlans } from "../shared/figures/silent-regions.js";
import type { ComplianceFigures } from "../shared/figures/month-figures.js";
import type { ReportInput } from "../shared/input.js";
import { stateTrendRules } from "../shared/trend-rules.js";

/** One workbook for each region that exists in the report month, each given its own clinics and nothing else. */
export async function makeRegions(
  input: ReportInput<ComplianceFigures>,
  reportsFolder: string,
): Promise<Artefact[]> {
  const { figures, question } = input;
  const { definitions } = question;
  requireKnownChoices(input);
  const texts = await readRegionsTexts(reportsFolder);
  const theme = await readTheme(reportsFolder, question.theme);
  const rules = {
    rule: stateRule(figures.rule, texts.terms),
    trendRules: stateTrendRules(figures, texts.terms),
  };
  const reports = definitions.regions
    .filter((region) => regionInForce(region, figures.basis.month))
    .map((region) => ({
      region: { id: region.id, code: region.code, name: region.name },
      facts: { ...factsOf(region, figures, definitions.regions), ...rules },
    }));
  const words = {
    texts,
    choices: definitions.followUp,
    segments: definitions.segments,
    maxRemarkCharacters: definitions.gates.file.maxCellCharacters.value,
    regionNames: new Map(definitions.regions.map(({ id, name }) => [id, name])),
  };
  return renderRegions(reports, words, {
    sender: theme.sender,
    colours: workbookColours(theme.style.colors),
    ...(input.isAccessible ? { published: await readPublishedTexts(reportsFolder) } : {}),
  });
}

function factsOf(
  region: Region,
  figures: ComplianceFigures,
  regions: readonly Region[],
): Omit<FollowUpFacts, "rule" | "trendRules"> {
  const counted = figures.complianceByRegion.values.find(({ value }) => value === region.name);
  const clinics = figures.clinicsInMonths.filter((clinic) => clinic.region === region.name);
  const own = new Set(clinics.map(clinicKey));
  return {
    basis: figures.basis,
    count: counted?.row ?? { clinics: 0, pass: 0, fail: 0, unknown: 0, share: null },
    isSilent: regionsWithoutPlans(clinics).length > 0,
    clinics,
    trend: trendOf(region, figures, regions),
    notes: figures.followUp.notes.filter((note) => own.has(clinicKey(note))),
    adrift: adriftOf(region, figures, regions),
    writtenElsewhere: writtenElsewhereOf(region, figures),
    answer: figures.answers.find((answer) => answer.region === region.name) ?? null,
    borderTakeovers: new Set(
      clinics.map(clinicKey).filter((key) => figures.followUp.borderTakeovers.has(key)),
    ),
  };
}

/** What a region, or one that became a part of it, wrote about clinics that have no row any more. */
function adriftOf(
  region: Region,
  { adrift, basis }: ComplianceFigures,
  regions: readonly Region[],
): RegionNote[] {
  return adrift.flatMap(({ region: writer, reason, ...note }) =>
    reason !== null && resolveRegion(regions, writer, basis.month).id === region.id
      ? [{ ...note, reason }]
      : [],
  );
}

/** Of which of a region's clinics others have written. Names no clinic of another region, and gives no text. */
function writtenElsewhereOf(
  region: Region,
  { adrift, clinicsInMonths }: ComplianceFigures,
): WrittenElsewhere[] {
  const own = new Map(
    clinicsInMonths
      .filter((clinic) => clinic.region === region.name)
      .map((clinic) => [clinicKey(clinic), clinic]),
  );
  const found = new Map<string, WrittenElsewhere>();
  for (const { region: writer, month, reason, now } of adrift) {
    for (const one of now) {
      const clinic = own.get(clinicKey(one));
      if (clinic === undefined) continue;
      const { ydernummer, opened, name } = clinic;
      const isItself = reason === "other-region";
      const key = [ydernummer, opened, writer.id, month, isItself].join(" ");
      found.set(key, { ydernummer, opened, name, by: writer.name, month, isItself });
    }
  }
  return [...found.values()];
}

/** The months of a region and, before it began, of those that became part of it, added up. */
function trendOf(region: Region, figures: ComplianceFigures, regions: readonly Region[]): MonthCompliance[] {
  const names = new Set(
    regions
      .filter((other) => resolveRegion(regions, other, figures.basis.month).id === region.id)
      .map(({ name }) => name),
  );
  const months = new Map<string, MonthCompliance>();
  for (const { region: name, row } of figures.complianceTrendByRegion) {
    if (!names.has(name)) continue;
    const before = months.get(row.month);
    const sum = (part: "clinics" | "pass" | "fail" | "unknown"): number => row[part] + (before?.[part] ?? 0);
    const [clinics, pass] = [sum("clinics"), sum("pass")];
    const share = clinics === 0 ? null : pass / clinics;
    months.set(row.month, {
      month: row.month,
      clinics,
      pass,
      fail: sum("fail"),
      unknown: sum("unknown"),
      share,
    });
  }
  return [...months.values()].sort((left, right) => (left.month < right.month ? -1 : 1));
}

function requireKnownChoices({ figures, question }: ReportInput<ComplianceFigures>): void {
  const known = new Set(question.definitions.followUp.map(({ id }) => id));
  const missing = [...figures.followUp.notes, ...figures.adrift]
    .filter(({ field, value }) => field === "follow-up" && !known.has(value))
    .map(({ value }) => value);
  if (missing.length === 0) return;
  throw new FlpError(
    exitCode.definition,
    `the database holds a choice that follow-up.yaml does not define: ${[...new Set(missing)].join(", ")}`,
    { place: "follow-up.yaml", remedy: "add it again; ids of choices are kept for ever" },
  );
}
