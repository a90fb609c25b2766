import type { Store } from "../../db/open.js";
import type { Definitions } from "../../defs/definitions.js";
import type { Month } from "../../domain/month.js";
import type { Clock } from "../../lib/clock.js";
import type { Logger } from "../../lib/logger.js";

/** What the user said about a file that the file itself does not say. */
export interface IngestSettings {
  /** Id of the profile to read with; null: find it from the header. */
  profile: string | null;
  /** Month of a file that names none; null: from the file's name. */
  month: Month | null;
  /** True when the figures are made up although their file is not known to be. */
  synthetic: boolean;
  /**
   * True for a folder whose files are offered again and again: a file that a standing load holds is left alone even
   * where a later load has spoken about its months, or an old extract would undo each restatement beside it.
   */
  skipsLoadedFiles: boolean;
  /** True to load files in the order given, whatever months they name, also where they contradict each other. */
  inOrder: boolean;
  /** Why loads that the gate would hold are let in; null: they are held. */
  acceptedReason: string | null;
  /** True to store the good rows of a file and keep its bad ones beside them. */
  quarantine: boolean;
}

/** What an ingest works with. */
export interface IngestTools {
  store: Store;
  definitions: Definitions;
  clock: Clock;
  logger: Logger;
}
