import { capitalized, countWords, monthWords, shareWords } from "../../../../domain/danish.js";
import type { Choice } from "../choice.js";
import { typePlace } from "../choice.js";
import type { ExploreData, ExploreGroup } from "../data.js";
import { fill } from "../fill.js";
import { sayAgain } from "../phrases.js";
import type { DrawnGroup } from "../view.js";
import { inMonths, shareMonths, wholeMonths } from "../view.js";
import { part } from "./part.js";

/** A column of a group's table: its heading, and its cell of each month of the page. */
interface Column {
  heading: string;
  cells: string[];
}

/** What is said of a group's months, each sentence with its full stop. */
export function findingSentences({ said }: DrawnGroup, { texts, patterns }: ExploreData): string[] {
  const sentences = said.map((one) => sayAgain(one, patterns));
  return (sentences.length === 0 ? [texts.noFinding] : sentences).map((finding) =>
    fill(texts.finding, { finding }),
  );
}

/** The opened group: what its months show, its table, and a way to close it again. */
export function openedGroup(
  drawn: DrawnGroup,
  choice: Choice,
  { data, close }: { data: ExploreData; close: () => void },
): HTMLElement {
  const { texts } = data;
  const { name } = drawn.group;
  const button = part("button", { type: "button", class: "close" }, fill(texts.close, { group: name }));
  button.addEventListener("click", close);
  return part(
    "section",
    { "aria-label": `${texts.opened}: ${name}` },
    part("div", { class: "opened-head" }, part("h3", { dir: "auto" }, name), button),
    ...findingSentences(drawn, data).map((text) => part("p", { class: "finding" }, text)),
    tableOf(drawn, choice, data),
  );
}

function tableOf(drawn: DrawnGroup, choice: Choice, data: ExploreData): HTMLElement {
  const { texts, months } = data;
  const words = { measure: texts.measures[choice.measure], group: drawn.group.name };
  const caption =
    choice.type === null
      ? fill(texts.caption, words)
      : fill(texts.captionOfType, { ...words, type: choice.type });
  const columns = columnsOf(drawn, choice, data);
  const first = firstKnown(columns, months.length);
  const rows = months
    .map((month, place) =>
      part(
        "tr",
        place === months.length - 1 ? { class: "stressed" } : {},
        part("th", { scope: "row" }, capitalized(monthWords(month))),
        ...columns.map(({ cells }) => part("td", { class: "number" }, cells[place] ?? "")),
      ),
    )
    .slice(first)
    .reverse();
  const heads = columns.map(({ heading }) => part("th", { scope: "col", class: "number" }, heading));
  return part(
    "div",
    { class: "scroll", role: "region", "aria-label": caption, tabindex: "0" },
    part(
      "table",
      {},
      part("caption", {}, part("span", {}, caption)),
      part("thead", {}, part("tr", {}, part("th", { scope: "col" }, texts.columns.month), ...heads)),
      part("tbody", {}, ...rows),
    ),
  );
}

/** The place of the first month of which something is told. */
function firstKnown(columns: readonly Column[], count: number): number {
  const first = Array.from({ length: count }, (_, place) => place).find((place) =>
    columns.some(({ cells }) => cells[place] !== unknown),
  );
  return first ?? count - 1;
}

const unknown = "–";

function columnsOf(drawn: DrawnGroup, { measure, type }: Choice, data: ExploreData): Column[] {
  const { columns } = data.texts;
  const { group } = drawn;
  if (measure === "active")
    return shareColumns(group, "active", { ...columns, part: columns.active, all: columns.clinics }, data);
  if (measure === "ok22") {
    const headings = { part: columns.pass, all: columns.compared, share: columns.shareOk22 };
    return shareColumns(group, "ok22", headings, data);
  }
  const plans = group.plans?.[typePlace(type, data)] ?? null;
  if (plans === null) return [];
  const fresh = inMonths(plans.new, data);
  const kept = inMonths(plans.maintained, data);
  const total = fresh.map((value, place) => (value === null ? null : value + (kept[place] ?? 0)));
  const usual = drawn.band.map((range) =>
    range === null
      ? unknown
      : fill(data.texts.range, {
          low: countWords(Math.round(range[0])),
          high: countWords(Math.round(range[1])),
        }),
  );
  const freshColumn = { heading: columns.new, cells: fresh.map(countOrUnknown) };
  const own =
    measure === "new"
      ? [freshColumn]
      : [
          freshColumn,
          { heading: columns.maintained, cells: kept.map(countOrUnknown) },
          { heading: columns.total, cells: total.map(countOrUnknown) },
        ];
  const hasUsual = usual.some((cell) => cell !== unknown);
  return hasUsual ? [...own, { heading: columns.usual, cells: usual }] : own;
}

function shareColumns(
  group: ExploreGroup,
  measure: "active" | "ok22",
  headings: { part: string; all: string; share: string },
  data: ExploreData,
): Column[] {
  const months = group[measure];
  if (months === undefined) return [];
  return [
    { heading: headings.part, cells: inMonths(months.part, data).map(countOrUnknown) },
    { heading: headings.all, cells: wholeMonths(months, data).map(countOrUnknown) },
    {
      heading: headings.share,
      cells: shareMonths(months, data).map((share) => (share === null ? unknown : shareWords(share))),
    },
  ];
}

function countOrUnknown(count: number | null): string {
  return count === null ? unknown : countWords(count);
}
