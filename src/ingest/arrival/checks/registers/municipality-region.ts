import { municipalityFinder, regionOfMunicipality } from "../../../../defs/codes/municipalities.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { cannotTell, resultOf } from "../../check.js";
import { countLimit } from "../../statistics/distributions.js";
import { exampleClinics } from "../../registers/differing-share.js";
import { registersOf } from "../../registers/registers.js";
import type { RegisterClinic, Snapshot } from "../../registers/snapshot.js";
import { because, listed, percent } from "../../finding-parts.js";

const id = "register-municipality-region";

/**
 * Clinics whose region is not that of their municipality (`municipalities.yaml`): columns or rows that slipped. Needs no
 * register before. A single one is worth a look; beyond what slips explain the load is held.
 */
export const registerMunicipalityRegion: ArrivalCheck = {
  id,
  kinds: ["clinic-register"],
  check: (arrival) =>
    registersOf(arrival).map(({ seen }) => {
      const { placed, foreign } = placeClinics(seen, arrival);
      const month = seen.month;
      if (placed === 0) return cannotTell({ id, unit: "share" }, "no municipality that is known", { month });
      const gates = arrival.definitions.gates.register;
      const limit = gates.maxForeignRegionShare;
      const most = countLimit(placed * limit.value, arrival.gates.arrival.holdTail.value);
      const isHeld = foreign.length > most && placed >= gates.minRegisterClinics.value;
      const finding = `${foreign.length} of the ${placed} clinics with a known municipality are in another region than it lies in (${percent(foreign.length, placed)})${exampleClinics(foreign)}; ${because("max_foreign_region_share", limit)}`;
      return resultOf(
        {
          ...{ id, unit: "share", finding, basis: "municipalities.yaml" },
          verdict: isHeld ? "hold" : foreign.length > 0 ? "look" : "ok",
          seen: foreign.length / placed,
          expected: [0, Math.min(1, most / placed)],
        },
        {
          month,
          looks_like: "register-columns-shifted",
          facts: {
            ...{ part: foreign.length, whole: placed },
            numbers: foreign
              .slice(0, 3)
              .map(({ ydernummer }) => ydernummer)
              .join(", "),
            lines: foreign
              .slice(0, 3)
              .map(({ line }) => line)
              .join(", "),
          },
          excess: isHeld ? foreign.length / Math.max(1, most) : 0,
        },
      );
    }),
};

function placeClinics(
  { clinics, month }: Snapshot,
  { definitions }: Arrival,
): { placed: number; foreign: RegisterClinic[] } {
  const { find } = municipalityFinder(definitions.municipalities);
  let placed = 0;
  const foreign = clinics.filter(({ municipality, region }) => {
    const found = municipality === null ? null : find(municipality);
    const expected = found === null ? null : regionOfMunicipality(found, definitions.regions, month);
    if (expected === null) return false;
    placed += 1;
    return expected !== region;
  });
  return { placed, foreign };
}

const unknownId = "register-unknown-municipalities";

/** Municipalities that `municipalities.yaml` does not know, each with the name that it most likely stands for. */
export const registerUnknownMunicipalities: ArrivalCheck = {
  id: unknownId,
  kinds: ["clinic-register"],
  check: (arrival) => {
    const { find, nearest } = municipalityFinder(arrival.definitions.municipalities);
    return registersOf(arrival).map(({ seen }) => {
      const written = seen.clinics.flatMap(({ municipality }) => municipality ?? []);
      const unknown = [...new Set(written)].filter((one) => find(one) === null);
      const clinics = written.filter((one) => unknown.includes(one)).length;
      const words = unknown.map((one) => {
        const meant = nearest(one);
        return meant === null ? one : `${one} (${meant}?)`;
      });
      const finding =
        unknown.length === 0
          ? "every municipality is known"
          : `${unknown.length} municipalities of ${clinics} clinics are not in municipalities.yaml: ${listed(words)}`;
      return resultOf(
        {
          ...{ id: unknownId, unit: "clinics", finding, basis: "municipalities.yaml" },
          verdict: unknown.length === 0 ? "ok" : "look",
          ...{ seen: clinics, expected: [0, 0] },
        },
        { month: seen.month, looks_like: "register-municipalities-off", facts: { names: listed(words) } },
      );
    });
  },
};
