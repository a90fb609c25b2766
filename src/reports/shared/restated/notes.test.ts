import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readRevisionTexts } from "./texts.js";
import type { ShownBefore } from "../../../domain/shapes/shown-before.js";
import { programFolder } from "../../../lib/program.js";
import { month } from "../../../testing/workshop.js";
import { tellRestatements } from "./notes.js";

const texts = await readRevisionTexts(join(programFolder, "reports"));

/** December in two steps, 100 to 90 to 95; November only in its parts, so that its total stands. */
const restatements = [
  { load: 5, date: "2025-02-10", month: month("2024-12"), before: 100, now: 90 },
  { load: 6, date: "2025-03-01", month: month("2024-12"), before: 90, now: 95 },
  { load: 7, date: "2025-03-10", month: month("2024-11"), before: 50, now: 50 },
];

const shown: ShownBefore = {
  name: "møde 1",
  date: "2025-02-20",
  month: month("2025-01"),
  asOf: 5,
  share: 0.7854,
};

type Asked = Partial<Parameters<typeof tellRestatements>[0]>;

function tell(asked: Asked): ReturnType<typeof tellRestatements> {
  return tellRestatements(
    { restatements, shown: null, previousMeeting: null, compliance: [], ...asked },
    texts,
  );
}

describe("what was stated otherwise before", () => {
  test("is compared with the last sealed release, whatever day of a meeting is configured", () => {
    const told = tell({ shown, previousMeeting: "2025-03-05" });
    expect(told.planLines).toEqual(["Tal for december 2024 er genopgjort fra 90 til 95."]);
    expect(told.since).toBe(
      "Sammenlignet med det, der blev vist sidst: udgaven »møde 1«, forseglet 20-02-2025 (indlæsning 5).",
    );
  });

  test("is compared with the meeting before where nothing is sealed", () => {
    const told = tell({ previousMeeting: "2025-02-20" });
    expect(told.planLines).toEqual(["Tal for december 2024 er genopgjort fra 90 til 95."]);
    expect(told.since).toBe("Sammenlignet med tallene til og med mødet 20-02-2025.");
  });

  test("is compared with the first figures where there is neither, each month once", () => {
    const told = tell({});
    expect(told.planLines).toEqual(["Tal for december 2024 er genopgjort fra 100 til 95."]);
    expect(told.since).toBe("Sammenlignet med månedernes første tal.");
  });

  test("tells the share that was shown, where it reads otherwise now", () => {
    const lines = (share: number | null): readonly string[] =>
      tell({ shown, compliance: [{ month: month("2025-01"), share }] }).shareLines;
    expect(lines(0.8)).toEqual([
      "Andelen, der opfylder OK22 i januar 2025, er genopgjort fra 78,5 % til 80,0 %.".replaceAll(
        " %",
        "\u00a0%",
      ),
    ]);
    // 78,54 % and 78,53 % read the same.
    expect(lines(0.7853)).toEqual([]);
    expect(lines(null)).toEqual([]);
  });
});
