import { amountWords, countWords, dateWords, monthWords } from "../../domain/danish.js";
import { parseMonth } from "../../domain/month.js";
import type { StatusValue } from "../../domain/shapes/status.js";
import type { StatusColumn } from "./register.js";
import { noId, yesId } from "./register.js";

/** A value of a register as people read it: dates and numbers as Danes write them, choices by their label; null: not said. */
export function statusWords({ type, choices }: StatusColumn, value: StatusValue): string | null {
  if (value === null) return null;
  if (typeof value === "boolean") return labelOf(choices, value ? yesId : noId);
  if (typeof value === "number") return type === "amount" ? amountWords(value) : countWords(value);
  if (type === "choice") return labelOf(choices, value);
  if (type === "date") return dateWords(value);
  const month = type === "month" ? parseMonth(value) : null;
  return month === null ? value : monthWords(month);
}

/** A choice that the file of the register no longer lists is shown by its id. */
function labelOf(choices: StatusColumn["choices"], id: string): string {
  return choices.find((choice) => choice.id === id)?.label ?? id;
}
