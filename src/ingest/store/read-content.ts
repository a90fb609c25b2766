import { CountTally } from "../arrival/panel/tally.js";
import { overlaps } from "../arrival/overlaps.js";
import { duplicateProblems } from "../read/duplicates.js";
import type { OpenExtract, RowBatch } from "../read/extract-shapes.js";
import { ProblemList } from "../read/kept-problems.js";
import type { Duplicate } from "./bulk-insert.js";
import type { OpenLoad } from "./load.js";
import { progressOf } from "./progress.js";
import type { IngestTools } from "./settings.js";

/** What reading a file's records came to. */
export interface Content {
  read: number;
  /** Records kept beside the others because they are bad. */
  rejected: number;
  plans: { new: number; maintained: number };
  /** The rows of counts; of a register none. */
  counts: CountTally;
  problems: ProblemList;
}

interface ContentReading {
  tools: IngestTools;
  /** Problems of an earlier reading, whose lines are kept apart. */
  without?: ProblemList;
}

/** Reads all records of a file, stores its rows and takes down its counts. */
export async function readContent(
  extract: OpenExtract,
  open: OpenLoad,
  how: ContentReading,
): Promise<Content> {
  const { tools, without } = how;
  const content: Content = {
    read: 0,
    rejected: 0,
    plans: { new: 0, maintained: 0 },
    counts: tallyFor(tools.definitions),
    problems: new ProblemList(),
  };
  const problemsOf = without?.byLine();
  const options =
    without === undefined
      ? {}
      : { isRejected: (line: number) => without.isBad(line), keepRejected: true as const };
  const progress = progressOf(extract, tools);
  // Once a row is bad the file will be refused: reading goes on for the other problems, storing does not matter.
  const take = (batch: RowBatch<unknown>, duplicates: readonly Duplicate[]): void => {
    content.read += batch.read;
    content.rejected += batch.rejected.length;
    content.problems.add(batch.problems);
    for (const pair of duplicates) content.problems.add(duplicateProblems(pair, extract.sheet));
    open.addRejected(
      batch.rejected.map(({ line, cells }) => ({
        line,
        cells,
        problems: (problemsOf?.get(line) ?? []).map(({ column, code, message }) => ({
          column,
          code,
          message,
        })),
      })),
    );
    progress(content.read, batch.bytes);
  };
  if (extract.kind === "plan-counts") {
    for await (const batch of extract.rows(options)) {
      for (const row of batch.rows) {
        content.plans.new += row.newPlans;
        content.plans.maintained += row.maintainedPlans;
      }
      content.counts.take(batch.rows);
      take(batch, open.addPlanCounts(batch.rows));
    }
  } else if (extract.kind === "clinic-register") {
    for await (const batch of extract.rows(options)) take(batch, open.addClinicPeriods(batch.rows));
    content.problems.add(overlaps(tools.store, extract.sheet));
  } else {
    for await (const batch of extract.rows(options)) take(batch, open.addStatusEntries(batch.rows));
  }
  return content;
}

/** Keeps the rows of as many months as arrival control looks at. */
function tallyFor({ planTypes, gates }: IngestTools["definitions"]): CountTally {
  const { historyMonths, maxCheckedMonths } = gates.load.arrival;
  return new CountTally({ planTypes, keptMonths: historyMonths.value + maxCheckedMonths.value });
}
