import { noun } from "../../../../lib/words.js";
import type { ArrivalCheck } from "../../check.js";
import { cannotTell } from "../../check.js";
import { shareWithin } from "../../limit-check.js";
import { vanishedFromRegister } from "../../queries.js";
import { because, listed, percent } from "../../finding-parts.js";

const id = "register-vanished-clinics";
const code = "vanished-clinics";

/** Clinics that were open in the register before and that a new register does not name any more. */
export const registerVanishedClinics: ArrivalCheck = {
  id,
  kinds: ["clinic-register"],
  check: ({ store, load, months, gates }) =>
    months.map((month) => {
      const found = vanishedFromRegister(store, { load, month });
      const limit = gates.maxVanishedClinicsShare;
      const least = gates.minComparedClinics.value;
      if (found === null || found.open < least) {
        const missing = `a register before it with at least ${least} open clinics is not known`;
        return cannotTell({ id, unit: "share" }, missing, { code, month });
      }
      const { gone, open, snapshot } = found;
      const part = gone.length;
      const such = part === 0 ? "" : `, such as ${listed(gone)}`;
      const finding = `${part} of the ${open} ${noun(open, "clinic")} open in the register of ${snapshot} (${percent(part, open)}) ${noun(part, "is", "are")} not in this one${such}; a clinic that closed keeps its row; ${because("max_vanished_clinics_share", limit)}`;
      const basis = `the register of ${snapshot}`;
      return shareWithin(
        { id, part, whole: open, limit, basis, finding },
        {
          code,
          month,
          looks_like: "missing-clinics",
          facts: { gone: part, clinics: open, numbers: listed(gone) },
        },
      );
    }),
};
