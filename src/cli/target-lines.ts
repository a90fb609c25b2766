import type { TargetAnswer } from "../domain/shapes/target.js";
import { count, sharePlain } from "./terminal/table.js";

/** How far a target is, in lines beneath the table. */
export function targetLines({ share, needed, missing, near, reached, backtest }: TargetAnswer): string {
  const clinics =
    missing > 0 ? `${count(missing)} more` : `${count(-missing)} clinics more than that meet it`;
  const lines = [
    `target ${sharePlain(share)}: ${count(needed)} clinics needed, ${clinics}; ${count(near)} are near`,
  ];
  if (missing > 0) lines.push(whenReached(reached));
  if (missing > 0 && backtest !== null)
    lines.push(
      `such forecasts over ${backtest.months} months held the truth ${backtest.held} of ${backtest.forecasts} times, ` +
        `and were off by ${sharePlain(backtest.mean_error)} on average`,
    );
  return `${lines.join("\n")}\n`;
}

function whenReached(reached: TargetAnswer["reached"]): string {
  if (reached === null) return "not in sight at the pace of the last 12 months, or too few months are known";
  const { month, low, high } = reached;
  const until = high === null ? "no end in sight" : high;
  return `reached in ${month} at the pace of the last 12 months, nine times of ten between ${low} and ${until}`;
}
