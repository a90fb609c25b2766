import { restatedTotals } from "../db/changes.js";
import { findSameLoad } from "../db/ledger.js";
import { findKnownFile } from "../defs/known-files.js";
import type { Month } from "../domain/month.js";
import { programVersion } from "../lib/program.js";
import type { Clock } from "../lib/clock.js";
import type { OpenExtract, RowBatch } from "./extract.js";
import type { GateFinding } from "./gate-finding.js";
import { checkGate, currentMonth } from "./gate.js";
import type { IngestSettings, IngestTools } from "./settings.js";
import type { IngestOutcome } from "./outcome.js";
import { emptyOutcome, held, refused, unchanged } from "./outcome.js";
import type { Problem } from "./problem.js";
import { duplicateProblems } from "./duplicates.js";
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
    return finish(open, { extract, content, settings, tools });
  } catch (error) {
    open.rollBack();
    throw error;
  }
}

/** What reading a file's records came to. */
interface Content {
  read: number;
  plans: { new: number; maintained: number };
  problems: Problem[];
}

async function readContent(extract: OpenExtract, open: OpenLoad, tools: IngestTools): Promise<Content> {
  const content: Content = { read: 0, plans: { new: 0, maintained: 0 }, problems: [] };
  // Once a row is bad the file will be refused: reading goes on for the other problems, storing does not matter.
  const take = (batch: RowBatch<unknown>, duplicates: readonly Duplicate[]): void => {
    content.read += batch.read;
    content.problems.push(
      ...batch.problems,
      ...duplicates.flatMap((pair) => duplicateProblems(pair, extract.sheet)),
    );
    tools.logger.progress(`${extract.fileName}: ${content.read} rows read`);
  };
  if (extract.kind === "plan-counts") {
    for await (const batch of extract.rows()) {
      for (const row of batch.rows) {
        content.plans.new += row.newPlans;
        content.plans.maintained += row.maintainedPlans;
      }
      take(batch, open.addPlanCounts(batch.rows));
    }
  } else {
    for await (const batch of extract.rows()) {
      take(batch, open.addClinicPeriods(batch.rows));
    }
    content.problems.push(...overlaps(tools.store, open.load, extract.sheet));
  }
  return content;
}

function finish(
  open: OpenLoad,
  done: { extract: OpenExtract; content: Content; settings: IngestSettings; tools: IngestTools },
): IngestOutcome {
  const { extract, content, settings, tools } = done;
  const months = [...extract.months].sort();
  open.settle(months);
  const warnings = [...extract.warnings];
  if (extract.kind === "plan-counts") warnings.push(...unknownNumbers(tools.store, months));
  const { read, plans } = content;
  const rows = { read, stored: read, rejected: 0 };
  const findings = checkGate(
    { load: open.load, kind: extract.kind, months },
    { store: tools.store, gates: tools.definitions.gates.load, clock: tools.clock },
  );
  const { acceptedReason } = settings;
  if (findings.length > 0 && acceptedReason === null) {
    open.rollBack();
    return held(extract.fileName, extract.plan.profile, { findings, months, rows, plans, warnings });
  }
  warnings.push(
    ...aheadWarnings(months, tools.clock, findings),
    ...findings.map(({ message }) => `accepted: ${message}`),
  );
  const restated =
    extract.kind === "plan-counts" ? restatedTotals(tools.store, { load: open.load, months }) : [];
  open.commit({
    ...rows,
    plansNew: plans.new,
    plansMaintained: plans.maintained,
    months,
    acceptedReason: findings.length === 0 ? null : acceptedReason,
  });
  return {
    ...emptyOutcome(extract.fileName, extract.plan.profile),
    load: open.load,
    status: "stored",
    months,
    rows,
    plans,
    restated,
    warnings,
  };
}

/** Names months that have not begun, where the gate lets them pass. */
function aheadWarnings(months: readonly Month[], clock: Clock, findings: readonly GateFinding[]): string[] {
  const current = currentMonth(clock);
  const ahead = months.filter((month) => month > current);
  if (ahead.length === 0 || findings.some(({ code }) => code === "future-month")) return [];
  return [`${ahead.join(", ")} lies in the future: it is ${current}`];
}
