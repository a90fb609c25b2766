import ExcelJs from "exceljs";
import JSZip from "jszip";
import { readDocument } from "./readers/read-document.js";
import type { ExploreData, GroupingId, ShareMonthsData } from "../reports/steering/explore/data.js";
import { sayAgain } from "../reports/steering/explore/phrases.js";
import { inMonths, wholeMonths } from "../reports/steering/explore/view.js";
import { readData } from "../reports/steering/explore/written.js";
import type { ToldCount, ToldMonth, ToldRow } from "./public-attack.js";

/** A table of a file as somebody reads it: its headings and its cells, numbers as numbers. */
export interface ReadTable {
  file: string;
  headings: string[];
  rows: (string | number | null)[][];
}

/** A made file. */
interface MadeFile {
  fileName: string;
  bytes: Uint8Array;
}

/** All tables of pages, workbooks, documents, data and of the sheets behind a deck's charts, with the slides' own tables. */
export async function tablesOf(files: readonly MadeFile[]): Promise<ReadTable[]> {
  const tables = await Promise.all(
    files.map(async ({ fileName, bytes }): Promise<ReadTable[]> => {
      if (fileName.endsWith(".html")) return pageTables(fileName, new TextDecoder().decode(bytes));
      if (fileName.endsWith(".csv")) return csvTable(fileName, new TextDecoder().decode(bytes));
      if (fileName.endsWith(".xlsx")) return bookTables(fileName, bytes);
      if (fileName.endsWith(".pptx")) return deckTables(fileName, bytes);
      if (fileName.endsWith(".docx")) return documentTables(fileName, bytes);
      return [];
    }),
  );
  return tables.flat();
}

/** All that can be read of files, markup and numbers' places aside: what pages, sheets, slides and notes say. */
export async function wordsOf(files: readonly MadeFile[]): Promise<string> {
  const words = await Promise.all(
    files.map(async ({ fileName, bytes }) => {
      if (fileName.endsWith(".html")) return pageWords(new TextDecoder().decode(bytes));
      if (!/\.(xlsx|pptx|docx)$/.test(fileName)) return plain(new TextDecoder().decode(bytes));
      const parts = Object.values((await JSZip.loadAsync(bytes)).files).filter(({ name }) =>
        name.endsWith(".xml"),
      );
      return (await Promise.all(parts.map((part) => part.async("string")))).map(plain).join("\n");
    }),
  );
  return words.join("\n");
}

/** What a page says, and what it says of the groups that its reader opens. */
function pageWords(html: string): string {
  const data = choicesOf(html);
  const said = (data?.groupings ?? []).flatMap(({ groups }) =>
    groups.flatMap(({ plans = [], active, ok22 }) =>
      [...plans.flatMap((one) => [one?.plans, one?.newPlans]), active, ok22].flatMap(
        (told) => told?.said ?? [],
      ),
    ),
  );
  return [plain(html), ...said.map((one) => sayAgain(one, data?.patterns ?? []))].join("\n");
}

/** What the reader of a page can choose from; null: nothing. */
export function choicesOf(html: string): ExploreData | null {
  const [, json] = /<script type="application\/json" id="choices-data">(.*?)<\/script>/s.exec(html) ?? [];
  return json === undefined ? null : readData(json);
}

function plain(markup: string): string {
  return markup
    .replaceAll(/<(style|script)\b.*?<\/\1>/gs, " ")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/[\s\u00a0]+/g, " ");
}

/** `1.598` and `80,0 %` as numbers, a share from 0 to 1; anything else as it stands. */
function cellOf(text: string): string | number | null {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed === "–") return null;
  const share = /^\d+,\d %$/.test(trimmed);
  if (!share && !/^−?\d{1,3}(\.\d{3})*$/.test(trimmed)) return trimmed;
  const number = Number(trimmed.replaceAll(".", "").replace("−", "-").replace(",", ".").replace(" %", ""));
  return share ? number / 100 : number;
}

function pageTables(file: string, html: string): ReadTable[] {
  return [...writtenTables(file, html), ...choiceTables(file, html)];
}

/** What the reader of a page can choose to see, as the tables that it would open. */
function choiceTables(file: string, html: string): ReadTable[] {
  const data = choicesOf(html);
  if (data === null) return [];
  return data.groupings.flatMap(({ id, groups }) =>
    groups.flatMap((group): ReadTable[] => {
      if (id === "country")
        return [
          shareTable(file, data, { share: group.ok22, headings: ["Måned", "Opfylder", "Klinikker"] }),
          shareTable(file, data, {
            share: group.active,
            headings: ["Måned", "Aktive lægehuse", "Lægehuse i alt"],
          }),
        ];
      const kind = choiceKinds[id];
      const pass = group.ok22?.part.at(-1) ?? null;
      const clinics = group.ok22?.whole.at(-1)?.[1] ?? null;
      if (kind === undefined || pass === null || clinics === null) return [];
      // What is laid together is named by its region where the page would have two of a name.
      const name = group.name.startsWith("Øvrige (") ? group.name.replace(/,.*$/, "") : group.name;
      return [
        {
          file,
          headings: [kind, "Region", "Klinikker", "Opfylder"],
          rows: [[name, group.within ?? null, clinics, pass]],
        },
      ];
    }),
  );
}

const choiceKinds: Partial<Record<GroupingId, string>> = {
  region: "Region",
  municipality: "Kommune",
  system: "Lægesystem",
};

function shareTable(
  file: string,
  data: ExploreData,
  { share, headings }: { share: ShareMonthsData | undefined; headings: string[] },
): ReadTable {
  if (share === undefined) return { file, headings, rows: [] };
  const part = inMonths(share.part, data);
  const whole = wholeMonths(share, data);
  const rows = data.months.map((month, place) => [month, part[place] ?? null, whole[place] ?? null]);
  return { file, headings, rows: rows.filter(([, count]) => count !== null) };
}

function writtenTables(file: string, html: string): ReadTable[] {
  return [...html.matchAll(/<table\b.*?<\/table>/gs)].map(([table]) => {
    const rows = [...table.matchAll(/<tr\b.*?<\/tr>/gs)].map(([row]) =>
      [...row.matchAll(/<t[hd]\b[^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) => plain(cell).trim()),
    );
    const [headings = [], ...others] = rows;
    return { file, headings, rows: others.map((row) => row.map(cellOf)) };
  });
}

function csvTable(file: string, csv: string): ReadTable[] {
  const lines = csv.replace("\ufeff", "").trim().split("\r\n");
  const [headings = [], ...rows] = lines.map((line) => line.split(";"));
  const number = (cell: string): string | number | null =>
    cell === "" ? null : /^-?\d+(,\d+)?$/.test(cell) ? Number(cell.replace(",", ".")) : cell;
  return [{ file, headings, rows: rows.map((row) => row.map(number)) }];
}

async function bookTables(file: string, bytes: Uint8Array | ArrayBuffer): Promise<ReadTable[]> {
  const workbook = new ExcelJs.Workbook();
  await workbook.xlsx.load(bytes as ArrayBuffer);
  return workbook.worksheets.flatMap((sheet) => {
    const rows: (string | number | null)[][] = [];
    sheet.eachRow((row) => {
      const cells: (string | number | null)[] = [];
      row.eachCell({ includeEmpty: true }, (cell, at) => {
        const { value } = cell;
        // A month is a date in a cell.
        const text = value instanceof Date ? value.toISOString().slice(0, 7) : cell.text;
        cells[at - 1] = typeof value === "number" ? value : value === null ? null : text;
      });
      rows.push(cells);
    });
    // A table begins below the lines of text, with the first row of several headings.
    const head = rows.findIndex((row) => row.filter((cell) => typeof cell === "string").length > 1);
    if (head === -1) return [];
    return [
      { file: `${file} ${sheet.name}`, headings: (rows[head] ?? []).map(String), rows: rows.slice(head + 1) },
    ];
  });
}

async function deckTables(file: string, bytes: Uint8Array): Promise<ReadTable[]> {
  const zip = await JSZip.loadAsync(bytes);
  const parts = Object.values(zip.files);
  const sheets = parts.filter(({ name }) => /^ppt\/embeddings\/.*\.xlsx$/.test(name));
  const slides = parts.filter(({ name }) => /^ppt\/slides\/slide\d+\.xml$/.test(name));
  const behind = await Promise.all(
    sheets.map(async (part) => bookTables(file, await part.async("arraybuffer"))),
  );
  const drawn = await Promise.all(
    slides.map(async (part) =>
      [...(await part.async("string")).matchAll(/<a:tbl>.*?<\/a:tbl>/gs)].map(([table]): ReadTable => {
        const rows = [...table.matchAll(/<a:tr\b.*?<\/a:tr>/gs)].map(([row]) =>
          [...row.matchAll(/<a:tc\b.*?<\/a:tc>/gs)].map(([cell]) => plain(cell).trim()),
        );
        const [headings = [], ...others] = rows;
        return { file, headings, rows: others.map((row) => row.map(cellOf)) };
      }),
    ),
  );
  return [...behind.flat(), ...drawn.flat()];
}

async function documentTables(file: string, bytes: Uint8Array): Promise<ReadTable[]> {
  const { tables } = await readDocument(bytes);
  return tables.map(([head, ...others]) => ({
    file,
    headings: head?.cells ?? [],
    rows: others.map(({ cells }) => cells.map(cellOf)),
  }));
}

const monthNames = [
  ...["januar", "februar", "marts", "april", "maj", "juni"],
  ...["juli", "august", "september", "oktober", "november", "december"],
];

/** `februar 2025` or `2025-02` as `2025-02`. */
function monthOf(cell: string | number | null | undefined): string {
  const text = String(cell ?? "").toLowerCase();
  const [name = "", year = ""] = text.split(" ");
  const place = monthNames.indexOf(name);
  return place === -1 ? text : `${year}-${String(place + 1).padStart(2, "0")}`;
}

const lowerBounds: Readonly<Record<string, number>> = {
  ...{ "0": 0, "<5": 0.1, "5–9": 5, "10–14": 10, "15–19": 15, "20–29": 20, "30–39": 30, "≥40": 40 },
};

/** What a month's public files tell of clinics; `torn`: what one file says otherwise than another, in words. */
export function toldBy(month: string, tables: readonly ReadTable[]): { told: ToldMonth; torn: string[] } {
  const seen = new Map<string, { words: string; file: string }>();
  const torn: string[] = [];
  /** Notes what a file says, and answers whether nobody said it yet. */
  const note = (key: string, words: string, file: string): boolean => {
    const known = seen.get(key);
    if (known === undefined) seen.set(key, { words, file });
    else if (known.words !== words) torn.push(`${key}: ${known.words} in ${known.file}, ${words} in ${file}`);
    return known === undefined;
  };
  const rows: Record<"Region" | "Lægesystem" | "Kommune", ToldRow[]> = {
    Region: [],
    Lægesystem: [],
    Kommune: [],
  };
  const countries = new Map<string, ToldCount>();
  const bins: ToldMonth["bins"][number][] = [];
  const activity: ToldMonth["activity"][number][] = [];
  let apart = 0;
  for (const { file, headings, rows: cells } of tables) {
    const at = (...names: string[]): number => headings.findIndex((heading) => names.includes(heading));
    const [clinicsAt, passAt, activeAt] = [at("Klinikker"), at("Opfylder"), at("Aktive lægehuse", "Aktive")];
    for (const row of cells) {
      const [first = null] = row;
      const number = (place: number): number => Number(row[place] ?? Number.NaN);
      const count = { pass: number(passAt), notPass: number(clinicsAt) - number(passAt) };
      const words = `${count.pass} and ${count.notPass}`;
      const kind = headings[0];
      if (kind === "Måned" && passAt > 0) {
        if (note(`country ${monthOf(first)}`, words, file)) countries.set(monthOf(first), count);
      } else if (kind === "Måned" && activeAt > 0) {
        const one = {
          month: monthOf(first),
          active: number(activeAt),
          clinics: number(at("Lægehuse i alt")),
        };
        if (note(`active ${one.month}`, `${one.active} of ${one.clinics}`, file)) activity.push(one);
      } else if (kind === "Nye planer pr. læge" && first !== "I alt" && !Number.isNaN(number(clinicsAt))) {
        const label = String(first);
        if (!note(`bin ${label}`, String(row[clinicsAt]), file)) continue;
        const [from = "", to = from] = label.replace(" eller ukendt", "").split(" til ");
        const [low, high] = [lowerBounds[from], lowerBounds[to]];
        if (low === undefined || high === undefined) apart = number(clinicsAt);
        else
          bins.push({
            from: low,
            to: high,
            withUnknown: label.endsWith("ukendt"),
            clinics: number(clinicsAt),
          });
      } else if ((kind === "Region" || kind === "Lægesystem" || kind === "Kommune") && passAt > 0) {
        const name = String(first);
        if (name === "Hele landet") {
          note(`country ${month}`, words, file);
          continue;
        }
        const region = kind === "Kommune" ? row[1] : null;
        const within = region === null || region === undefined || region === "–" ? null : String(region);
        const one = { name: name.startsWith("Øvrige (") ? null : name, within, ...count };
        if (note(`${kind} ${name} in ${within ?? ""}`, words, file)) rows[kind].push(one);
      }
    }
  }
  const told = {
    month,
    country: countries.get(month) ?? null,
    regions: rows.Region,
    systems: rows.Lægesystem,
    municipalities: rows.Kommune,
    bins: bins.sort((left, right) => left.from - right.from),
    apart,
    activity,
  };
  return { told, torn };
}
