import { describe, expect, test } from "vitest";
import { exitCode } from "../lib/errors.js";
import { plainLimits } from "../testing/plain-limits.js";
import { readWorkbook } from "./audit/read-workbook.js";
import { chooseLayouts, openTemplate } from "./deck/house/template.js";
import { OfficeError } from "./office-error.js";
import { refuseLargePackage } from "./package/package-size.js";
import { openZip } from "./package/zip.js";
import { pngSize } from "./png-size.js";
import { checkWorkbook } from "./workbook/check-workbook.js";
import { toCellText } from "./workbook/text.js";

const text = new TextEncoder().encode("no package at all");
const template = { file: "skabelon.potx", bytes: text, titleLayout: null, contentLayout: null };
const properties = { title: "OK22", creator: "MedCom", language: "da-DK", made: new Date(0) };

/** Each way in which this room refuses, with where it says the fault is. */
const refusals: [what: string, place: string, refuse: () => unknown][] = [
  ["a file that is no package", "the workbook", () => openZip(text, plainLimits)],
  [
    "a package beyond a limit",
    "the file",
    () => refuseLargePackage(11, { ...plainLimits, maxPackageBytes: 10 }),
  ],
  [
    "a file that is looked at and no workbook",
    "noter.txt",
    () => readWorkbook(text, { fileName: "noter.txt", limits: plainLimits }),
  ],
  ["a template that is none", "skabelon.potx", () => openTemplate(template)],
  ["a template without layouts", "skabelon.potx", () => chooseLayouts(new Map(), template)],
  ["a logo that is no PNG", "the logo", () => pngSize(text)],
  ["a workbook without a sheet", '"OK22"', () => checkWorkbook({ properties, sheets: [] } as never)],
  ["a text that no cell takes", "aaaa", () => toCellText("a".repeat(40_000))],
];

describe("an error about an Office file", () => {
  test.each(refusals)(
    "%s is of one type, with its place, a remedy and an exit code",
    async (_, place, refuse) => {
      const error: unknown = await Promise.resolve()
        .then(refuse)
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(OfficeError);
      if (!(error instanceof OfficeError)) return;
      expect(error.place).toContain(place);
      expect(error.remedy).toMatch(/^[a-z].{8,}/);
      expect([exitCode.usage, exitCode.render]).toContain(error.code);
    },
  );

  test("of a file that was sent has the problem that its supplier is told, remedy and all", async () => {
    const error: unknown = await openZip(text, plainLimits).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      message: "the workbook is damaged: its directory is missing, as in a file that was cut",
      remedy: "open it in Excel and save it again, or ask the supplier for it again",
      problem: {
        code: "damaged",
        message:
          "the workbook is damaged: its directory is missing, as in a file that was cut; open it in Excel and save it again, or ask the supplier for it again",
      },
    });
  });
});
