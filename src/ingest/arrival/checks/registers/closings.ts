import type { RegisterClinic, Snapshot } from "../../registers/snapshot.js";
import { differingShare } from "../../registers/differing-share.js";
import type { RegisterPair } from "../../registers/registers.js";

/** Closed clinics that are open again: the column of closings is lost, or another one. */
export const registerReopened = differingShare({
  id: "register-reopened",
  of: "clinics that were closed",
  what: "are open again, unlike in",
  limitName: "max_reopened_share",
  limit: (gates) => gates.maxReopenedShare,
  looksLike: "register-closings-lost",
  isForAnySize: true,
  differing: (pair) => {
    const closed = closedBefore(pair);
    return {
      clinics: closed.flatMap(({ is }) => (is === undefined || is.closed !== null ? [] : [is])),
      whole: closed.length,
    };
  },
});

/** Closed clinics that a register does not name any more: it is no full snapshot. */
export const registerClosedLeftOut = differingShare({
  id: "register-closed-left-out",
  of: "clinics that were closed",
  what: "are left out, unlike in",
  limitName: "max_closed_left_out_share",
  limit: (gates) => gates.maxClosedLeftOutShare,
  looksLike: "register-closings-lost",
  isForAnySize: true,
  differing: (pair) => {
    const closed = closedBefore(pair);
    return {
      clinics: closed.flatMap(({ was, is }) => (is === undefined ? [was] : [])),
      whole: closed.length,
    };
  },
});

/** Open clinics that have closed since: one in four at once is a column of dates in the wrong place. */
export const registerClosings = differingShare({
  id: "register-closings",
  of: "clinics that were open",
  what: "have closed since",
  limitName: "max_closing_share",
  limit: (gates) => gates.maxClosingShare,
  looksLike: "register-dates-off",
  differing: (pair) => {
    if (pair.base.month > pair.seen.month) return null;
    const seen = byPeriod(pair.seen);
    return {
      clinics: [...pair.base.open.values()].flatMap((was) => {
        const is = seen.get(periodOf(was));
        return is === undefined || is.closed === null || pair.seen.open.has(is.ydernummer) ? [] : [is];
      }),
      whole: pair.base.open.size,
    };
  },
});

/** The periods that were closed by the month of the register before, with what they are now; none where it lies later. */
function closedBefore({
  base,
  seen,
}: RegisterPair): { was: RegisterClinic; is: RegisterClinic | undefined }[] {
  if (base.month > seen.month) return [];
  const now = byPeriod(seen);
  const byClosing = new Map(seen.clinics.map((clinic) => [closingOf(clinic), clinic]));
  return base.clinics
    .filter(
      ({ ydernummer, closed }) =>
        closed !== null && closed.slice(0, 7) <= base.month && !base.open.has(ydernummer),
    )
    .map((was) => ({ was, is: now.get(periodOf(was)) ?? byClosing.get(closingOf(was)) }));
}

const closingOf = ({ ydernummer, closed }: RegisterClinic): string => `${ydernummer} ${closed ?? ""}`;

const periodOf = ({ ydernummer, opened }: RegisterClinic): string => `${ydernummer} ${opened}`;

function byPeriod({ clinics }: Snapshot): Map<string, RegisterClinic> {
  return new Map(clinics.map((clinic) => [periodOf(clinic), clinic]));
}
