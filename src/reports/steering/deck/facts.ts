import type { DeckSettings } from "../../adoption/deck-texts.js";
import type { SegmentSettings } from "../../../defs/agreement/segments.js";
import type { Risk } from "../../shared/risk-file.js";
import type { MetricText } from "../../../metrics/answer/metric-texts.js";
import type { SteeringDefinition } from "../../adoption/report-file.js";
import type { DeckSlide } from "../../../office/deck/content.js";
import type { StyleColors } from "../../../render/style.js";
import type { AdoptionFacts } from "../../adoption/facts.js";
import type { ShownStatus } from "../../status/gather.js";
import type { SteeringFigure } from "../../adoption/figures/figure.js";

/** All figures of the deck. */
export type DeckFacts = AdoptionFacts;

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
  /** The status registers of the other points of the agenda. */
  status: ShownStatus;
  figures: readonly SteeringFigure[];
}

/** Composes one slide; null where it has nothing to say. */
export type ComposeSlide = (context: DeckContext) => DeckSlide | null;
