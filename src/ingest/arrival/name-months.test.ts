import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readLedger } from "../../db/ledger.js";
import { addMonths, monthsBetween } from "../../domain/month.js";
import type { IngestOutcome } from "../store/outcome.js";
import type { CountLine, Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../../testing/workshop.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

const counts = (...months: readonly string[]): string =>
  countsCsv(months.map((one): CountLine => [one, "11", "KOL", 100, 0]));

/** The months from `back` before a month up to it. */
const upTo = (last: string, back: number): string[] =>
  monthsBetween(addMonths(month(last), -back), month(last));

const verdictOf = ({ checks }: IngestOutcome): string | undefined =>
  checks.find(({ id }) => id === "name-months")?.verdict;

describe("a file whose name and rows name different months", () => {
  test.each([
    [
      "planer_2025-02.csv",
      ["2025-01"],
      /name says 2025-02, but its rows also name 2025-01, and no row names 2025-02/,
    ],
    ["planer_2025-02.csv", ["2025-02", "2025-03"], /its rows also name 2025-03/],
    ["planer_2025-02.csv", ["2025-01", "2025-02"], /its rows also name 2025-01/],
    [
      "planer_2025-01_2025-02.csv",
      ["2025-01", "2025-02", "2025-03"],
      /says 2025-01 to 2025-02, but its rows also name 2025-03/,
    ],
    ["planer_2025-01_2025-02.csv", ["2025-01"], /no row names 2025-02/],
    ["planer_feb-25.csv", ["2024-02"], /name says 2025-02, but its rows also name 2024-02/],
  ])("%s with rows of %j is held", async (name, months, finding) => {
    const outcome = await shop.load(name, counts(...months));
    expect(outcome).toMatchObject({ status: "held", exitCode: 13, looks_like: "name-months" });
    expect(outcome.problems.find(({ code }) => code === "name-months")?.message).toMatch(finding);
    expect(await readLedger(shop.store)).toEqual([]);
  });

  test("a reason lets it in", async () => {
    const outcome = await shop.load("planer_2025-02.csv", counts("2025-01"), { acceptedReason: "misnamed" });
    expect(outcome).toMatchObject({ status: "stored", months: ["2025-01"] });
  });

  test("a register whose column names another month than its name is held", async () => {
    const register = clinicsCsv([{ ydernummer: "000011" }]);
    const [header = "", row = ""] = register.split("\r\n");
    const content = [`Periode;${header}`, `2025-01;${row}`, ""].join("\r\n");
    expect(verdictOf(await shop.load("laegehuse_2025-02.csv", content))).toBe("hold");
    expect(verdictOf(await shop.load("laegehuse_2025-01.csv", content))).toBe("ok");
  });
});

describe("a file whose name fits its rows", () => {
  test.each([
    ["planer.csv", ["2025-01"], undefined],
    ["planer_2025-02 udtrukket 2025-03-04.csv", ["2025-02"], "ok"],
    ["planer_2024-12_2025-02.csv", ["2024-12", "2025-01", "2025-02"], "ok"],
  ])("%s with rows of %j is stored", async (name, months, verdict) => {
    const outcome = await shop.load(name, counts(...months));
    expect([outcome.status, verdictOf(outcome)]).toEqual(["stored", verdict]);
  });

  test("a rolling year may be named by its newest month", async () => {
    expect((await shop.load("planer_2025-02.csv", counts(...upTo("2025-02", 12)))).status).toBe("stored");
    expect((await shop.load("planer_2025-03.csv", counts(...upTo("2025-03", 11)))).status).toBe("stored");
  });

  test("a window shorter than a year may be, once an earlier one was let in with a reason", async () => {
    const february = counts(...upTo("2025-02", 2));
    expect((await shop.load("planer_2025-02.csv", february)).status).toBe("held");
    await shop.load("planer_2025-02.csv", february, { acceptedReason: "three months a time from now on" });
    expect((await shop.load("planer_2025-03.csv", counts(...upTo("2025-03", 2)))).status).toBe("stored");
    expect((await shop.load("planer_2025-04.csv", counts(...upTo("2025-04", 1)))).status).toBe("held");
  });

  test("a window with a hole is none", async () => {
    const months = upTo("2025-02", 12).filter((one) => one !== "2024-07");
    expect(verdictOf(await shop.load("planer_2025-02.csv", counts(...months)))).toBe("hold");
  });

  test("who says the month of a file that names none says it against its name: worth a look", async () => {
    const content = "Ydernummer;Plantype;Nye planer;Vedligeholdte planer\r\n000011;KOL;1;0\r\n";
    const outcome = await shop.load("planer_2025-02.csv", content, { month: month("2025-01") });
    expect([outcome.status, verdictOf(outcome)]).toEqual(["stored", "look"]);
  });
});
