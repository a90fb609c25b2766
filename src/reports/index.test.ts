import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";
import type { Question } from "../question/question.js";
import { resolveQuestion } from "../question/question.js";
import { openDesk } from "../testing/flp.js";
import type { Workshop } from "../testing/workshop.js";
import { clinicsCsv, countsCsv, openWorkshop } from "../testing/workshop.js";
import { makeReport, readFigures, reportIds, reportOf } from "./index.js";
import { reportForms } from "./shared/forms.js";

let shop: Workshop;
let question: Question;
beforeAll(async () => {
  shop = await openWorkshop();
  await shop.load("laegehuse_2025-02.csv", clinicsCsv([{ ydernummer: "11" }, { ydernummer: "22" }]));
  await shop.load("planer_2025-02.csv", countsCsv([["2025-02", "11", "KOL", 12, 3]]));
  question = await resolveQuestion(shop, {});
});
afterAll(() => shop.end());

test("every room that holds a report of a month is in the list", async () => {
  const rooms = await readdir(join(programFolder, "src", "reports"), { withFileTypes: true });
  const ids = await Promise.all(
    rooms
      .filter((room) => room.isDirectory())
      .map(async ({ name, parentPath }) =>
        (await readdir(join(parentPath, name))).includes("report.ts") ? [name] : [],
      ),
  );
  expect([...reportIds].sort()).toEqual(ids.flat().sort());
});

describe.each(reportIds)("the report %s", (id) => {
  test("is made in the forms that the list names, all of them and each alone", async () => {
    const { forms } = reportOf(id);
    for (const wanted of [[], ...forms.map((form) => [form])]) {
      const figures = await readFigures(id, question, wanted);
      const input = { question, figures, shownBefore: null, forms: wanted, home: programFolder };
      const files = await makeReport(id, input);
      const made = new Set(files.map(({ fileName }) => fileName.split(".").at(-1)));
      expect([...made].sort()).toEqual((wanted.length === 0 ? forms : wanted).toSorted());
    }
  });

  test("takes the options that the list says, and tells why it takes no other", async () => {
    const desk = await openDesk();
    try {
      const { accessible, audience, makes } = reportOf(id);
      const others = reportForms.filter((form) => !reportOf(id).forms.includes(form));
      for (const [words, taken] of [
        [["--accessible"], accessible],
        [["--audience", "public"], audience],
      ] as const) {
        const { code, err } = await desk.flp("report", id, ...words);
        // Without a database an option that is taken ends there.
        expect(code).toBe(taken === true ? 14 : 2);
        if (taken !== true) expect(err).toContain(`the report ${id} ${taken.wrong}`);
      }
      expect(others.length).toBeGreaterThan(0);
      expect((await desk.flp("report", "--help")).out).toContain(makes.slice(0, 30));
    } finally {
      await desk.end();
    }
  });
});
