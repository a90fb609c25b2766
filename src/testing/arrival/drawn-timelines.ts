import type { ArrivalGates } from "../../defs/limits/arrival-gates.js";
import type { Month } from "../../domain/month.js";
import { addMonths } from "../../domain/month.js";
import { expectations } from "../../ingest/arrival/panel/expectation.js";
import { keyFactor } from "../../ingest/arrival/panel/packed.js";
import { layOut } from "../../ingest/arrival/panel/panel.js";
import type { ClinicFacts } from "../../ingest/arrival/panel/read-counts.js";
import type { Timeline } from "../../ingest/arrival/panel/timeline.js";
import { month as monthOfText } from "../workshop.js";
import { shipped } from "./bench.js";

/** A row that is drawn: number and place of the plan type, new and maintained plans. */
export type TimelineRow = readonly [number: number, type: number, fresh: number, maintained: number];

/** The limits of arrival control as shipped. */
export const shippedGates = async (): Promise<ArrivalGates> => (await shipped()).gates.load.arrival;

/** A timeline without a store: the months of `past`, null where nothing is known, and the month after them. */
export function drawTimeline(
  { past, target }: { past: readonly (readonly TimelineRow[] | null)[]; target: readonly TimelineRow[] },
  {
    judgement,
    clinics,
  }: { judgement: ArrivalGates; clinics?: (number: string) => Partial<ClinicFacts> | null },
): Timeline {
  const first = monthOfText("2023-01");
  const monthAt = (place: number): Month => addMonths(first, place);
  const packed = [...past, target].flatMap((rows, place) =>
    rows === null
      ? []
      : [
          {
            month: monthAt(place),
            rows: Int32Array.from(
              rows.flatMap(([number, type, fresh, old]) => [number * keyFactor + type, fresh, old]),
            ),
          },
        ],
  );
  const { numbers, types, laid } = layOut(packed);
  const laidAt = (place: number) => laid.find(({ month }) => month === monthAt(place)) ?? null;
  const cells = laidAt(past.length);
  if (cells === null) throw new Error("no month to look at");
  const months = past.map((_, place) => laidAt(place));
  return {
    ...{ numbers, types: types.map((type) => `P${type}`), target: cells, before: null, past: months },
    ...{ isBackwards: false, judgement, hasRegister: clinics !== undefined },
    expectationAt: expectations(months, cells),
    clinics: numbers.map((ydernummer) => {
      const facts = clinics?.(ydernummer) ?? null;
      const plain = { ydernummer, region: "Nord", system: "A", kind: "PLO", doctors: 1 };
      return facts === null ? null : { ...plain, ...facts };
    }),
    inFileOrder: () => cells.filled,
  };
}
