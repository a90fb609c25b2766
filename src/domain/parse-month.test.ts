import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMonth } from "./month.js";
import { parseMonthNumber, parseMonthText, typedMonth } from "./parse-month.js";

/** As the Danish Language Council spells them. */
const names = [
  ...["januar", "februar", "marts", "april", "maj", "juni"],
  ...["juli", "august", "september", "oktober", "november", "december"],
];

describe("the number of a month", () => {
  test.each(names.map((name, place) => [name, place + 1] as const))("%s is %d", (name, number) => {
    for (const written of [name, name.toUpperCase(), name.slice(0, 3), `${name.slice(0, 3)}.`, `${name}.`])
      expect([written, parseMonthNumber(written)]).toEqual([written, number]);
  });

  test.each(["1", "01", "9", "09", "10", "12"])("%s is read as figures", (text) => {
    expect(parseMonthNumber(text)).toBe(Number(text));
  });

  test.each([
    "0",
    "00",
    "13",
    "1.",
    "001",
    "x1",
    "1x",
    "",
    "janu",
    "ja",
    "okt..",
    "fe.b",
    "dag",
    "mai",
    "October",
  ])("%j is none", (text) => {
    expect(parseMonthNumber(text)).toBeNull();
  });
});

describe("a month as suppliers write it", () => {
  test.each([
    ["yyyy-MM", "2025-02"],
    ["yyyyMM", "202502"],
    ["MM-yyyy", "02-2025"],
    ["MMM-yy", "feb-25"],
    ["MMM-yy", "feb. 25"],
    ["MMM-yy", "FEB.-25"],
    ["MMMM yyyy", "Februar 2025"],
    ["MMMM yyyy", "feb. 2025"],
    ["excel-date", "2025-02-01"],
    ["excel-date", "2025-02-01T00:00:00.000Z"],
    ["excel-date", "2025-02-01 00:00"],
    ["excel-date", "2025-02-01T00:00:00"],
    ["dd-MM-yyyy", "01-02-2025"],
    ["dd.MM.yyyy", "01.02.2025"],
  ])("%s: %s is February 2025, in this form only", (form, text) => {
    const forms = [
      ...["yyyy-MM", "yyyyMM", "MM-yyyy", "MMM-yy", "MMMM yyyy"],
      ...["excel-date", "dd-MM-yyyy", "dd.MM.yyyy"],
    ];
    expect(forms.filter((one) => parseMonthText(text, [one]) === "2025-02")).toEqual([form]);
    expect(parseMonthText(text, forms)).toBe("2025-02");
    expect(parseMonthText(text, [])).toBeNull();
    expect(parseMonthText(text, ["a form that nobody knows"])).toBeNull();
  });

  test.each([
    ["yyyy-MM", ["2025-13", "2025-00", "x2025-02", "2025-02x", "1899-12", "2025-2", "12025-02"]],
    ["yyyyMM", ["202513", "x202502", "202502x", "20252", "2025022"]],
    ["MM-yyyy", ["2-2025", "13-2025", "x02-2025", "02-2025x", "02-25", "002-2025"]],
    ["MMM-yy", ["febr-25", "fe-25", "xyz-25", "feb25", "feb-2025", "feb-2", "1feb-25", "feb-25x", "feb_25"]],
    [
      "MMMM yyyy",
      ["fe 2025", "februarium 2025", "februar  2025", "februar 25", "1februar 2025", "februar 20255"],
    ],
    [
      "excel-date",
      [
        ...["2025-02-02", "2025-02-28", "2025-01-31T23:00:00Z", "2025-02-01T01:00", "2025-02-01T00:00:01"],
        ...["x2025-02-01", "2025-02-01x", "2025-02-01x00:00", "2025-13-01", "2025-02-01T00:00:00.5"],
      ],
    ],
    ["dd-MM-yyyy", ["02-02-2025", "1-2-2025", "x01-02-2025", "01-02-2025x", "01-13-2025", "01.02.2025"]],
    ["dd.MM.yyyy", ["02.02.2025", "x01.02.2025", "01.02.2025x", "01-02-2025", "01x02x2025"]],
  ])("%s reads nothing that only looks like it", (form, texts) => {
    for (const text of texts) expect([text, parseMonthText(text, [form])]).toEqual([text, null]);
  });

  test("is typed into Excel as its first three letters and two figures, and read again", () => {
    expect(typedMonth(2, 24)).toBe("feb-24");
    expect(typedMonth(10, 5)).toBe("okt-05");
    expect(typedMonth(13, 24)).toBe("-24");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 99 }), (month, year) => {
        const expected = parseMonth(`${2000 + year}-${String(month).padStart(2, "0")}`);
        expect(parseMonthText(typedMonth(month, year), ["MMM-yy"])).toBe(expected);
      }),
    );
  });
});
