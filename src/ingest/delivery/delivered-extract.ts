import type { Month } from "../../domain/month.js";
import type { OpenExtract } from "../read/extract-shapes.js";

/** An extract of a delivery, opened, and what decides when its turn is. */
export interface DeliveredExtract {
  path: string;
  extract: OpenExtract;
  /** Null: it names none, and loading it will say what is wrong. */
  newest: Month | null;
  /** True when a standing load says already all that the file says, so that loading it changes nothing. */
  isNoOp: boolean;
  /** True when a load that stands, though later ones may have spoken since, came from these bytes. */
  wasLoaded: boolean;
}
