import type { Choice } from "../choice.js";
import { regionsWithin } from "../choice.js";
import type { ExploreData } from "../data.js";
import { measureIds } from "../data.js";
import { fill } from "../fill.js";
import { part } from "./part.js";

/** Stands between a grouping and the region that it is of, in the value of an option. */
const separator = "\n";

/** The three choices as the browser's own lists. */
export interface Controls {
  form: HTMLElement;
  /** Shows a choice in the lists. */
  show: (choice: Choice) => void;
}

/** Makes the lists; `change` is told what is to be another way in the choice. */
export function controlsOf(data: ExploreData, change: (changed: Partial<Choice>) => void): Controls {
  const { texts, types } = data;
  const told = measureIds.filter((id) =>
    data.groupings.some(({ groups }) =>
      groups.some((group) => (id === "active" || id === "ok22" ? group[id] : group.plans) !== undefined),
    ),
  );
  const measure = selectOf(
    "choice-measure",
    texts.choices.measure,
    told.map((id) => new Option(texts.measures[id], id)),
  );
  const type = selectOf("choice-type", texts.choices.type, [
    new Option(texts.allTypes, ""),
    ...types.map((one) => new Option(one, one)),
  ]);
  const grouping = selectOf("choice-grouping", texts.choices.grouping, groupingOptions(data));
  measure.select.addEventListener("change", () => {
    const found = measureIds.find((id) => id === measure.select.value);
    if (found !== undefined) change({ measure: found });
  });
  type.select.addEventListener("change", () => change({ type: type.select.value || null }));
  grouping.select.addEventListener("change", () => {
    const [asked = "", within = ""] = grouping.select.value.split(separator);
    const found = data.groupings.find(({ id }) => id === asked);
    if (found !== undefined) change({ grouping: found.id, within: within || null, group: null });
  });
  const lists = types.length === 0 ? [measure, grouping] : [measure, type, grouping];
  return {
    form: part("div", { class: "choices" }, ...lists.map(({ holder }) => holder)),
    show: (choice) => {
      measure.select.value = choice.measure;
      type.select.value = choice.type ?? "";
      grouping.select.value = valueOf(choice.grouping, choice.within);
    },
  };
}

/** A list with its name; `id` is unique on the page. */
function selectOf(
  id: string,
  words: string,
  options: readonly Node[],
): { holder: HTMLElement; select: HTMLSelectElement } {
  const select = part("select", { id }, ...options);
  return { holder: part("div", {}, part("label", { for: id }, words), select), select };
}

/** Municipalities come last, by region: there are many of them. */
function groupingOptions(data: ExploreData): Node[] {
  const { groupings, texts } = data;
  const options = groupings
    .filter(({ id }) => id !== "municipality")
    .map(({ id }) => new Option(texts.groupings[id], id));
  if (!groupings.some(({ id }) => id === "municipality")) return options;
  const regions = regionsWithin(data);
  const all = new Option(texts.allMunicipalities, "municipality");
  const byRegion = regions.map(
    (region) => new Option(fill(texts.municipalitiesOf, { region }), valueOf("municipality", region)),
  );
  return [...options, part("optgroup", { label: texts.groupings.municipality }, all, ...byRegion)];
}

function valueOf(grouping: string, within: string | null): string {
  return within === null ? grouping : `${grouping}${separator}${within}`;
}
