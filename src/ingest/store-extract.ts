import { findSameLoad } from "../db/ledger.js";
import { findKnownFile } from "../defs/known-files.js";
import type { Month } from "../domain/month.js";
import { programVersion } from "../lib/program.js";
import type { OpenExtract, RowBatch } from "./extract.js";
import type { IngestSettings, IngestTools } from "./settings.js";
import type { IngestOutcome } from "./outcome.js";
import { emptyOutcome, refused, unchanged } from "./outcome.js";
import type { Problem } from "./problem.js";
import { overlaps, unknownNumbers } from "./register-checks.js";
import type { Duplicate, OpenLoad } from "./store-load.js";
import { beginLoad } from "./store-load.js";

/** Reads an extract's rows into the store, in one transaction: all of them or nothing. */
export async function storeExtract(
  extract: OpenExtract,
  settings: IngestSettings,
  tools: IngestTools,
): Promise<IngestOutcome> {
  const { store, definitions, clock } = tools;
  const { plan } = extract;
  const isSynthetic =
    settings.synthetic || findKnownFile(definitions.knownFiles, extract.sha256)?.synthetic === true;
  const header = {
    loaded_at: clock.now().toISOString(),
    file_name: extract.fileName,
    sha256: extract.sha256,
    byte_count: extract.bytes,
    kind: extract.kind,
    profile: plan.profile.id,
    sheet: extract.sheet,
    is_synthetic: Number(isSynthetic),
    accepted_reason: null,
    program_version: programVersion(),
  };
  const open = beginLoad(store, header, tools.logger);
  try {
    // Asked again now that nobody else can write: another process may have loaded the same file while this one waited.
    const same = await findSameLoad(store, {
      sha256: extract.sha256,
      month: plan.wholeFileMonth,
      evenIfOutdated: settings.skipsLoadedFiles,
      before: open.load,
    });
    if (same !== null) {
      open.rollBack();
      return unchanged(extract, same);
    }
    const content = await readContent(extract, open, tools);
    if (content.problems.length > 0) {
      open.rollBack();
      return refused(extract.fileName, plan.profile, { ...content, warnings: extract.warnings });
    }
    return finish(open, { extract, content, tools });
  } catch (error) {
    open.rollBack();
    throw error;
  }
}

/** What reading a file's records came to. */
interface Content {
  read: number;
  months: Set<Month>;
  plans: { new: number; maintained: number };
  problems: Problem[];
}

async function readContent(extract: OpenExtract, open: OpenLoad, tools: IngestTools): Promise<Content> {
  const content: Content = { read: 0, months: new Set(), plans: { new: 0, maintained: 0 }, problems: [] };
  const { wholeFileMonth } = extract.plan;
  if (wholeFileMonth !== null) content.months.add(wholeFileMonth);
  // Once a row is bad the file will be refused: reading goes on for the other problems, storing does not matter.
  const take = (batch: RowBatch<unknown>, duplicates: readonly Duplicate[]): void => {
    content.read += batch.read;
    content.problems.push(...batch.problems, ...duplicates.flatMap(duplicateProblems));
    tools.logger.progress(`${extract.fileName}: ${content.read} rows read`);
  };
  if (extract.kind === "plan-counts") {
    for await (const batch of extract.rows()) {
      for (const row of batch.rows) {
        content.months.add(row.month);
        content.plans.new += row.newPlans;
        content.plans.maintained += row.maintainedPlans;
      }
      take(batch, open.addPlanCounts(batch.rows));
    }
  } else {
    for await (const batch of extract.rows()) {
      for (const row of batch.rows) content.months.add(row.snapshotMonth);
      take(batch, open.addClinicPeriods(batch.rows));
    }
    content.problems.push(...overlaps(tools.store, open.load));
  }
  return content;
}

function duplicateProblems({ line, firstLine }: Duplicate): Problem[] {
  const pair = [
    [line, firstLine],
    [firstLine, line],
  ] as const;
  return pair.map(([own, other]) => ({
    line: own,
    sheet: null,
    column: null,
    code: "duplicate",
    message: `the same key as line ${other}; expected each key once, keep the right one of the two rows`,
  }));
}

function finish(
  open: OpenLoad,
  done: { extract: OpenExtract; content: Content; tools: IngestTools },
): IngestOutcome {
  const { extract, content, tools } = done;
  const months = [...content.months].sort();
  open.settle(months);
  const warnings = [...extract.warnings];
  if (extract.kind === "plan-counts") warnings.push(...unknownNumbers(tools.store, months));
  const { read, plans } = content;
  const rows = { read, stored: read, rejected: 0 };
  open.commit({ ...rows, plansNew: plans.new, plansMaintained: plans.maintained, months });
  return {
    ...emptyOutcome(extract.fileName, extract.plan.profile),
    load: open.load,
    status: "stored",
    months,
    rows,
    plans,
    warnings,
  };
}
