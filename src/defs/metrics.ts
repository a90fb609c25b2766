import { z } from "zod";
import { checkedList, text, thousandths } from "./yaml/fields.js";
import { addMistake } from "./yaml/mistake.js";
import { shippedSchema } from "./yaml/shipped-schema.js";

/** A bin of a distribution of clinics: from its lower bound up to that of the next bin. */
export interface Bin {
  /** As shown, e.g. `5–9`. */
  label: string;
  /** Value at which the bin begins, in thousandths: new plans per doctor, or the share of the requirement attained. */
  lowerBoundThousandths: number;
  /** False when the bin holds only values above its lower bound, as `<5` does beside `0`. */
  isLowerBoundIncluded: boolean;
}

/** Settings of the metrics that are not rules of an agreement. */
export interface MetricSettings {
  /** Bins of `plans-per-doctor`, in rising order; every value from 0 on falls into exactly one. */
  bins: Bin[];
  /** Where the bins come from, in Danish for readers. */
  binsNote: string;
  /** Bins of how far failing clinics are from the line, by the share of their requirement that they attain. */
  attainedBins: Bin[];
}

const bin = z
  .strictObject({ from: thousandths.optional(), above: thousandths.optional(), label: text })
  .transform((raw, context): Bin => {
    const bound = raw.from ?? raw.above;
    if (bound === undefined || (raw.from !== undefined && raw.above !== undefined)) {
      addMistake(context, {
        wrong: "a bin with no or two lower bounds",
        expected: "either from: (bound included) or above: (bound left out)",
        remedy: "write one of the two",
      });
      return z.NEVER;
    }
    return { label: raw.label, lowerBoundThousandths: bound, isLowerBoundIncluded: raw.from !== undefined };
  });

const bins = checkedList(bin, ({ entries, report }) => {
  const labels = new Set<string>();
  for (const [index, { position, entry }] of entries.entries()) {
    const before = entries[index - 1]?.entry;
    if (position === 0 && (entry.lowerBoundThousandths !== 0 || !entry.isLowerBoundIncluded)) {
      report(position, {
        wrong: "a first bin that leaves out 0",
        expected: "from: 0",
        remedy: "begin with a bin from 0 on",
      });
    }
    if (before !== undefined && !isAfter(entry, before)) {
      const expected = `a lower bound above that of "${before.label}"`;
      report(position, { wrong: "bins out of order", expected, remedy: "order the bins by lower bound" });
    }
    if (labels.has(entry.label)) {
      report(
        position,
        { wrong: "label of two bins", expected: "a label of its own", remedy: "rename it" },
        { path: ["label"] },
      );
    }
    labels.add(entry.label);
  }
});

function isAfter(later: Bin, earlier: Bin): boolean {
  const isSameBound = later.lowerBoundThousandths === earlier.lowerBoundThousandths;
  if (isSameBound) return earlier.isLowerBoundIncluded && !later.isLowerBoundIncluded;
  return later.lowerBoundThousandths > earlier.lowerBoundThousandths;
}

/** Schema of `metrics.yaml`. */
export const metricSettingsSchema = shippedSchema("metrics", () =>
  z
    .strictObject({
      plans_per_doctor: z.strictObject({ note: text, bins }),
      ok22_attained: z.strictObject({ bins }),
    })
    .transform((raw): MetricSettings => ({
      bins: raw.plans_per_doctor.bins,
      binsNote: raw.plans_per_doctor.note,
      attainedBins: raw.ok22_attained.bins,
    })),
);
