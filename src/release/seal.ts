import { storeRelease } from "../db/history/releases.js";
import type { Month } from "../domain/month.js";
import type { ReleaseInput, ReleaseOptions, SealedRelease } from "../domain/release/release.js";
import type { Clock } from "../lib/clock.js";
import { usageError } from "../lib/errors.js";
import type { Logger } from "../lib/logger.js";
import type { FiguresOfMonth } from "../reports/shared/figures/month-figures.js";
import type { BuiltArtefact, ReleaseSources } from "./build-release.js";
import { buildRelease, programState } from "./build-release.js";

/** What the user asked to be sealed. */
export interface SealOrder {
  name: string;
  /** Null: the newest month with plan counts. */
  month: Month | null;
  /** Null: the newest load. */
  asOf: number | null;
  options: ReleaseOptions;
  note: string | null;
}

/**
 * Makes all reports of a month and fixes them under a name: figures, population, the hash of every file that came out
 * and of every file that went in. Throws exit 2 for a name that is taken or is none.
 */
export async function sealRelease(
  order: SealOrder,
  sources: ReleaseSources,
  tools: { clock: Clock; logger: Logger },
): Promise<{ release: SealedRelease; artefacts: BuiltArtefact[] }> {
  refuseBadName(order.name);
  const { figures, inputs, artefacts } = await buildRelease(sources, order);
  const release: SealedRelease = {
    name: order.name,
    sealedAt: tools.clock.now().toISOString(),
    note: order.note,
    options: order.options,
    program: await programState(sources.runtime),
    ...factsOf(figures, inputs),
    inputs,
    artefacts: artefacts.map(({ content: _, ...artefact }) => artefact),
  };
  await storeRelease(sources.store, release, (message) => tools.logger.info(message));
  return { release, artefacts };
}

/** Names are written on slides, in mails and on the command line. */
function refuseBadName(name: string): void {
  if (/^[\p{L}\p{N}]([\p{L}\p{N} ._-]{0,58}[\p{L}\p{N}])?$/u.test(name)) return;
  throw usageError(
    `${JSON.stringify(name)} is no name for a release`,
    "write 1 to 60 letters, digits, spaces, points or hyphens, for instance 2025-04-24",
  );
}

function factsOf(
  figures: FiguresOfMonth,
  inputs: readonly ReleaseInput[],
): Omit<SealedRelease, "name" | "sealedAt" | "note" | "options" | "program" | "inputs" | "artefacts"> {
  const { basis, rule } = figures;
  const accumulated = figures.plansAccumulated.at(-1);
  const activity = figures.activeClinics.at(-1);
  return {
    month: basis.month,
    asOf: basis.asOf,
    rule: { id: rule.id, status: rule.status, sha256: hashOfRule(rule.id, inputs) },
    plans: { new: accumulated?.new ?? 0, maintained: accumulated?.maintained ?? 0 },
    clinics: { open: activity?.clinics ?? 0, active: activity?.active ?? 0 },
    months: figures.plansPerMonth.map(({ month, new: added, maintained }) => ({
      month,
      new: added,
      maintained,
    })),
    population: figures.clinics.map(({ ydernummer, opened, name, kind, outcome }) => ({
      ydernummer,
      opened,
      name,
      kind,
      outcome,
    })),
  };
}

/** A rule's file has the rule's name: the definitions are refused otherwise. */
function hashOfRule(rule: string, inputs: readonly ReleaseInput[]): string {
  const file = inputs.find(({ scope, path }) => scope === "figures" && path.endsWith(`/rules/${rule}.yaml`));
  if (file === undefined) throw new Error(`the file of the rule ${rule} was not read`);
  return file.sha256;
}
