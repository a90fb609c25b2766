import type { DataValidation } from "exceljs";
import type { ColumnChoices, ColumnDayLimit, ColumnTextLimit, WorkbookColumn } from "./content.js";

/** What may be typed into a column; Excel reads `firstCell`, the first of its rule, as each of them in turn. */
export function validationOf(
  { choices, textLimit, dayLimit, guard }: WorkbookColumn,
  firstCell: string,
): DataValidation | null {
  if (choices !== undefined) return choicesOf(choices);
  // A rule that nothing meets: it stops typing, but neither sorting nor what stands there already
  if (guard !== undefined)
    return {
      type: "custom",
      formulae: ["FALSE"],
      showErrorMessage: true,
      errorStyle: "stop",
      ...errorOf(guard),
    };
  if (dayLimit !== undefined) return daysOf(dayLimit, firstCell);
  return textLimit === undefined ? null : limitOf(textLimit);
}

function errorOf({ errorTitle, errorText }: { errorTitle: string; errorText: string }) {
  return { errorTitle, error: errorText };
}

function limitOf({ maxCharacters, ...words }: ColumnTextLimit): DataValidation {
  return {
    type: "textLength",
    formulae: [maxCharacters],
    operator: "lessThanOrEqual",
    ...toldAs(words),
  };
}

/** Days until the one on which somebody writes: a formula of its own, as exceljs takes the limit of a rule for days for a day. */
function daysOf(words: ColumnDayLimit, cell: string): DataValidation {
  return {
    type: "custom",
    formulae: [`AND(ISNUMBER(${cell}),${cell}<=TODAY())`],
    ...toldAs(words),
  };
}

function toldAs({
  promptTitle,
  promptText,
  ...error
}: ColumnDayLimit): Omit<DataValidation, "type" | "formulae"> {
  return {
    allowBlank: true,
    showInputMessage: true,
    promptTitle,
    prompt: promptText,
    showErrorMessage: true,
    errorStyle: "stop",
    ...errorOf(error),
  };
}

function choicesOf({ values, errorTitle, errorText }: ColumnChoices): DataValidation {
  return {
    type: "list",
    allowBlank: true,
    formulae: [`"${values.join(",")}"`],
    showErrorMessage: true,
    errorStyle: "stop",
    errorTitle,
    error: errorText,
  };
}
