import { describe, expect, test } from "vitest";
import { fillSentence, sentence } from "./sentence.js";

const share = sentence("pass", "clinics");

describe("a sentence of a text file", () => {
  test("takes its figures where the words in braces stand, as they are", () => {
    const values = { pass: "3", clinics: "{pass}" };
    expect(fillSentence(share.parse("{pass} af {clinics}, {pass}"), values)).toBe("3 af {pass}, 3");
  });

  test("may leave a figure out, but not name one that is not there", () => {
    expect(share.safeParse("kun {pass}").success).toBe(true);
    expect(share.safeParse("{pass} af {klinikker}").success).toBe(false);
  });
});
