import JSZip from "jszip";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";
import type { FlpDesk } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";

/*
 * A clinic is called klinik in all that people read. Where the published slides say lægehus, in titles and notes that stand
 * as they are, both words stand in one artefact; any other lægehus is a stranger, and told with its file and its sentence.
 */

/** What the published slides say, in the steering group's page, deck and paper: the only lægehus that the program writes. */
const published: readonly (readonly [why: string, words: RegExp])[] = [
  ["note of the slides", /Antal lægehuse i alt( i [a-z]+ \d{4})? \(5,80\): \d+/g],
  ["note of the slides", /Nedlukkede lægehuse, samt regions- og udbudsklinikker, frasorteret\./g],
  ["note of the slides", /Nedlukkede lægehuse er frasorteret\./g],
  ["definition of the slides", /Et lægehus betegnes som aktivt, hvis det har udarbejdet/g],
  ["term that the slides define", /Aktivt lægehus|[Aa]ktive lægehuse/g],
  ["what the slides' note counts, as the column beside it", /Lægehuse i alt/g],
  ["the definition that says that both words mean one thing", /Klinik, lægehus/g],
];

/** What a supplier's layout calls its column: named where a problem of that column is told. */
const ofTheLayout: typeof published = [["column of the register's layout", /kolonnen Lægehus|^Lægehus$/g]];

const exceptionsOf = (file: string): typeof published =>
  /^(steering|paper)_/.test(file) ? published : /problemer|^mail_laegehuse/.test(file) ? ofTheLayout : [];

let desk: FlpDesk;
let names: string[];
/** Each artefact's texts, by its file. */
const artefacts = new Map<string, string[]>();

beforeAll(async () => {
  desk = await openDesk();
  const db = ["--db", desk.path("demo/demo.sqlite")];
  const make = async (...words: string[]): Promise<void> => {
    const { code, err } = await desk.flp(...words);
    expect(code, `${words.join(" ")}: ${err}`).toBe(words[0] === "ingest" ? 12 : 0);
  };
  await make("demo", "--out", desk.path("demo"));
  for (const report of ["consultants", "paper"])
    await make("report", report, ...db, "--out", desk.path("more"));
  await make("report", "regions", ...db, "--accessible", "--out", desk.path("accessible"));
  for (const report of ["steering", "ok22", "paper"])
    await make("report", report, ...db, "--audience", "public", "--out", desk.path("public"));
  const register = join(programFolder, "fixtures", "national", "laegehuse_2025-02.csv");
  const rows = (await readFile(register, "utf8")).replace(/^\u{feff}/u, "").split(/\r?\n/);
  names = rows.slice(1).map((row) => row.split(";")[1] ?? "");
  const nameless = rows.map((row, at) => (at === 5 ? row.replace(names[4]!, "") : row)).join("\n");
  await mkdir(desk.path("refused"));
  await writeFile(desk.path("refused/laegehuse_2025-03.csv"), nameless);
  await make("ingest", desk.path("refused/laegehuse_2025-03.csv"), ...db, "--out", desk.path("refused"));
  for (const folder of [
    "demo/steering",
    "demo/ok22",
    "demo/regions",
    "more",
    "accessible",
    "public",
    "refused",
  ])
    for (const file of await readdir(desk.path(folder)))
      if (!/\.(png|json)$|^laegehuse_[^.]*\.csv$/.test(file))
        artefacts.set(`${folder}/${file}`, await textsOf(desk.path(join(folder, file))));
}, 600_000);
afterAll(() => desk.end());

/** All texts of a file that a reader meets: of a page, workbook, deck or document the words between tags and in attributes. */
async function textsOf(path: string): Promise<string[]> {
  if (!/\.(xlsx|pptx|docx)$/.test(path)) return wordsIn(await readFile(path, "utf8"));
  const zip = await JSZip.loadAsync(await readFile(path));
  const parts = Object.values(zip.files).filter(({ name }) => /\.(xml|rels)$/.test(name));
  return (await Promise.all(parts.map((part) => part.async("string")))).flatMap(wordsIn);
}

/** Words between tags, values of attributes, and cells and lines of what has no tags. Runs of one paragraph are one text. */
function wordsIn(text: string): string[] {
  if (!/^\s*</.test(text)) return text.split(/[;\r\n]+/);
  const whole = text.replaceAll(/<\/(a|w):t>.*?<(a|w):t[^>]*>/gs, (between) =>
    /<\/(a|w):p>/.test(between) ? between : "",
  );
  const attributes = [...whole.matchAll(/="([^"]*)"/g)].map(([, value = ""]) => value);
  return [...whole.split(/<[^>]*>/), ...attributes]
    .map((words) => words.trim())
    .filter((words) => words !== "");
}

/** What remains of a text without the names of clinics and what may stand there. */
function withoutKnown(text: string, exceptions: typeof published): string {
  const named = names.filter((name) => name !== "" && text.includes(name));
  const bare = named.toSorted((left, right) => right.length - left.length);
  const rest = bare.reduce((left, name) => left.replaceAll(name, ""), text);
  return exceptions.reduce((left, [, words]) => left.replaceAll(words, ""), rest);
}

const speaks = /lægehus/i;

describe("a clinic", () => {
  test("has one word in each artefact; another is a stranger, but where the published slides have it", () => {
    const strangers = [...artefacts].flatMap(([file, texts]) =>
      texts
        .filter((text) => speaks.test(text) && speaks.test(withoutKnown(text, exceptionsOf(basename(file)))))
        .map((text) => `${file}: “${text.slice(0, 200)}”`),
    );
    expect([...new Set(strangers)]).toEqual([]);
  });

  test("is called lægehus wherever an exception allows it: none is left over", () => {
    const texts = [...artefacts.values()].flat().filter((text) => speaks.test(text));
    const idle = [...published, ...ofTheLayout].filter(
      ([, words]) => !texts.some((text) => text.search(words) >= 0),
    );
    expect(idle.map(([, words]) => words.source)).toEqual([]);
  });

  test("is spoken of in each page, workbook, deck and document, so that all were read", () => {
    const silent = [...artefacts].filter(
      ([file, texts]) => /\.(html|xlsx|pptx|docx)$/.test(file) && !texts.some((text) => /klinik/i.test(text)),
    );
    expect(silent.map(([file]) => file)).toEqual([]);
    const kinds = new Set([...artefacts.keys()].map((file) => file.replace(/^.*\./, "")));
    expect([...kinds].toSorted()).toEqual(["csv", "docx", "html", "pptx", "svg", "txt", "xlsx"]);
  });
});
