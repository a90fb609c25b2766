import { addMonths } from "../../../../domain/month.js";
import { noun } from "../../../../lib/words.js";
import type { ArrivalCheck } from "../../check.js";
import { cannotTell } from "../../check.js";
import { shareWithin } from "../../limit-check.js";
import { neighboursOf, tooSmall } from "../../neighbours.js";
import { because, listed, percent } from "../../finding-parts.js";

const id = "vanished-clinics";

/** Clinics with plans in the month before that have none in a new month. */
export const vanishedClinics: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) => {
    const limit = arrival.gates.maxVanishedClinicsShare;
    return neighboursOf(arrival).map(({ month, seen, previous }) => {
      const before = addMonths(month, -1);
      const more = { code: id, month } as const;
      if (previous === null) return cannotTell({ id, unit: "share" }, tooSmall(before, arrival), more);
      const gone = [...previous.numbers].filter((number) => !seen.numbers.has(number)).sort();
      const [part, whole] = [gone.length, previous.numbers.size];
      const such = part === 0 ? "" : `, such as ${listed(gone)}`;
      const finding = `${part} of the ${whole} ${noun(whole, "number")} with plans in the month before (${percent(part, whole)}) ${noun(part, "has", "have")} none in ${month}${such}; ${because("max_vanished_clinics_share", limit)}`;
      return shareWithin(
        { id, part, whole, limit, basis: before, finding },
        {
          ...more,
          looks_like: "missing-clinics",
          facts: { gone: part, clinics: whole, numbers: listed(gone) },
        },
      );
    });
  },
};
