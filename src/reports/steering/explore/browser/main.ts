import { monthWords } from "../../../../domain/danish.js";
import type { Choice } from "../choice.js";
import { hashOf, readChoice } from "../choice.js";
import type { ExploreData } from "../data.js";
import { fill } from "../fill.js";
import type { DrawnGroup, View } from "../view.js";
import { valueAsRead, viewOf } from "../view.js";
import { readData } from "../written.js";
import type { Controls } from "./controls.js";
import { controlsOf } from "./controls.js";
import { part } from "./part.js";
import { findingSentences, openedGroup } from "./opened.js";
import { multipleOf } from "./picture.js";

/** The parts of the page that change with the choice. */
interface Parts {
  controls: Controls;
  /** What is said where a link asks for what is not there, and what is told aloud of an opened group. */
  notice: HTMLElement;
  spoken: HTMLElement;
  marks: HTMLElement;
  reading: HTMLElement;
  groups: HTMLElement;
}

/** What is on the page now. */
interface Shown {
  choice: Choice;
  view: View;
  buttons: Map<string, HTMLElement>;
}

/** Fills the part of the page from its data, and follows the address. */
function begin(holder: HTMLElement, data: ExploreData): void {
  let shown: Shown | null = null;
  const go = (changed: Partial<Choice>): void => {
    const { choice } = readChoice(location.hash, data);
    location.hash = hashOf({ ...choice, ...changed });
  };
  const parts: Parts = {
    controls: controlsOf(data, go),
    notice: part("p", { class: "notice", role: "status" }),
    spoken: part("p", { class: "unseen", "aria-live": "polite" }),
    marks: part("p", { class: "shown-marks" }),
    reading: part("p", { class: "reading" }),
    groups: part("ul", { class: "multiples" }),
  };
  holder.append(parts.controls.form, parts.notice, parts.spoken, parts.marks, parts.reading, parts.groups);
  const follow = (): void => {
    const { choice, notices } = readChoice(location.hash, data);
    parts.controls.show(choice);
    parts.notice.textContent = notices.join(" ");
    const isSame =
      shown !== null && hashOf({ ...shown.choice, group: null }) === hashOf({ ...choice, group: null });
    shown = isSame && shown !== null ? { ...shown, choice } : drawGroups(choice, { data, parts, go });
    openGroup(shown, { data, parts, go });
  };
  addEventListener("hashchange", follow);
  addEventListener("resize", () => {
    if (shown !== null) placeOpened(shown, parts);
  });
  follow();
}

interface Drawing {
  data: ExploreData;
  parts: Parts;
  go: (changed: Partial<Choice>) => void;
}

function drawGroups(choice: Choice, { data, parts, go }: Drawing): Shown {
  const view = viewOf(choice, data);
  const buttons = new Map<string, HTMLElement>();
  const items = view.groups.map((drawn) => {
    const { name } = drawn.group;
    const button = buttonOf(drawn, view, data);
    button.addEventListener("click", () => {
      go({ group: button.getAttribute("aria-expanded") === "true" ? null : name });
    });
    buttons.set(name, button);
    return part("li", {}, button);
  });
  const { low, top } = view.scale;
  const { reading } = data.texts;
  const { measure } = choice;
  parts.reading.textContent = fill(
    measure === "active" || measure === "ok22" ? reading[measure] : reading.counts,
    {
      low: valueAsRead(low, view.isShare),
      top: valueAsRead(top, view.isShare),
    },
  );
  parts.marks.textContent = data.marks[choice.measure].join(" · ");
  parts.groups.replaceChildren(...items);
  return { choice, view, buttons };
}

function buttonOf(drawn: DrawnGroup, view: View, data: ExploreData): HTMLElement {
  const { texts, months } = data;
  const month = months.at(-1);
  const newest = drawn.values.at(-1) ?? null;
  const words = month === undefined ? "" : monthWords(month);
  const value =
    newest === null
      ? fill(texts.noValue, { month: words })
      : fill(texts.value, { value: valueAsRead(newest, view.isShare), month: words });
  const sides = view.isShare ? texts.sides.country : texts.sides.usual;
  return part(
    "button",
    { type: "button", "aria-expanded": "false" },
    part("span", { class: "name", dir: "auto" }, drawn.group.name),
    multipleOf(drawn, view, data),
    part("span", { class: "value" }, value),
    ...(drawn.side === null ? [] : [part("span", { class: `side ${drawn.side}` }, sides[drawn.side])]),
  );
}

/** Opens the group of the choice, and closes any other. */
function openGroup({ choice, view, buttons }: Shown, { data, parts, go }: Drawing): void {
  const { groups, spoken } = parts;
  for (const [name, button] of buttons) button.setAttribute("aria-expanded", String(name === choice.group));
  groups.querySelector(":scope > .opened")?.remove();
  const drawn = view.groups.find(({ group }) => group.name === choice.group);
  spoken.textContent =
    drawn === undefined ? "" : [`${drawn.group.name}.`, ...findingSentences(drawn, data)].join(" ");
  if (drawn === undefined) return;
  const close = (): void => {
    go({ group: null });
    buttons.get(drawn.group.name)?.focus();
  };
  groups.append(part("li", { class: "opened" }, openedGroup(drawn, choice, { data, close })));
  placeOpened({ choice, view, buttons }, parts);
}

/** Puts the opened group under the row of pictures in which its own one stands. */
function placeOpened(
  { choice, buttons }: Pick<Shown, "choice" | "buttons" | "view">,
  { groups }: Parts,
): void {
  const opened = groups.querySelector(":scope > .opened");
  const own = buttons.get(choice.group ?? "")?.parentElement;
  if (opened === null || own === null || own === undefined) return;
  opened.remove();
  let last: Element = own;
  while (
    last.nextElementSibling instanceof HTMLElement &&
    last.nextElementSibling.offsetTop === own.offsetTop
  )
    last = last.nextElementSibling;
  last.after(opened);
}

const holder = document.getElementById("choices");
const source = document.getElementById("choices-data");
if (holder !== null && source !== null) {
  // What needs the script is hidden where scripts are off.
  for (const part of document.querySelectorAll<HTMLElement>(".needs-script")) part.hidden = false;
  begin(holder, readData(source.textContent));
  if (location.hash.includes("=")) holder.closest("section")?.scrollIntoView();
}
