import { describe, expect, test } from "vitest";
import { alikeForm, alikeSpellings } from "./alike.js";

describe("two spellings are perhaps one group", () => {
  test.each([
    ["Novax", "NOVAX"],
    ["Novax", "Nоvаx"], // Cyrillic о and а
    ["MATRIX", "ΜΑΤRΙΧ".replace("Μ", "M")], // Greek capitals
    ["Aalborg", "Ålborg"],
    ["Brønderslev", "Brönderslev"],
    ["Ærø", "Ärö"],
    ["Multimed Web", "Multimed  Web."],
    ["Multimed Web", "MultimedWeb"],
    ["Clinea", "CIinea"], // capital I in place of l
    ["Clinea", "C1inea"],
    ["Clinea", "C|inea"],
    ["WinPLC", "WınPLC"],
    ["Ganglion2000", "Ganglion2OOO"],
    ["EG-Clinea", "EG–Clinea"],
    ["EG-Clinea", "EG−Clinea"],
    ["Læge's", "Læge’s"],
    ["Læge's", "Læge´s"],
    ["Læge's", "Læge`s"],
    ["ﬁrma", "firma"], // a ligature
  ])("%s and %s", (one, other) => {
    expect(one).not.toBe(other);
    expect(alikeForm(one)).toBe(alikeForm(other));
  });

  test.each([
    ["Novax", "Novex"],
    ["Ærø", "Øre"],
    ["Clinea", "Klinea"],
    ["Nord", "Syd"],
    ["System 2", "System 3"],
    ["a-b", "ab"],
  ])("not %s and %s", (one, other) => {
    expect(alikeForm(one)).not.toBe(alikeForm(other));
  });

  test("every letter of another alphabet that looks like one of ours is taken for it", () => {
    expect(alikeForm("авекмнорстухіјѕ")).toBe(alikeForm("abekmhopctyxijs"));
    expect(alikeForm("αβεικνορτυχ")).toBe(alikeForm("abeikvoptux"));
    expect(alikeForm("öäı0")).toBe(alikeForm("øæio"));
    expect(alikeForm("‐‑‒–—−")).toBe("------");
    expect(alikeForm("’‘`´")).toBe("''''");
  });
});

describe("of a list", () => {
  test("only those with another spelling are told, each spelling once and in the order given", () => {
    expect(alikeSpellings(["Novax", "Clinea", "NOVAX", "Novax", "XMO", "clinea"])).toEqual([
      ["Novax", "NOVAX"],
      ["Clinea", "clinea"],
    ]);
  });

  test("the same spelling twice is no second one", () => {
    expect(alikeSpellings(["Novax", "Novax"])).toEqual([]);
    expect(alikeSpellings([])).toEqual([]);
  });
});
