import { alikeSpellings } from "../../../../domain/text/alike.js";
import { quoteValue } from "../../../../domain/shapes/problem.js";
import { noun } from "../../../../lib/words.js";
import type { ArrivalCheck } from "../../check.js";
import { resultOf } from "../../check.js";
import { registerTexts } from "../../queries.js";

const id = "alike-spellings";

/** Columns of a register by which figures are split: two spellings of one group there are two groups. */
const groupColumns = ["municipality", "system"] as const;

/** Two spellings in one column that differ by case or by letters that look alike only. */
export const alikeNames: ArrivalCheck = {
  id,
  kinds: ["clinic-register"],
  check: ({ store, load, months }) =>
    months.flatMap((month) => {
      const texts = registerTexts(store, { load, month });
      return groupColumns.map((column) => {
        const spellings = texts.filter((text) => text.column === column).map(({ text }) => text);
        const groups = alikeSpellings(spellings);
        const count = groups.length;
        const named = groups.map((group) => group.map(quoteValue).join(" and ")).join("; ");
        const finding =
          count === 0
            ? `no two spellings of one ${column} were seen`
            : `${count} ${noun(count, column === "system" ? "system" : "municipality", column === "system" ? "systems" : "municipalities")} ${noun(count, "is", "are")} written in more than one way and would be counted apart: ${named}; ask the supplier which one is right`;
        return resultOf(
          {
            ...{ id, verdict: count === 0 ? "ok" : "look", seen: count, expected: [0, 0], unit: "rows" },
            ...{ basis: "the text of the register itself", finding },
          },
          { month, subject: column, facts: { spellings: named }, excess: count },
        );
      });
    }),
};
