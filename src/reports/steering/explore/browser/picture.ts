import { countWords, shortMonthYearWords } from "../../../../domain/danish.js";
import type { ExploreData, Months } from "../data.js";
import type { DrawnGroup, View } from "../view.js";
import { valueAsRead } from "../view.js";
import { drawing } from "./part.js";

/** Size of a picture and of the room in it for the months, in its own units: the scale stands before it, months below. */
const size = { width: 260, height: 120 };
const room = { left: 42, right: 246, top: 8, bottom: 98 };

/** A group's months as a line, with what they are held against. It says nothing that its table does not say. */
export function multipleOf(drawn: DrawnGroup, view: View, data: ExploreData): SVGElement {
  const { months, ruleBreaks } = data;
  const { scale, first } = view;
  const last = months.length - 1;
  const x = (place: number): number =>
    first === last
      ? (room.left + room.right) / 2
      : room.left + ((place - first) * (room.right - room.left)) / (last - first);
  const y = (value: number): number => {
    const share = (value - scale.low) / (scale.top - scale.low);
    return room.bottom - Math.min(1, Math.max(0, share)) * (room.bottom - room.top);
  };
  const newest = drawn.values.at(-1) ?? null;
  const places = { x, y };
  return drawing(
    "svg",
    { viewBox: `0 0 ${size.width} ${size.height}`, "aria-hidden": "true", focusable: "false" },
    ...bandShapes(drawn.band, places),
    ...axes(view, data),
    ...(view.country === null ? [] : lines(view.country, "country", { ...places, breaks: ruleBreaks })),
    ...lines(drawn.values, "own", { ...places, breaks: view.isShare ? ruleBreaks : [] }),
    ...chanceStroke(drawn, y),
    ...(newest === null
      ? []
      : [drawing("circle", { class: "newest", cx: at(x(last)), cy: at(y(newest)), r: "3.5" })]),
  );
}

function axes(view: View, { months }: ExploreData): SVGElement[] {
  const { low, top } = view.scale;
  const words = (text: string, x: number, y: number, anchor: "start" | "end"): SVGElement =>
    drawing("text", { x: String(x), y: String(y), "text-anchor": anchor }, text);
  const ends = [
    { value: top, y: room.top },
    { value: low, y: room.bottom },
  ].flatMap(({ value, y }) => [
    drawing("path", { class: "axis", d: `M${room.left},${y}H${room.right}` }),
    words(view.isShare ? wholePercent(value) : valueAsRead(value, false), room.left - 5, y + 4, "end"),
  ]);
  const [first, last] = [months[view.first], months.at(-1)];
  const under = size.height - 5;
  return [
    ...ends,
    ...(first === undefined || first === last
      ? []
      : [words(shortMonthYearWords(first), room.left, under, "start")]),
    ...(last === undefined ? [] : [words(shortMonthYearWords(last), room.right, under, "end")]),
  ];
}

/** The ends of the scale are whole steps of 5 %. */
function wholePercent(share: number): string {
  return `${countWords(share * 100)}\u00a0%`;
}

/** The band of the usual, one shape for each run of months that have one. */
function bandShapes(
  band: DrawnGroup["band"],
  { x, y }: { x: (place: number) => number; y: (value: number) => number },
): SVGElement[] {
  return runsOf(band, []).map((run) => {
    const upper = run.map(([place, [, high]]) => `${at(x(place))},${at(y(high))}`);
    const lower = run.map(([place, [low]]) => `${at(x(place))},${at(y(low))}`).reverse();
    return drawing("path", { class: "band", d: `M${[...upper, ...lower].join("L")}Z` });
  });
}

/** A line that breaks where a month is not known and where another requirement begins; a month alone is a dot. */
function lines(
  values: Months,
  name: string,
  { x, y, breaks }: { x: (place: number) => number; y: (value: number) => number; breaks: readonly number[] },
): SVGElement[] {
  return runsOf(values, breaks).map((run) => {
    const points = run.map(([place, value]) => `${at(x(place))},${at(y(value))}`);
    const [first = ""] = points;
    return points.length === 1
      ? drawing("path", { class: `line ${name}`, d: `M${first}h0` })
      : drawing("path", { class: `line ${name}`, d: `M${points.join("L")}` });
  });
}

function chanceStroke({ byChance }: DrawnGroup, y: (value: number) => number): SVGElement[] {
  if (byChance === null) return [];
  const [low, high] = byChance;
  const x = at(size.width - 5);
  return [drawing("path", { class: "chance", d: `M${x},${at(y(low))}V${at(y(high))}` })];
}

/** The known values with their places, in runs without holes. */
function runsOf<Value>(values: readonly (Value | null)[], breaks: readonly number[]): [number, Value][][] {
  const runs: [number, Value][][] = [];
  values.forEach((value, place) => {
    if (value === null) return;
    const run = runs.at(-1) ?? [];
    const isNext = run.at(-1)?.[0] === place - 1 && !breaks.includes(place);
    if (isNext) run.push([place, value]);
    else runs.push([[place, value]]);
  });
  return runs;
}

function at(coordinate: number): string {
  return String(Math.round(coordinate * 10) / 10);
}
