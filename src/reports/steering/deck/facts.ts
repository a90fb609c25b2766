import type { DeckSettings } from "./texts.js";
import type { SegmentSettings } from "../../../defs/segments.js";
import type { ByDimension, ClinicCompliance, ComplianceCount } from "../../../domain/shapes/figures.js";
import type { Risk } from "../../shared/risk-file.js";
import type { MetricText } from "../../../metrics/texts.js";
import type { SteeringDefinition } from "../report-file.js";
import type { DeckSlide } from "../../../office/deck/content.js";
import type { StyleColors } from "../../../render/style.js";
import type { SteeringFacts } from "../facts.js";
import type { SteeringFigure } from "../figures/figure.js";

/** All figures of the deck: those of the report, and what only the deck shows. */
export interface DeckFacts extends SteeringFacts {
  complianceByRegion: ByDimension<ComplianceCount>;
  clinics: readonly ClinicCompliance[];
  /** How far each goal is, in words. */
  targetLines: readonly string[];
}

/** What each slide of a deck is composed from. */
export interface DeckContext {
  facts: DeckFacts;
  definition: SteeringDefinition;
  settings: DeckSettings;
  /** The risk of adoption, as the project lead places it. */
  risk: Risk;
  segments: SegmentSettings;
  /** What the codes of plan types stand for. */
  planTypes: readonly { code: string; name: string }[];
  /** What each metric means, in a sentence. */
  metrics: ReadonlyMap<string, MetricText>;
  colors: StyleColors;
  sender: string;
  figures: readonly SteeringFigure[];
}

/** Composes one slide; null where it has nothing to say. */
export type ComposeSlide = (context: DeckContext) => DeckSlide | null;
