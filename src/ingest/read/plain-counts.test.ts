import fc from "fast-check";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { shipped } from "../../testing/arrival/bench.js";
import { openExtract } from "../open/open-extract.js";
import type { ReadOptions } from "./extract-shapes.js";
import { planCountReader } from "./plan-counts.js";

/*
 * Lines that are read without being cut into cells, against the same lines cut into cells: a quotation mark in the header
 * has the whole of a small file read cell by cell, and changes nothing else.
 */
let folder: string;
let definitions: Awaited<ReturnType<typeof shipped>>;
beforeAll(async () => {
  definitions = await shipped();
  folder = await mkdtemp(join(tmpdir(), "flp-plain-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const headings = ["Periode", "Ydernummer", "Plantype", "Nye planer", "Vedligeholdte planer"];

/** Everything that reading a text comes to. */
async function readBack(text: string, options: ReadOptions): Promise<unknown> {
  const path = join(folder, "planer.csv");
  await writeFile(path, text);
  const extract = await openExtract(path, { profile: null, month: null }, definitions);
  if (!("kind" in extract) || extract.kind !== "plan-counts") return extract;
  const batches = { read: 0, rows: [] as unknown[], problems: [] as unknown[], rejected: [] as unknown[] };
  for await (const { read, rows, problems, rejected } of extract.rows(options)) {
    batches.read += read;
    batches.rows.push(...rows);
    batches.problems.push(...problems);
    batches.rejected.push(...rejected);
  }
  return { ...batches, months: [...extract.months], warnings: extract.warnings };
}

const usually = <Value>(plain: fc.Arbitrary<Value>, odd: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 12, arbitrary: plain }, { weight: 1, arbitrary: odd });
const cells = [
  usually(
    fc.constantFrom("2024-11", "2024-12", "2025-01"),
    fc.constantFrom("2025-13", "", " 2024-12", "2024-12 ", "202412", "2024-1", "1900-01", "2224-01", "I alt"),
  ),
  usually(
    fc.constantFrom("012345", "012346", "700001", "999999"),
    fc.constantFrom(
      "12345",
      "000000",
      "1234567",
      " 012345",
      "01234x",
      "",
      "0102034321",
      "010203-4321",
      "Total",
    ),
  ),
  usually(
    fc.constantFrom("KOL", "T2D", "IHS"),
    fc.constantFrom(
      "kol",
      "KOL ",
      "",
      "Astma",
      "KOLX",
      "KO",
      "Type 2-diabetes",
      "Lænderyg",
      "#N/A",
      "x".repeat(40),
    ),
  ),
  ...[0, 1].map(() =>
    usually(
      fc.nat(60).map(String),
      fc.constantFrom(
        "1.234",
        "007",
        "1000001",
        "999999",
        "12,0",
        "",
        "-1",
        "1,5",
        " 5",
        "'5",
        "123456789",
        "i.t.",
      ),
    ),
  ),
];
const line = usually(
  fc.tuple(...cells).map((texts): readonly string[] => texts),
  fc.constantFrom<readonly string[]>(
    [],
    ["", "", "", "", ""],
    ["2024-12", "012345", "KOL", "1"],
    ["2024-12", "012345", "KOL", "1", "2", ""],
    ["2024-12", "012345", "KOL", "1", "2", "3"],
    headings,
    ["Kilde: PLSP"],
    ["", "", "", "Note", ""],
    ["I alt", "", "", "10", "20"],
  ),
);
const file = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 30 }),
  order: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
  delimiter: fc.constantFrom(";", "\t", "|"),
  lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
  end: fc.constantFrom("", "\n", "\r\n\r\n", "\u001a"),
  start: fc.constantFrom("", "\ufeff"),
  rejected: fc.option(fc.array(fc.nat(30), { maxLength: 4 }), { nil: null }),
});

test("a line is read without being cut where it is plain, and only there", async () => {
  const path = join(folder, "planer.csv");
  await writeFile(path, `${headings.join(";")}\n`);
  const extract = await openExtract(path, { profile: null, month: null }, definitions);
  if (!("plan" in extract)) throw new Error("the layout is not known");
  const readLine = planCountReader(extract.plan, definitions).ofLines?.(";");
  const read = (text: string): unknown => readLine?.(`x\n${text}\n2024-12;9`, 2, 2 + text.length, 7);
  const row = { line: 7, month: "2024-12", ydernummer: "012345", planType: "KOL" };
  expect(read("2024-12;012345;KOL;1;20")).toEqual({ ...row, newPlans: 1, maintainedPlans: 20 });
  expect(read("2024-12;012345;COPD;0;999999")).toEqual({ ...row, newPlans: 0, maintainedPlans: 999_999 });
  for (const odd of [
    ...["", "2024-12", "2024-12;012345;KOL;1", "2024-12;012345;KOL;1;", "2024-12;012345;KOL;1;2;"],
    ...["2024-13;012345;KOL;1;2", ";012345;KOL;1;2", "2024-12;12345;KOL;1;2", "2024-12;000000;KOL;1;2"],
    ...[
      "2024-12;0123456;KOL;1;2",
      "2024-12;01234a;KOL;1;2",
      "2024-12;012345;KO;1;2",
      "2024-12;012345;KOLX;1;2",
    ],
    ...["2024-12;012345;KOL;1.000;2", "2024-12;012345;KOL;1;1000000", "2024-12;012345;Lænderyg;1;2"],
  ])
    expect({ odd, row: read(odd) }).toEqual({ odd, row: null });
});

test("a plain line is read as it is read cell by cell, with all that is said of it and of its file", async () => {
  let plain = 0;
  await fc.assert(
    fc.asyncProperty(file, async ({ lines, order, delimiter, lineEnd, end, start, rejected }) => {
      const textOf = (header: readonly string[]): string =>
        start +
        [header, ...lines]
          .map((one) => (one.length === 5 ? order.map((place) => one[place] ?? "") : one).join(delimiter))
          .join(lineEnd) +
        end;
      const options =
        rejected === null
          ? {}
          : { isRejected: (at: number) => rejected.includes(at), keepRejected: true as const };
      const quoted = headings.map((heading) => `"${heading}"`);
      const [uncut, cut] = [
        await readBack(textOf(headings), options),
        await readBack(textOf(quoted), options),
      ];
      expect(uncut).toEqual(cut);
      if (typeof uncut === "object" && uncut !== null && "rows" in uncut) plain += 1;
    }),
    { numRuns: Number(process.env["FLP_FUZZ_RUNS"] ?? 400) },
  );
  expect(plain).toBeGreaterThan(100);
});
