import fc from "fast-check";
import { expect, test } from "vitest";
import { literalPattern } from "./literal-pattern.js";

test("a literal pattern finds the text that it was made of, and no other one", () => {
  const texts = fc.string({ unit: fc.constantFrom(...Array.from("ab .*+?^${}()|[]\\/-")) });
  fc.assert(
    fc.property(texts, texts, (text, other) => {
      const pattern = new RegExp(`^${literalPattern(text)}$`, "u");
      expect(pattern.test(text)).toBe(true);
      expect(pattern.test(other)).toBe(text === other);
    }),
  );
});
