import { fillSentence } from "../../defs/yaml/sentence.js";
import { dateInDenmark } from "../../domain/danish.js";
import type { IngestOutcome } from "../../ingest/store/outcome.js";
import { readTheme } from "../../render/theme.js";
import { portableName } from "../../lib/portable-name.js";
import { wordCauses } from "../shared/problems/causes.js";
import { shortName } from "../shared/problems/names.js";
import { readProblemTexts } from "../shared/problems/texts.js";
import type { Artefact } from "../shared/artefact.js";
import { composeHeldMail, composeRefusedMail } from "./supplier-mail.js";
import type { ArrivalSources } from "./make.js";
import { arrivedFile } from "./make.js";
import { readArrivalTexts } from "./texts.js";

/** The mail to the supplier about a file that was held or refused, ready to be sent; none for other files. */
export async function makeSupplierMail(
  outcome: IngestOutcome,
  { reportsFolder, date, theme }: Omit<ArrivalSources, "acceptedReason">,
): Promise<Artefact[]> {
  if (outcome.kind === "follow-up" || (outcome.status !== "held" && outcome.status !== "refused")) return [];
  const texts = await readArrivalTexts(reportsFolder);
  const { sender } = await readTheme(reportsFolder, theme);
  const frame = { texts, sender, date: dateInDenmark(date.toISOString()) };
  const file = portableName(shortName(outcome.file));
  const text =
    outcome.status === "held"
      ? composeHeldMail(arrivedFile(outcome, { acceptedReason: null }), outcome.examples, frame)
      : composeRefusedMail(
          {
            file: outcome.file,
            causes: wordCauses(outcome.causes, await readProblemTexts(reportsFolder)),
            count: outcome.problem_count,
            list: `${file}.problemer.xlsx`,
          },
          frame,
        );
  // With its mark, so that a mail program or editor that guesses reads Danish letters right.
  const bytes = new TextEncoder().encode(`\u{feff}${text}`);
  return [{ fileName: fillSentence(texts.mail.fileName, { file }), bytes }];
}
