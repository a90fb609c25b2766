import { noun } from "../../../lib/words.js";
import { homelessWords, storedNotes } from "../../../metrics/follow-up/stored-notes.js";
import type { IngestOutcome } from "../../store/outcome.js";
import type { IngestTools } from "../../store/settings.js";

/** Clinics that a warning names before it only counts the rest. */
const namedClinics = 5;

/**
 * Adds to the outcome of a load which notes of regions and data consultants are carried nowhere any more: their clinics moved, closed or
 * left the register. Plan counts move no clinic.
 */
export async function withHomelessNotes(outcome: IngestOutcome, tools: IngestTools): Promise<IngestOutcome> {
  if (outcome.status !== "stored" || outcome.load === null || outcome.kind === "plan-counts") return outcome;
  const notes = await storedNotes(tools.store, tools.definitions, { asOf: outcome.load });
  const adrift = notes.filter(({ state }) => state === "homeless");
  if (adrift.length === 0) return outcome;
  const clinics = [...new Map(adrift.map((note) => [note.ydernummer, note])).values()];
  const named = clinics
    .slice(0, namedClinics)
    .map(({ ydernummer, reason }) => `${ydernummer} (${reason === null ? "" : homelessWords[reason]})`);
  const more = clinics.length > namedClinics ? ` and ${clinics.length - namedClinics} more` : "";
  const warning = `${adrift.length} ${noun(adrift.length, "note")} on ${clinics.length} ${noun(clinics.length, "clinic")} stand in no workbook any more: ${named.join(", ")}${more}; flp notes shows them`;
  return { ...outcome, warnings: [...outcome.warnings, warning] };
}
