import type { RestatementNotes } from "../../reports/shared/restated/notes.js";

/** A report before which nothing was stated otherwise. */
export const nothingRestated: RestatementNotes = {
  heading: "Genopgjorte tal",
  since: "Sammenlignet med månedernes første tal.",
  months: [],
  planLines: [],
  shareLines: [],
};
