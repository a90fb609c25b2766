import type { StatusCheck, StatusRegister } from "../../../defs/status/register.js";
import { statusColumnOf } from "../../../defs/status/register.js";
import { amountWords, countWords, dateWords } from "../../../domain/danish.js";
import type { Problem } from "../../../domain/shapes/problem.js";
import { problemOf } from "../../../domain/shapes/problem.js";
import type { StatusValue } from "../../../domain/shapes/status.js";
import type { ColumnPlan } from "../../match/match-profile.js";

/** The values of an entry whose cells could all be read. */
type Entry = Readonly<Record<string, StatusValue>>;

/** What does not hold within an entry; nothing is said where one of the values is not known. */
export function checkEntry(
  entry: Entry,
  line: number,
  { plan, register }: { plan: ColumnPlan; register: StatusRegister },
): Problem[] {
  return register.checks.flatMap((check) => {
    const found = check.check === "order" ? outOfOrder(check, entry) : wrongSum(check, entry, register);
    if (found === null) return [];
    const { column, ...rest } = found;
    return [
      problemOf(found.code, found.message, {
        ...{ line, sheet: plan.sheet, column: plan.headingOf(column), value: rest.value, facts: rest.facts },
      }),
    ];
  });
}

interface Found {
  code: "days-reversed" | "wrong-sum";
  message: string;
  column: string;
  value: string;
  facts: Record<string, string>;
}

function outOfOrder({ first, second }: Extract<StatusCheck, { check: "order" }>, entry: Entry): Found | null {
  const [from, to] = [entry[first], entry[second]];
  if (typeof from !== "string" || typeof to !== "string" || from <= to) return null;
  const [begin, end] = [dayWords(from), dayWords(to)];
  return {
    code: "days-reversed",
    message: `${end} lies before ${begin}, on which it begins; expected the same day or a later one, correct one of the two`,
    column: second,
    value: end,
    facts: { begin },
  };
}

/** A month is shown as it is held. */
function dayWords(text: string): string {
  return text.length === "yyyy-MM".length ? text : dateWords(text);
}

function wrongSum(
  { parts, whole }: Extract<StatusCheck, { check: "sum" }>,
  entry: Entry,
  register: StatusRegister,
): Found | null {
  const total = entry[whole];
  const values = parts.map((part) => entry[part]);
  if (typeof total !== "number" || !values.every((value) => typeof value === "number")) return null;
  const sum = values.reduce((before, value) => before + value, 0);
  if (sum === total) return null;
  const { type } = statusColumnOf(register, whole);
  const words = (value: number): string => (type === "amount" ? amountWords(value) : countWords(value));
  const names = parts.map((part) => statusColumnOf(register, part).header).join(" + ");
  return {
    code: "wrong-sum",
    message: `${names} is ${words(sum)}, not ${words(total)}; expected the same, correct one of the values`,
    column: whole,
    value: words(total),
    facts: { parts: names, sum: words(sum) },
  };
}
