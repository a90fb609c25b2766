import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { statusDifferences, statusRowsAsOf } from "../../../db/history/status-rows.js";
import { findUnsoundness } from "../../../db/soundness.js";
import type { StatusValue } from "../../../domain/shapes/status.js";
import { programFolder } from "../../../lib/program.js";
import { dateStyle, makeXlsx } from "../../../testing/make-xlsx.js";
import type { Workshop } from "../../../testing/workshop.js";
import { openWorkshop, plainSettings } from "../../../testing/workshop.js";
import { ingestFiles } from "../../store/ingest-files.js";
import { undoLoad } from "../../store/undo.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

const samples = join(programFolder, "fixtures", "status");

const budgetHead = "Post;Budget;Forbrug;Rest";
const budget = (...lines: string[]): string => [budgetHead, ...lines, ""].join("\r\n");
const deliveriesHead = "Opgave;Ansvarlig;Fra;Til;Status";
const deliveries = (...lines: string[]): string => [deliveriesHead, ...lines, ""].join("\n");

/** The values of a register's entries as they are known as of a load. */
const known = (register: string, asOf = 1000): Readonly<Record<string, StatusValue>>[] =>
  statusRowsAsOf(shop.store, { register, asOf }).map(({ values }) => values);

describe("the sample registers", () => {
  test("are each known by their headings, made up, and stored whole", async () => {
    const files = (await readdir(samples)).filter((name) => /\.(csv|xlsx)$/.test(name));
    const outcomes = [];
    for (const file of files) outcomes.push(await shop.load(file, await readFile(join(samples, file))));
    expect(outcomes.map(({ profile, status }) => [profile, status])).toEqual(
      expect.arrayContaining(shop.definitions.registers.map(({ id }) => [id, "stored"])),
    );
    expect(outcomes.flatMap(({ problems }) => problems)).toEqual([]);
    const synthetic = shop.store.raw.prepare("select distinct is_synthetic from load").pluck().all();
    expect(synthetic).toEqual([1]);
    expect(findUnsoundness(shop.store)).toEqual([]);
  });

  test("say what the public papers say: five incidents in 2025, three serious, two of one job; 1,5 million kroner", async () => {
    await shop.load("d.csv", await readFile(join(samples, "driftsforstyrrelser.csv")));
    await shop.load("o.xlsx", await readFile(join(samples, "oekonomi.xlsx")));
    const incidents = known("incidents");
    expect(incidents.map(({ date }) => String(date).slice(0, 4))).toEqual(Array(5).fill("2025"));
    expect(incidents.filter(({ severity }) => severity === "serious")).toHaveLength(3);
    expect(incidents.filter(({ cause }) => String(cause).startsWith("Oprydningsjob"))).toHaveLength(2);
    const total = known("budget").reduce((sum, row) => sum + Number(row["budget"]), 0);
    expect(total).toBe(1_500_000 * 100);
  });
});

describe("a register is refused like an extract", () => {
  test.each([
    ["a sum that does not agree", budget("Drift;100;40;50"), 2, "Budget", "wrong-sum"],
    ["a missing key", budget(";100;40;60"), 2, "Post", "missing-value"],
    ["a total that its rows do not have", budget("Drift;100;40;60", "I alt;90;40;60"), 3, "Budget", "total"],
    ["an amount in words", budget("Drift;mange;40;60"), 2, "Budget", "amount"],
    [
      "a date that the calendar does not have",
      deliveries("A;MedCom;01-02-2025;31-02-2025;I gang"),
      2,
      "Til",
      "no-such-day",
    ],
    [
      "an end before the beginning",
      deliveries("A;MedCom;01-03-2025;28-02-2025;I gang"),
      2,
      "Til",
      "days-reversed",
    ],
    ["a state that is no choice", deliveries("A;MedCom;01-02-2025;28-02-2025;Klar"), 2, "Status", "choice"],
    [
      "letters that were damaged on the way",
      deliveries("LÃ¸sning;MedCom;01-02-2025;28-02-2025;I gang"),
      2,
      "Opgave",
      "damaged-cell",
    ],
  ])("%s", async (_, content, line, column, code) => {
    const outcome = await shop.load("register.csv", content);
    expect(outcome).toMatchObject({ status: "refused", exitCode: 12, rows: { stored: 0 } });
    expect(outcome.problems).toEqual([expect.objectContaining({ line, column, code })]);
    expect(shop.store.raw.prepare("select count(*) from load").pluck().get()).toBe(0);
  });

  test("two rows of one key name each other, whatever their capitals and blanks", async () => {
    const outcome = await shop.load("b.csv", budget("Drift og test;100;40;60", "drift  og test;5;2;3"));
    expect(outcome).toMatchObject({ status: "refused", exitCode: 12 });
    expect(outcome.problems.map(({ line, code, facts }) => [line, code, facts["other"]])).toEqual([
      [2, "duplicate", "3"],
      [3, "duplicate", "2"],
    ]);
  });

  test("a civil registration number refuses the file and is said nowhere", async () => {
    const outcome = await shop.load(
      "d.csv",
      deliveries("Ring 010190-1234;MedCom;01-02-2025;28-02-2025;I gang"),
    );
    expect(outcome).toMatchObject({ status: "refused", exitCode: 12, problems: [{ code: "cpr" }] });
    expect(JSON.stringify(outcome)).not.toContain("1234");
  });

  test("a lone cell right below the table is an entry of which the rest lacks, and no note that is left out", async () => {
    const outcome = await shop.load(
      "d.csv",
      deliveries("A;MedCom;01-02-2025;28-02-2025;I gang", "Ny opgave: uden ejer;;;;"),
    );
    expect(outcome.status).toBe("refused");
    expect(new Set(outcome.problems.map(({ line, code }) => `${line ?? 0} ${code}`))).toEqual(
      new Set(["3 missing-value"]),
    );
  });

  test("the problem of a workbook names its sheet, row and heading", async () => {
    const rows = [
      ["Post", "Budget", "Forbrug", "Rest"],
      ["Drift", 100.5, 40, 60],
    ];
    const outcome = await shop.load("b.xlsx", await makeXlsx([{ name: "Økonomi", rows }]));
    expect(outcome.problems).toEqual([
      expect.objectContaining({ sheet: "Økonomi", line: 2, column: "Budget", code: "wrong-sum" }),
    ]);
  });

  test("with quarantine the good rows are stored and the bad ones kept beside them", async () => {
    const outcome = await shop.load("b.csv", budget("Drift;100;40;60", "Rejser;x;1;2"), { quarantine: true });
    expect(outcome).toMatchObject({ status: "stored", rows: { read: 2, stored: 1, rejected: 1 } });
    expect(outcome.warnings.join()).toContain("the register is incomplete");
    expect(findUnsoundness(shop.store)).toEqual([]);
  });
});

describe("the values of a register", () => {
  test("are held exactly: amounts in øre, dates and choices by their ids, texts as they are stored everywhere", async () => {
    const rows = [
      ["Opgave", "Ansvarlig", "Fra", "Til", "Status"],
      ["Fæ\u0301lles \u200bvisning", "MedCom", { style: dateStyle, value: 45_658 }, "28-02-2025", "færdig"],
    ];
    await shop.load("d.xlsx", await makeXlsx([{ rows }]));
    await shop.load(
      "b.xlsx",
      await makeXlsx([{ rows: [budgetHead.split(";"), ["Drift", 100.5, 40.25, 60.25]] }]),
    );
    expect(known("deliveries")).toEqual([
      {
        ...{ task: "F\u01fdlles visning", owner: "MedCom", from: "2025-01-01", to: "2025-02-28" },
        ...{ state: "done", remark: null },
      },
    ]);
    expect(known("budget")).toEqual([
      { item: "Drift", budget: 10_050, spent: 4025, rest: 6025, remark: null },
    ]);
  });
});

describe("the history of a register", () => {
  const first = budget("Drift;100;40;60", "Rejser;50;0;50");
  const second = budget("Drift;100;70;30", "Kurser;20;0;20");

  test("a new file is the whole truth: what it changed, brought and took away is counted and shown", async () => {
    await shop.load("b1.csv", first);
    const outcome = await shop.load("b2.csv", second);
    expect(outcome.register).toEqual({
      ...{ id: "budget", title: "Økonomi", isFirst: false },
      ...{ added: 1, changed: 1, removed: 1 },
    });
    expect(known("budget").map(({ item, spent }) => [item, spent])).toEqual([
      ["Drift", 7000],
      ["Kurser", 0],
    ]);
    const differences = statusDifferences(shop.store, { register: "budget", load: 2 });
    expect(differences.map(({ old, now }) => [old?.values["item"], now?.values["item"]])).toEqual([
      ["Drift", "Drift"],
      [undefined, "Kurser"],
      ["Rejser", undefined],
    ]);
  });

  test("as of the first load it says what it said then; taken back, the second never held", async () => {
    await shop.load("b1.csv", first);
    const before = known("budget");
    await shop.load("b2.csv", second);
    expect(known("budget", 1)).toEqual(before);
    await undoLoad(shop.store, 2, shop);
    expect(known("budget")).toEqual(before);
    expect(findUnsoundness(shop.store)).toEqual([]);
  });

  test("the same bytes again are nothing to do, unless another file has spoken since", async () => {
    await shop.load("b1.csv", first);
    expect(await shop.load("b1.csv", first)).toMatchObject({ status: "unchanged", load: 1 });
    await shop.load("b2.csv", second);
    expect(await shop.load("b1.csv", first)).toMatchObject({ status: "stored", load: 3 });
    expect(known("budget")).toEqual(known("budget", 1));
  });

  test("one register says nothing of another", async () => {
    await shop.load("b1.csv", first);
    await shop.load("d.csv", deliveries("A;MedCom;01-02-2025;28-02-2025;I gang"));
    expect(known("budget")).toHaveLength(2);
    expect(await shop.load("b1.csv", first)).toMatchObject({ status: "unchanged" });
  });

  test("two files of one register in a delivery that differ are both held: which one counts cannot be told", async () => {
    await shop.load("b1.csv", first);
    const { store } = await openWorkshop();
    await shop.load("b2.csv", second);
    const paths = ["b1.csv", "b2.csv"].map((name) => join(shop.folder, name));
    const found = [];
    for await (const { outcome } of ingestFiles(paths, plainSettings, { ...shop, store }))
      found.push(outcome);
    expect(found.map(({ status, exitCode }) => [status, exitCode])).toEqual([
      ["held", 13],
      ["held", 13],
    ]);
    expect(found[0]?.problems[0]?.message).toContain("both are the same register");
    store.close();
  });
});
