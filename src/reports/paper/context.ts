import type { SegmentSettings } from "../../defs/agreement/segments.js";
import type { AdoptionFacts } from "../adoption/facts.js";
import type { SteeringFigure } from "../adoption/figures/figure.js";
import type { SteeringDefinition } from "../adoption/report-file.js";
import type { ShownStatus } from "../status/gather.js";
import type { Risk } from "../shared/risk-file.js";
import type { Paper, PaperTexts } from "./paper-file.js";

/** What the paper and its parts are composed from. */
export interface PaperContext {
  facts: AdoptionFacts;
  /** The steering group's report, whose words and settings the paper shares. */
  definition: SteeringDefinition;
  settings: SteeringDefinition["deck"];
  paper: Paper;
  texts: PaperTexts;
  risk: Risk;
  segments: SegmentSettings;
  sender: string;
  /** Every figure that the audience is shown. */
  figures: readonly SteeringFigure[];
  /** Those that the paper shows, drawn, by id. */
  pictures: ReadonlyMap<string, Uint8Array>;
  /** The status registers, and their figures drawn, by the register's id. */
  status: ShownStatus;
  statusPictures: ReadonlyMap<string, Uint8Array>;
}
