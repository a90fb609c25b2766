import { basename } from "node:path";
import { readMetricTexts } from "../../metrics/texts.js";
import type { Ok22Terms } from "../shared/terms.js";
import { readOk22Terms } from "../shared/terms.js";
import { readPolicies } from "../../defs/policies.js";
import { discloseFor } from "../disclosure/disclose-for.js";
import { guardDeck, guardReport } from "./guard.js";
import type { RevisionTexts } from "../shared/restated/texts.js";
import { readRevisionTexts } from "../shared/restated/texts.js";
import type { SteeringDefinition } from "./report-file.js";
import { readSteeringDefinition } from "./report-file.js";
import type { DeckTheme, Theme } from "../../render/theme.js";
import { readTheme } from "../../render/theme.js";
import { readBytes } from "../../lib/files.js";
import type { DeckLook } from "../../office/deck/content.js";
import { composeDeck } from "./deck/compose.js";
import type { DeckFacts } from "./deck/compose.js";
import { workbookColours } from "../shared/workbook/look.js";
import type { Risk } from "../shared/risk-file.js";
import { readRisk } from "../shared/risk-file.js";
import { targetFindings } from "../findings/target-findings.js";
import { stateRule } from "../shared/rule.js";
import { tellRestatements } from "../shared/restated/notes.js";
import type { SteeringFormat } from "./render.js";
import { renderSteering } from "./render.js";
import { composeSteering } from "./figures/index.js";
import type { Artefact } from "../shared/artefact.js";
import type { SteeringFacts } from "./facts.js";
import type { SteeringFigures } from "./read.js";
import { wantsDeck } from "./read.js";
import type { ReportInput } from "../shared/input.js";
import { complianceByMonth } from "../shared/input.js";

const known: readonly string[] = ["html", "svg", "png", "csv"] satisfies SteeringFormat[];

const noClinics = { clinics: 0, pass: 0, fail: 0, unknown: 0, share: null };

type SteeringInput = ReportInput<SteeringFigures>;

/** The steering group's report: a page, each figure as SVG, PNG and CSV, and the deck for the meeting. */
export async function makeSteering(input: SteeringInput, reportsFolder: string): Promise<Artefact[]> {
  const { figures, question } = input;
  const [definition, terms, revisionTexts] = await Promise.all([
    readSteeringDefinition(reportsFolder, question.definitions.comparisons),
    readOk22Terms(reportsFolder),
    readRevisionTexts(reportsFolder),
  ]);
  const theme = await readTheme(reportsFolder, question.theme ?? definition.theme);
  const policies = await readPolicies(reportsFolder);
  const disclosure = await discloseFor(policies[question.audience], figures, input);
  const whole = factsOf(input, definition, { terms, revisionTexts });
  const report = { facts: whole, definition };
  const { facts, definition: shown } = disclosure === null ? report : guardReport(report, disclosure);
  const isAll = input.forms.length === 0;
  const formats = input.forms.filter((format): format is SteeringFormat => known.includes(format));
  const files =
    isAll || formats.length > 0 ? await renderSteering(facts, shown, { look: theme, formats }) : [];
  if (!wantsDeck(input.forms)) return files;
  const { clinics, complianceByRegion } = figures;
  if (clinics === undefined) throw new Error("the deck's figures were not read");
  const deckFacts = {
    ...facts,
    ...(disclosure === null ? { complianceByRegion, clinics } : guardDeck(disclosure)),
    targetLines: targetFindings(
      question.definitions.targets,
      {
        month: facts.basis.month,
        compliance: facts.compliance,
        near: disclosure === null ? clinics.filter(({ segment }) => segment === "near").length : null,
        trend: facts.complianceTrend,
        ruleFrom: facts.ruleFrom,
      },
      definition.findings.targets,
    ),
  };
  const risk = await readRisk(reportsFolder);
  return [await makeDeck({ facts: deckFacts, definition: shown, theme, risk }, input), ...files];
}

/** All figures of the report, as the project itself sees them. */
function factsOf(
  { figures, shownBefore }: SteeringInput,
  definition: SteeringDefinition,
  { terms, revisionTexts }: { terms: Ok22Terms; revisionTexts: RevisionTexts },
): SteeringFacts {
  return {
    basis: figures.basis,
    monthly: figures.plansPerMonth,
    accumulated: figures.plansAccumulated,
    activity: figures.activeClinics,
    byPlanType: figures.plansByType,
    perDoctor: figures.plansPerDoctor,
    sustained: figures.sustained,
    compliance: figures.compliance,
    complianceTrend: figures.complianceTrend,
    complianceCrossings: figures.complianceCrossings,
    rule: stateRule(figures.rule, terms),
    ruleFrom: figures.rule.validFrom,
    regions: figures.monthsByRegion.values.map(({ value, row }) => ({
      region: value,
      monthly: row.plans,
      activity: row.activity,
      compliance: figures.complianceByRegion.values.find((one) => one.value === value)?.row ?? noClinics,
    })),
    restated: tellRestatements(
      {
        restatements: figures.restatements,
        shown: shownBefore,
        previousMeeting: definition.deck.meeting.previous,
        compliance: complianceByMonth(figures),
      },
      revisionTexts,
    ),
  };
}

async function makeDeck(
  made: { facts: DeckFacts; definition: SteeringDefinition; theme: Theme; risk: Risk },
  { question: { definitions } }: SteeringInput,
): Promise<Artefact> {
  const { facts, definition, theme, risk } = made;
  const deck = composeDeck({
    facts,
    definition,
    settings: definition.deck,
    risk,
    segments: definitions.segments,
    planTypes: definitions.planTypes,
    metrics: await readMetricTexts("da"),
    colors: theme.style.colors,
    sender: theme.sender,
    figures: composeSteering(facts, definition),
  });
  const { renderDeck } = await import("../../office/deck/write.js");
  const bytes = await renderDeck(deck, await deckLook(theme), workbookColours(theme.style.colors));
  return { fileName: `steering_${facts.basis.month}${facts.guarded?.fileSuffix ?? ""}.pptx`, bytes };
}

async function deckLook({ style, deck }: { style: Theme["style"]; deck: DeckTheme }): Promise<DeckLook> {
  const { logo, template } = deck;
  return {
    colors: { ...style.colors, accent: deck.accent },
    font: deck.font,
    logo: logo === null ? null : { bytes: await readBytes(logo.path), description: logo.description },
    template:
      template === null
        ? null
        : {
            file: basename(template.path),
            bytes: await readBytes(template.path),
            titleLayout: template.titleLayout,
            contentLayout: template.contentLayout,
          },
  };
}
