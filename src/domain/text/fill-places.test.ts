import { describe, expect, test } from "vitest";
import { fillPlaces, placesOfText } from "./fill-places.js";

describe("the places of a text", () => {
  const share = "{part} af {whole} {whole?klinik|klinikker} var {part?aktiv|aktive}";

  test.each([
    ["0", "20", "0 af 20 klinikker var aktive"],
    ["1", "20", "1 af 20 klinikker var aktiv"],
    ["1", "1", "1 af 1 klinik var aktiv"],
    ["0", "1", "0 af 1 klinik var aktive"],
    ["11", "21", "11 af 21 klinikker var aktive"],
    ["1.001", "1.598", "1.001 af 1.598 klinikker var aktive"],
  ])("take %s of %s with the words that go with them", (part, whole, words) => {
    expect(fillPlaces(share, { part, whole })).toBe(words);
  });

  test("stay as they are where nothing is known of them, to be filled later", () => {
    expect(fillPlaces("{value?plan|planer} for {type}", { type: "KOL" })).toBe("{value?plan|planer} for KOL");
  });

  test("hold a value as it is, braces included", () => {
    expect(fillPlaces("“{text}” i {file}", { text: "{file}", file: "a.csv" })).toBe("“{file}” i a.csv");
  });

  test("may choose nothing for one of the two", () => {
    expect(fillPlaces("{rows} ark{rows?|ene}", { rows: "1" })).toBe("1 ark");
    expect(fillPlaces("{rows} ark{rows?|ene}", { rows: "2" })).toBe("2 arkene");
  });

  test("are told by their names; what is no choice of two is a name that no text knows", () => {
    expect(placesOfText(share).map(({ name }) => name)).toEqual(["part", "whole", "whole", "part"]);
    expect(placesOfText("{a?b} {a|b} {a?b|c|d}").map(({ name }) => name)).toEqual(["a?b", "a|b", "a?b|c|d"]);
  });
});
