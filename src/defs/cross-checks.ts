import { basename } from "node:path";
import type { ClinicKind } from "./codes/clinic-kinds.js";
import { nearestOf } from "./yaml/nearest.js";
import type { PlanType } from "./codes/plan-types.js";
import type { Profile } from "./profiles/profiles.js";
import type { Mistake, MistakePlace } from "./yaml/mistake.js";
import type { YamlFile } from "./yaml/read-yaml.js";
import type { RuleSet } from "./agreement/rules.js";
import { isOverlapping } from "./yaml/validity.js";

/** A mistake that only shows beside other files, and the file to correct. */
export interface CrossMistake {
  file: YamlFile<unknown>;
  mistake: Mistake;
  place: MistakePlace;
}

/** Files whose id is not their name: a message that names an id must lead to the file. */
export function findIdMismatches(files: readonly YamlFile<{ id: string }>[]): CrossMistake[] {
  return files.flatMap((file) => {
    const expected = basename(file.file, ".yaml");
    if (file.value.id === expected) return [];
    const mistake = {
      wrong: "an id other than the file's name",
      expected: `"${expected}"`,
      remedy: "rename one of the two",
    };
    return [{ file, mistake, place: { path: ["id"] } }];
  });
}

/** Status registers that bear the id of a profile of extracts: the ledger and --profile name both in one way. */
export function findSharedIds(
  profiles: readonly YamlFile<{ id: string }>[],
  registers: readonly YamlFile<{ id: string }>[],
): CrossMistake[] {
  return registers.flatMap((file) => {
    const owner = profiles.find(({ value }) => value.id === file.value.id);
    if (owner === undefined) return [];
    const mistake = {
      wrong: `also the id of ${owner.file}`,
      expected: "an id of its own",
      remedy: "rename the register and its file",
    };
    return [{ file, mistake, place: { path: ["id"] } }];
  });
}

/** Rule sets of one agreement that are in force in the same month: which of them would count? */
export function findAgreementOverlaps(files: readonly YamlFile<RuleSet>[]): CrossMistake[] {
  return files.flatMap((later, position) =>
    files.slice(0, position).flatMap((earlier) => {
      if (earlier.value.agreement !== later.value.agreement || !isOverlapping(earlier.value, later.value))
        return [];
      const mistake = {
        wrong: `in force in the same months as ${earlier.file}, for the same agreement "${later.value.agreement}"`,
        expected: "rule sets of one agreement that follow each other",
        remedy: "set valid_to of the earlier one to the month before the later one begins",
      };
      return [{ file: later, mistake, place: { path: ["valid_from"] } }];
    }),
  );
}

/** What refers to names, and the lists that define them; a null list could not be read. */
export interface NamedDefinitions {
  planTypes: readonly PlanType[] | null;
  clinicKinds: readonly ClinicKind[] | null;
  profiles: readonly YamlFile<Profile>[];
  rules: readonly YamlFile<RuleSet>[];
}

/** Codes of plan types and names of clinic kinds that profiles and rule sets use but no list defines. */
export function findUnknownNames({
  planTypes,
  clinicKinds,
  profiles,
  rules,
}: NamedDefinitions): CrossMistake[] {
  const codes = planTypes?.map((planType) => planType.code) ?? null;
  const kinds = clinicKinds?.map((kind) => kind.name) ?? null;
  const findings: CrossMistake[] = [];
  const check = (
    file: YamlFile<unknown>,
    used: { name: string; path: (string | number)[]; known: readonly string[] | null; list: string },
  ): void => {
    if (used.known === null || used.known.includes(used.name)) return;
    const nearest = nearestOf(used.name, used.known);
    const mistake = {
      wrong: `not in ${used.list}`,
      expected: `one of: ${used.known.join(", ")}`,
      remedy: nearest === null ? `correct it or add it to ${used.list}` : `did you mean "${nearest}"?`,
    };
    findings.push({ file, mistake, place: { path: used.path } });
  };
  for (const file of profiles) {
    const wide = file.value.kind === "plan-counts" ? file.value.wide : [];
    for (const [position, { planType: name }] of wide.entries()) {
      if (name !== null)
        check(file, { name, path: ["wide", position, "plan_type"], known: codes, list: "plan-types.yaml" });
    }
  }
  for (const file of rules) {
    const { planTypes: counted, excludedKinds: excluded } = file.value;
    for (const [position, name] of (counted === "all" ? [] : counted).entries()) {
      check(file, { name, path: ["plan_types", position], known: codes, list: "plan-types.yaml" });
    }
    for (const [position, name] of (excluded === "as-clinic-kinds" ? [] : excluded).entries()) {
      check(file, { name, path: ["excluded_kinds", position], known: kinds, list: "clinic-kinds.yaml" });
    }
  }
  return findings;
}
