import type { DamagedText, TextDamage } from "../../../../domain/text/damaged-text.js";
import { damageOf } from "../../../../domain/text/damaged-text.js";
import { quoteValue } from "../../../../domain/shapes/problem.js";
import { noun } from "../../../../lib/words.js";
import { damageWords } from "../../../read/fields/damage-words.js";
import type { ArrivalCheck } from "../../check.js";
import { resultOf } from "../../check.js";
import type { RegisterText } from "../../queries.js";
import { registerTexts } from "../../queries.js";

const id = "damaged-text";

/** Texts of a register that lost letters on their way, or were converted twice. Source: the contract, section 5, "Text". */
export const damagedText: ArrivalCheck = {
  id,
  kinds: ["clinic-register"],
  check: ({ store, load, months }) =>
    months.flatMap((month) => {
      const texts = registerTexts(store, { load, month });
      const damaged = texts.flatMap((text) => {
        const found = damageOf(text.text);
        return found === null ? [] : [{ ...text, found }];
      });
      const kinds = Map.groupBy(damaged, ({ found }) => found.damage);
      const core = {
        id,
        expected: [0, 0] as const,
        unit: "rows" as const,
        basis: "the text of the register itself",
      };
      if (kinds.size === 0) {
        const finding = `none of ${texts.length} texts is damaged`;
        return [resultOf({ ...core, verdict: "ok", seen: 0, finding }, { code: id, month })];
      }
      return [...kinds].map(([damage, found]) =>
        resultOf(
          { ...core, verdict: "hold", seen: found.length, finding: findingOf(found) },
          {
            code: id,
            month,
            subject: damage,
            looks_like: id,
            facts: factsOf(damage, found),
            excess: found.length,
          },
        ),
      );
    }),
};

type Damaged = RegisterText & { found: DamagedText };

function findingOf(damaged: readonly Damaged[]): string {
  const [first] = damaged;
  if (first === undefined) return "";
  const count = damaged.length;
  return `${count} ${noun(count, "text")} ${noun(count, "is", "are")} damaged, such as ${quoteValue(first.text)} in line ${first.line}: ${damageWords(first.found)}; ask the supplier for an extract in UTF-8 and do not mend it by hand, the letters of other cells may be lost unseen`;
}

function factsOf(damage: TextDamage, damaged: readonly Damaged[]): Record<string, string | number> {
  const [first] = damaged;
  return {
    damage,
    count: damaged.length,
    value: first?.text ?? "",
    repaired: first?.found.repaired ?? "",
    line: first?.line ?? 0,
  };
}
