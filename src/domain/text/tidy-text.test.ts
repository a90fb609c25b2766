import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tidyText } from "./tidy-text.js";

describe("a text as it is stored", () => {
  test.each([
    ["Lægehuset Åen", "Lægehuset Åen"],
    ["  Lægehuset  Åen ", "Lægehuset Åen"],
    ["Lægehuset\u00a0Åen", "Lægehuset Åen"],
    ["Lægehuset\t\r\nÅen", "Lægehuset Åen"],
    ["Lægehuset\u2003\u3000Åen", "Lægehuset Åen"],
    ["Lægehuset\u0085Åen", "Lægehuset Åen"],
    ["Læge\u00adhuset", "Lægehuset"],
    ["Læge\u200bhuset", "Lægehuset"],
    ["\ufeffLægehuset", "Lægehuset"],
    ["\u202eLægehuset\u202c", "Lægehuset"],
    ["Læge\u0000hu\u001fset\u007f", "Lægehuset"],
    ["Læge\u3164huset", "Lægehuset"],
    ["Læge\u17b4\u17b5\u115f\u1160\u180e\uffa0huset", "Lægehuset"],
    ["A\u030aen", "Åen"],
    ["A\u200b\u030aen", "Åen"],
    ["Müller", "Müller"],
    ["\u200b \u00a0", ""],
    ["", ""],
    [" ", ""],
    ["a ", "a"],
    [" a", "a"],
    ["a  b", "a b"],
  ])("of %j is %j", (text, tidy) => {
    expect(tidyText(text)).toBe(tidy);
  });

  test("has no blank at its ends, none but single spaces, nothing that nobody sees, and stays itself", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 4 }),
      fc.constantFrom(" ", "  ", "\u00a0", "\u200b", "\u0085", "a", "Æ", "e\u0301", "\u0301", "\n"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const tidy = tidyText(pieces.join(""));
        expect(tidy).not.toMatch(/^\s|\s$|\s\s|[^\S ]|\p{Cf}|\p{Cc}/u);
        expect(tidy.normalize("NFC")).toBe(tidy);
        expect(tidyText(tidy)).toBe(tidy);
      }),
      { numRuns: 500 },
    );
  });

  test("is the same whether letters were composed or not, and whichever blanks stood between words", () => {
    const words = fc.array(fc.stringMatching(/^[a-zæøåé]{1,6}$/), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(words, fc.constantFrom(" ", "\u00a0", "\t", "\u2007 "), (parts, blank) => {
        const plain = parts.join(" ");
        expect(tidyText(parts.join(blank).normalize("NFD"))).toBe(plain.normalize("NFC"));
      }),
    );
  });
});
