import { fillSentence } from "../defs/yaml/sentence.js";
import type { ReleaseTexts } from "./texts.js";
import { isFewForPercent } from "../reports/findings/finding-sentences.js";
import {
  countWords,
  dateInDenmark,
  dateWords,
  monthRuns,
  monthWords,
  pointWords,
  shareWords,
  tenthsOfPercent,
} from "../domain/danish.js";
import type {
  HeadlineChange,
  MovedClinic,
  ReleaseDifference,
  ChangedMonth,
} from "../domain/release/compare-releases.js";
import type { ChangedInput } from "../domain/release/inputs.js";
import type { ReleaseSummary } from "../domain/release/release.js";

/** What changed between two releases, in words. */
export interface DifferenceInWords {
  title: string;
  parts: { label: string; lines: string[] }[];
}

type Texts = ReleaseTexts["own"];

/** Writes the difference of two releases; parts in which nothing changed are left out, except the headline and the two releases. */
export function describeDifference(
  difference: ReleaseDifference,
  { own, terms }: ReleaseTexts,
): DifferenceInWords {
  const { parts } = own;
  const { from, to, months } = difference;
  const all = [
    { label: parts.identity, lines: [from, to].map((release) => identityLine(release, own)) },
    { label: parts.headline, lines: headlineLines(difference, own) },
    { label: parts.months, lines: monthLines(months.new, own) },
    { label: parts.gone, lines: months.gone.length === 0 ? [] : [monthRuns(months.gone)] },
    { label: parts.restated, lines: difference.restated.map((month) => restatedLine(month, own)) },
    { label: parts.population, lines: populationLines(difference, { own, terms }) },
    { label: parts.rule, lines: ruleLines(difference, own) },
    { label: parts.goals, lines: inputLines(difference.definitions.filter(isOfGoals), own) },
    {
      label: parts.definitions,
      lines: inputLines(
        difference.definitions.filter((input) => !isOfGoals(input)),
        own,
      ),
    },
    { label: parts.models, lines: inputLines(difference.models, own) },
    { label: parts.looks, lines: inputLines(difference.looks, own) },
    { label: parts.program, lines: programLines(difference, own) },
  ];
  return {
    title: fillSentence(own.title, { from: from.name, to: to.name }),
    parts: all.filter(({ lines }) => lines.length > 0),
  };
}

/** Files that say what is aimed at, and from where on figures are told to differ. */
const goalFiles = ["targets.yaml", "level-changes.yaml", "comparisons.yaml"];

function isOfGoals({ path }: ChangedInput): boolean {
  return goalFiles.some((name) => path.endsWith(`/${name}`));
}

function identityLine(release: ReleaseSummary, texts: Texts): string {
  return fillSentence(texts.identity, {
    name: release.name,
    month: monthWords(release.month),
    load: String(release.asOf),
    date: dateWords(dateInDenmark(release.sealedAt)),
  });
}

function headlineLines({ headline, from, to, lacking }: ReleaseDifference, texts: Texts): string[] {
  const clinics = headline.find(({ figure }) => figure === "clinics");
  // Of few clinics the numbers say it all: one of them is many points.
  const isFew = isFewForPercent(clinics?.new ?? 0, clinics?.old ?? 0);
  const moved = headline.filter(
    (change) => change.old !== change.new && !(isFew && change.figure === "share"),
  );
  const lines = moved.length === 0 ? [texts.none] : moved.map((change) => headlineLine(change, texts));
  const unsaid = [
    { name: from.name, months: lacking.from },
    { name: to.name, months: lacking.to },
  ].flatMap(({ name, months }) =>
    months.length === 0 ? [] : [fillSentence(texts.lacking, { name, months: monthRuns(months) })],
  );
  return [...lines, ...new Set(unsaid)];
}

function headlineLine({ figure, old, new: now }: HeadlineChange, texts: Texts): string {
  const words = (value: number | null): string =>
    value === null ? "–" : figure === "share" ? shareWords(value) : countWords(value);
  const values = { figure: texts.figures[figure], old: words(old), new: words(now) };
  if (old === null || now === null) return fillSentence(texts.headlineOne, values);
  const change =
    figure === "share"
      ? pointsBetween(old, now, texts)
      : signed(countWords(Math.abs(now - old)), { isLess: now < old });
  return fillSentence(texts.headline, { ...values, change });
}

/** Both shares are rounded before they are subtracted: the reader who subtracts what is printed gets what is printed. */
function pointsBetween(old: number, now: number, texts: Texts): string {
  const tenths = tenthsOfPercent(now) - tenthsOfPercent(old);
  const points = tenths === 0 ? pointWords(0) : signed(pointWords(Math.abs(tenths)), { isLess: tenths < 0 });
  return fillSentence(texts.points, { points });
}

function signed(size: string, { isLess }: { isLess: boolean }): string {
  return `${isLess ? "−" : "+"}${size}`;
}

function monthLines(months: ReleaseDifference["months"]["new"], texts: Texts): string[] {
  return months.map((row) =>
    fillSentence(texts.months, {
      month: monthWords(row.month),
      total: countWords(row.new + row.maintained),
      new: countWords(row.new),
      maintained: countWords(row.maintained),
    }),
  );
}

function restatedLine({ month, old, new: now, numbers, loads }: ChangedMonth, texts: Texts): string {
  const [before, after] = [old.new + old.maintained, now.new + now.maintained];
  const values = {
    month: monthWords(month),
    numbers: countWords(numbers),
    loads: loads.join(", "),
  };
  if (before !== after) {
    return fillSentence(texts.restated, { ...values, old: countWords(before), new: countWords(after) });
  }
  return fillSentence(texts.restatedParts, {
    ...values,
    total: countWords(after),
    oldNew: countWords(old.new),
    newNew: countWords(now.new),
    oldMaintained: countWords(old.maintained),
    newMaintained: countWords(now.maintained),
  });
}

function populationLines(
  { headline, population }: ReleaseDifference,
  { own, terms }: ReleaseTexts,
): string[] {
  const texts = own.population;
  const size = headline.find(({ figure }) => figure === "clinics");
  const entered = reasonsIn(population.entered, texts.enteredBecause, own);
  const left = reasonsIn(population.left, texts.leftBecause, own);
  const moved = population.outcomes.filter((pair) => pair.old !== pair.new);
  if (entered === "" && left === "" && moved.length === 0) return [];
  const count = (clinics: readonly unknown[]): string => countWords(clinics.length);
  return [
    fillSentence(texts.size, { old: countWords(size?.old ?? 0), new: countWords(size?.new ?? 0) }),
    ...(entered === ""
      ? []
      : [fillSentence(texts.entered, { clinics: count(population.entered), reasons: entered })]),
    ...(left === "" ? [] : [fillSentence(texts.left, { clinics: count(population.left), reasons: left })]),
    ...moved.map((pair) =>
      fillSentence(texts.outcome, {
        clinics: countWords(pair.clinics),
        old: terms.outcomes[pair.old],
        new: terms.outcomes[pair.new],
      }),
    ),
  ];
}

/** How many clinics moved for which reason, in the order in which the texts name the reasons. */
function reasonsIn<Reason extends string>(
  clinics: readonly MovedClinic<Reason>[],
  words: Readonly<Record<Reason, string>>,
  texts: Texts,
): string {
  return Object.entries<string>(words)
    .map(([reason, name]) => ({ name, count: clinics.filter((clinic) => clinic.reason === reason).length }))
    .filter(({ count }) => count > 0)
    .map(({ name, count }) =>
      fillSentence(texts.population.reason, { clinics: countWords(count), reason: name }),
    )
    .join(", ");
}

function ruleLines({ rule }: ReleaseDifference, { rule: texts }: Texts): string[] {
  if (rule === null) return [];
  const oldStatus = texts.statuses[rule.old.status];
  const newStatus = texts.statuses[rule.new.status];
  if (rule.old.id !== rule.new.id) {
    return [fillSentence(texts.changed, { old: rule.old.id, oldStatus, new: rule.new.id, newStatus })];
  }
  const file = rule.old.sha256 === rule.new.sha256 ? [] : [fillSentence(texts.file, { rule: rule.new.id })];
  return rule.old.status === rule.new.status
    ? file
    : [fillSentence(texts.status, { rule: rule.new.id, oldStatus, newStatus }), ...file];
}

function inputLines(inputs: readonly ChangedInput[], { inputs: texts }: Texts): string[] {
  return inputs.flatMap(({ path, verdict, lines }) => {
    const changes = lines.map((line) => {
      if (line.old === null) return fillSentence(texts.lineNew, { new: line.new ?? "" });
      return line.new === null
        ? fillSentence(texts.lineGone, { old: line.old })
        : fillSentence(texts.line, { old: line.old, new: line.new });
    });
    return [fillSentence(texts[verdict], { path }), ...changes.map((change) => `  ${change}`)];
  });
}

function programLines({ program }: ReleaseDifference, { program: texts }: Texts): string[] {
  return program.map((change) =>
    change.field === "sha256" ? texts.sha256 : fillSentence(texts[change.field], change),
  );
}
