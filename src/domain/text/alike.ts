/** Letters of other alphabets, and of this one, that look like a letter between a and å. Source: Unicode TR 39, a small part. */
const lookAlikes: Readonly<Record<string, string>> = {
  ...{
    а: "a",
    в: "b",
    е: "e",
    к: "k",
    м: "m",
    н: "h",
    о: "o",
    р: "p",
    с: "c",
    т: "t",
    у: "y",
    х: "x",
    і: "l",
    ј: "j",
    ѕ: "s",
  },
  ...{ α: "a", β: "b", ε: "e", ι: "l", κ: "k", ν: "v", ο: "o", ρ: "p", τ: "t", υ: "u", χ: "x" },
  ...{ ö: "ø", ä: "æ", "0": "o" },
  // An i has no dot in some alphabets and is written like an l in capitals: all of them are one.
  ...{ i: "l", ı: "l", "1": "l", "|": "l" },
  ...{ "‐": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "’": "'", "‘": "'", "`": "'" },
};

/**
 * What is left of a text once its case and letters that look alike are taken for the same: two spellings with one form are
 * perhaps one group, which nobody can tell but a person.
 */
export function alikeForm(text: string): string {
  // NFKC would make a blank and an accent of its own of ´.
  return Array.from(
    text.replaceAll("´", "'").normalize("NFKC").toLowerCase().replaceAll("aa", "å"),
    (letter) => lookAlikes[letter] ?? letter,
  )
    .join("")
    .replaceAll(/[\s.]+/g, "");
}

/** Spellings that differ by case or by letters that look alike only, each group in the order given; none of them alone. */
export function alikeSpellings(texts: readonly string[]): string[][] {
  const groups = Map.groupBy(new Set(texts), alikeForm);
  return [...groups.values()].filter((group) => group.length > 1);
}
