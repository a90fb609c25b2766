import { differingShare } from "../../registers/differing-share.js";
import type { RegisterPair } from "../../registers/registers.js";
import type { RegisterClinic } from "../../registers/snapshot.js";

/** Open clinics whose number the register before did not have open: too many are other numbers, or another register. */
export const registerNewClinics = differingShare({
  id: "register-new-clinics",
  of: "open clinics",
  what: "were not open in",
  limitName: "max_new_share",
  limit: (gates) => gates.maxNewShare,
  looksLike: "register-clinics-off",
  differing: (pair) => ({ clinics: newClinics(pair), whole: pair.seen.open.size }),
});

/** New clinics that all opened on one day. */
export const registerOpenedOnOneDay = differingShare({
  id: "register-opened-on-one-day",
  of: "open clinics",
  what: "opened on one and the same day since",
  limitName: "max_opened_on_one_day_share",
  limit: (gates) => gates.maxOpenedOnOneDayShare,
  looksLike: "register-dates-off",
  differing: (pair) => {
    const byDay = new Map<string, RegisterClinic[]>();
    // A number may be open in both registers and have passed on to a clinic that opened since.
    const opened = [...pair.seen.open.values()].filter((one) => one.opened.slice(0, 7) > pair.base.month);
    for (const clinic of opened) byDay.set(clinic.opened, [...(byDay.get(clinic.opened) ?? []), clinic]);
    const [most = []] = [...byDay.values()].sort((left, right) => right.length - left.length);
    return { clinics: most, whole: pair.seen.open.size };
  },
});

/** Clinics that opened on another day than before: a column of dates that slipped, or day and month swapped. */
export const registerOpenedChanged = differingShare({
  id: "register-opened-changed",
  of: "clinics open in both registers",
  what: "opened on another day than in",
  limitName: "max_opened_changed_share",
  limit: (gates) => gates.maxOpenedChangedShare,
  looksLike: "register-dates-off",
  differing: ({ both, seen }) => {
    // A number that passed on to another clinic keeps the row of the one that closed: that is no changed day.
    const periods = new Set(seen.clinics.map(({ ydernummer, opened }) => `${ydernummer} ${opened}`));
    return {
      clinics: both
        .filter(({ was, is }) => was.opened !== is.opened && !periods.has(`${was.ydernummer} ${was.opened}`))
        .map(({ is }) => is),
      whole: both.length,
    };
  },
});

/** Clinics that were open and whose number the register does not name at all. */
export const registerMissingClinics = differingShare({
  id: "register-missing-clinics",
  of: "clinics that were open",
  what: "have no row any more, unlike in",
  limitName: "max_missing_share",
  limit: (gates) => gates.maxMissingShare,
  looksLike: "missing-clinics",
  differing: (pair) => {
    const named = new Set(pair.seen.clinics.map(({ ydernummer }) => ydernummer));
    return {
      clinics: [...pair.base.open.values()].filter(({ ydernummer }) => !named.has(ydernummer)),
      whole: pair.base.open.size,
    };
  },
});

function newClinics({ base, seen }: RegisterPair): RegisterClinic[] {
  return [...seen.open.values()].filter(({ ydernummer }) => !base.open.has(ydernummer));
}
