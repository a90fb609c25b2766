import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  capitalized,
  compareDanish,
  countWords,
  dateInDenmark,
  dateWords,
  decimalWords,
  fineShareWords,
  listWords,
  minuteInDenmark,
  monthNameWords,
  monthRuns,
  monthWords,
  pointWords,
  shareWords,
  shortMonthWords,
  shortMonthYearWords,
  signedTenthWords,
  tenthsOfPercent,
  tenthWords,
} from "./danish.js";
import type { Month } from "./month.js";
import { addMonths, parseMonth } from "./month.js";

const month = (text: string): Month => parseMonth(text)!;
const nbsp = "\u00a0";

describe("numbers as Danes read them", () => {
  test.each([
    [0, "0"],
    [999, "999"],
    [1598, "1.598"],
    [1_234_567, "1.234.567"],
    [-1598, "-1.598"],
    [2.6, "3"],
  ])("%d is the count %s", (count, words) => {
    expect(countWords(count)).toBe(words);
  });

  test.each([
    [2, "2"],
    [0.7, "0,7"],
    [7 / 3, "2,333333"],
    [1234.5, "1.234,5"],
    [0.000_000_4, "0"],
  ])("%d with its decimals is %s", (value, words) => {
    expect(decimalWords(value)).toBe(words);
  });

  test.each([
    [2, "2,0"],
    [2.25, "2,3"],
    [1234.56, "1.234,6"],
  ])("%d with one decimal is %s", (value, words) => {
    expect(tenthWords(value)).toBe(words);
  });

  test.each([
    [2, "+2,0"],
    [-2, "-2,0"],
    [0, "0,0"],
    [-0.04, "0,0"],
    [0.04, "0,0"],
    [-1234.5, "-1.234,5"],
  ])("a change of %d is %s", (value, words) => {
    // Whatever sign of minus the formatter chooses, a reader sees one.
    expect(signedTenthWords(value).replace("\u2212", "-")).toBe(words);
  });

  test("22 tenths of a percent are 2,2 points", () => {
    expect([22, 0, 1000, 5].map(pointWords)).toEqual(["2,2", "0,0", "100,0", "0,5"]);
  });
});

describe("a share", () => {
  test.each([
    [1278 / 1598, "80,0"],
    [1, "100,0"],
    [0, "0,0"],
    [0.0005, "0,1"],
    [0.00049, "0,0"],
    [2 / 3, "66,7"],
    [0.1235, "12,4"],
  ])("of %d is %s %%, with a blank that does not break", (share, words) => {
    expect(shareWords(share)).toBe(`${words}${nbsp}%`);
  });

  test("of 1278 among 1598 is 79,97 % where a small change matters", () => {
    // 1278 / 1598 = 0,79974...
    expect(fineShareWords(1278 / 1598)).toBe(`79,97${nbsp}%`);
    expect(fineShareWords(0.5)).toBe(`50,00${nbsp}%`);
  });

  test("as words and in tenths of a percent is one figure, so that differences that a reader takes are right", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 0, max: 3000 }), (whole, part) => {
        fc.pre(part <= whole);
        const written = shareWords(part / whole);
        expect(Number(written.slice(0, -2).replace(",", "")).toString()).toBe(
          String(tenthsOfPercent(part / whole)),
        );
        expect(written).toBe(`${pointWords(tenthsOfPercent(part / whole))}${nbsp}%`);
      }),
    );
  });
});

describe("months in words", () => {
  test.each([
    ["2025-02", "februar 2025", "Feb", "februar"],
    ["2024-03", "marts 2024", "Mar", "marts"],
    ["2024-05", "maj 2024", "Maj", "maj"],
    ["2024-10", "oktober 2024", "Okt", "oktober"],
    ["1999-12", "december 1999", "Dec", "december"],
  ])("%s is %s, in short %s, without its year %s", (text, whole, short, name) => {
    expect(monthWords(month(text))).toBe(whole);
    expect(shortMonthWords(month(text))).toBe(short);
    expect(monthNameWords(month(text))).toBe(name);
    expect(shortMonthYearWords(month(text))).toBe(`${short} ${text.slice(0, 4)}`);
  });

  test("of twelve one after the other are twelve words of three letters, whole and short beginning alike", () => {
    const months = Array.from({ length: 12 }, (_, place) => addMonths(month("2024-01"), place));
    expect(new Set(months.map(shortMonthWords)).size).toBe(12);
    for (const one of months) {
      expect(shortMonthWords(one)).toHaveLength(3);
      expect(monthNameWords(one).startsWith(shortMonthWords(one).toLowerCase())).toBe(true);
    }
  });

  test.each([
    [[], ""],
    [["2025-02"], "februar 2025"],
    [["2025-01", "2025-02"], "januar 2025 – februar 2025"],
    [["2024-12", "2025-01", "2025-03"], "december 2024 – januar 2025, marts 2025"],
    [["2025-03", "2024-12", "2025-01"], "december 2024 – januar 2025, marts 2025"],
    [["2025-01", "2025-03", "2025-05"], "januar 2025, marts 2025, maj 2025"],
  ])("%j without holes is “%s”", (months, words) => {
    const given = months.map(month);
    expect(monthRuns(given)).toBe(words);
    expect(given).toEqual(months);
  });
});

describe("days in Denmark", () => {
  test.each([
    // Summer time ends the year's last hours a day later than Greenwich, winter time by one hour.
    ["2025-07-31T22:30:00Z", "2025-08-01", "00:30"],
    ["2025-12-31T23:30:00Z", "2026-01-01", "00:30"],
    ["2025-12-31T22:59:59Z", "2025-12-31", "23:59"],
    ["2025-03-30T00:59:00Z", "2025-03-30", "01:59"],
    ["2025-03-30T01:00:00Z", "2025-03-30", "03:00"],
    ["2025-10-26T00:30:00Z", "2025-10-26", "02:30"],
    ["2025-10-26T01:30:00Z", "2025-10-26", "02:30"],
    ["2025-03-04T09:12:00Z", "2025-03-04", "10:12"],
  ])("%s is the day %s at %s there", (instant, day, time) => {
    expect(dateInDenmark(instant)).toBe(day);
    expect(minuteInDenmark(new Date(instant))).toBe(`${day} ${time}`);
  });

  test.each([
    ["2025-10-22", "22-10-2025"],
    ["20251022", "22-10-2025"],
    ["22-10-2025", "22-10-2025"],
    ["2025-02-30", "2025-02-30"],
    ["ukendt", "ukendt"],
    ["", ""],
  ])("%s is written %s", (date, words) => {
    expect(dateWords(date)).toBe(words);
  });
});

describe("words", () => {
  test("in Danish order: Æ Ø Å last, Aa as Å, figures by their value", () => {
    const inOrder = [
      "Albertslund",
      "Bogense",
      "Klinik 9",
      "Klinik 10",
      "Zoo",
      "Ærø",
      "Østerbro",
      "Åbyhøj",
      "Aalborg",
    ];
    expect([...inOrder].reverse().sort(compareDanish)).toEqual(inOrder);
    expect(["Bo", "bo"].map((one) => compareDanish(one, "Bo") === 0)).toEqual([true, false]);
    expect(compareDanish("a", "a")).toBe(0);
    expect(compareDanish("a", "b")).toBeLessThan(0);
  });

  test.each([
    [[], ""],
    [["Nord"], "Nord"],
    [["Nord", "Syd"], "Nord og Syd"],
    [["Nord", "Syd", "Vest"], "Nord, Syd og Vest"],
  ])("%j are listed as “%s”", (words, listed) => {
    expect(listWords(words)).toBe(listed);
  });

  test.each([
    ["ærø", "Ærø"],
    ["åben klinik", "Åben klinik"],
    ["Nord", "Nord"],
    ["1 plan", "1 plan"],
    ["", ""],
  ])("%j begins with a capital as %j", (text, capital) => {
    expect(capitalized(text)).toBe(capital);
  });
});
