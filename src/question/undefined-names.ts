import type { Store } from "../db/open.js";
import type { Definitions } from "../defs/definitions.js";
import { consultantsId } from "../domain/shapes/follow-up.js";
import { exitCode, FlpError } from "../lib/errors.js";

/** Definitions that have all names of a store. What is loaded by them later has no others, so one look is enough. */
const checkedFor = new WeakMap<Store, Definitions>();

/** A stored name that the definitions no longer have would drop its rows from every split: that ends the run instead. */
export function refuseUndefinedNames(store: Store, definitions: Definitions): void {
  if (checkedFor.get(store) === definitions) return;
  const checks = [
    {
      what: "region",
      stored: `select region from clinic_period union select region from follow_up where region <> '${consultantsId}'`,
      defined: definitions.regions.map((region) => region.id),
      file: "regions.yaml",
    },
    {
      what: "clinic kind",
      stored: "select distinct kind from clinic_period",
      defined: definitions.clinicKinds.map((kind) => kind.name),
      file: "clinic-kinds.yaml",
    },
    {
      what: "plan type",
      stored: "select distinct plan_type from plan_count",
      defined: definitions.planTypes.map((type) => type.code),
      file: "plan-types.yaml",
    },
  ];
  for (const { what, stored, defined, file } of checks) {
    const missing = store.raw
      .prepare<[], string>(stored)
      .pluck()
      .all()
      .filter((name) => !defined.includes(name));
    if (missing.length === 0) continue;
    throw new FlpError(
      exitCode.definition,
      `the database holds a ${what} that ${file} does not define: ${missing.join(", ")}`,
      { place: file, remedy: `add it to ${file} again, with the months in which it was valid` },
    );
  }
  checkedFor.set(store, definitions);
}
