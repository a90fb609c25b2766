import type { StatusColumn } from "../../../defs/status/register.js";
import { yesId } from "../../../defs/status/register.js";
import type { StatusValue } from "../../../domain/shapes/status.js";
import { quoteValue } from "../../../domain/shapes/problem.js";
import { parseAmount } from "../../../domain/amount.js";
import type { DateForm } from "../../../domain/iso-date.js";
import type { DecimalMark } from "../../../domain/numbers.js";
import { parseCount } from "../../../domain/numbers.js";
import { damageOf } from "../../../domain/text/damaged-text.js";
import { monthFormats } from "../../../defs/profiles/profiles.js";
import { normalizeLabel } from "../../../defs/labels.js";
import type { CellParser } from "../fields/cell.js";
import { CellProblem } from "../fields/cell.js";
import { damageWords } from "../fields/damage-words.js";
import { dateParser } from "../fields/date-field.js";
import { monthParser } from "../fields/month-field.js";

/** A parser of the cells of a column: an empty one is null, or a problem where every entry must say it. */
export function statusParser(
  column: StatusColumn,
  { mark, dates }: { mark: DecimalMark | null; dates: readonly DateForm[] },
): CellParser<StatusValue> {
  const parse = parserOf(column, { mark, dates });
  return (text) => {
    if (text.trim() !== "") return parse(text.trim());
    if (!column.required) return null;
    return new CellProblem("missing-value", "the cell is empty; expected a value in each row, write it");
  };
}

function parserOf(
  column: StatusColumn,
  { mark, dates }: { mark: DecimalMark | null; dates: readonly DateForm[] },
): CellParser<StatusValue> {
  switch (column.type) {
    case "text":
      return textCell;
    case "date":
      return dateParser(dates);
    case "month":
      return monthParser(monthFormats);
    case "count":
      return (text) =>
        parseCount(text, mark) ??
        new CellProblem(
          "count",
          `${quoteValue(text)} is no whole number; expected 0 or more, for instance 12 or 1.234`,
        );
    case "amount":
      return (text) =>
        parseAmount(text, mark) ??
        new CellProblem(
          "amount",
          `${quoteValue(text)} is no amount; expected kroner such as 1.500.000 or 12,50, with at most two decimals`,
        );
    case "choice":
      return choiceParser(column);
    case "yes-no": {
      const parse = choiceParser(column);
      return (text) => {
        const id = parse(text);
        return id instanceof CellProblem ? id : id === yesId;
      };
    }
  }
}

/** Letters that were lost or turned into others on the way; a lone question mark may have been written. */
const textCell: CellParser<string> = (text) => {
  const damaged = damageOf(text);
  if (damaged === null || damaged.damage === "question-mark") return text;
  return new CellProblem(
    "damaged-cell",
    `${quoteValue(text)} holds damaged letters: ${damageWords(damaged)}; expected text as it was written, save the file as UTF-8 or XLSX`,
  );
};

function choiceParser({ choices }: StatusColumn): CellParser<string> {
  const known = choices.map(({ label }) => label).join(", ");
  return (text) => {
    const wanted = normalizeLabel(text);
    return (
      choices.find(({ labels }) => labels.includes(wanted))?.id ??
      new CellProblem("choice", `${quoteValue(text)} is none of the choices; expected ${known}`, { known })
    );
  };
}
