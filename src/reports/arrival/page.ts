import { fillSentence } from "../../defs/yaml/sentence.js";
import { countWords, dateWords, monthWords } from "../../domain/danish.js";
import type { CheckResult } from "../../domain/shapes/arrival.js";
import { heldChecks } from "../../ingest/arrival/arrival.js";
import type { Block, Mark, PageContent, Section, Svg, TableBlock } from "../../render/page/page-content.js";
import type { ArrivalFacts, ArrivedFile } from "./facts.js";
import { isOdd } from "./facts.js";
import { captionOf, isDrawn } from "./picture.js";
import type { ArrivalTexts } from "./texts.js";
import {
  boundsOf,
  checkName,
  findingSentence,
  mistakesOfFile,
  monthsCompared,
  placesOf,
  seenWords,
  valueWords,
} from "./words.js";

/** Pictures by the check that they show; a check without one has none to draw. */
export type CheckPictures = ReadonlyMap<CheckResult, Svg>;

/** The page of the arrival control: what is odd first, then every check. */
export function composeArrivalPage(
  facts: ArrivalFacts,
  pictures: CheckPictures,
  { texts, sender }: { texts: ArrivalTexts; sender: string },
): PageContent {
  const month = monthWords(facts.month);
  const date = dateWords(facts.date);
  return {
    title: texts.title,
    subtitle: fillSentence(texts.subtitle, { month }),
    facts: [
      { label: texts.facts.month, text: month },
      { label: texts.facts.date, text: date },
      { label: texts.facts.sender, text: sender },
    ],
    marks: facts.files.map((file) => markOf(file, texts)),
    labels: { language: texts.language, skipToContent: texts.skipToContent, contents: texts.contents },
    sections: [
      ...facts.files.map((file, place) => fileSection(file, place + 1, { pictures, texts })),
      ...facts.files.map((file, place) => checksSection(file, place + 1, { pictures, texts })),
    ],
    footer: [texts.lead, fillSentence(texts.footer, { sender, date })],
  };
}

function markOf({ file, status, acceptedReason }: ArrivedFile, { statuses }: ArrivalTexts): Mark {
  const text =
    acceptedReason === null ? statuses[status] : fillSentence(statuses.accepted, { reason: acceptedReason });
  return { label: file, text, tone: status === "held" || acceptedReason !== null ? "caution" : "plain" };
}

interface PageTools {
  pictures: CheckPictures;
  texts: ArrivalTexts;
}

/** What one file was found to be: the mistake that explains most, and each finding with its picture. */
function fileSection(file: ArrivedFile, place: number, tools: PageTools): Section {
  const { texts } = tools;
  const blocks: Block[] = [{ kind: "finding", text: firstSentence(file, texts) }];
  for (const check of sortedOdd(file.checks)) {
    blocks.push({ kind: "heading", text: `${texts.verdicts[check.verdict]}: ${checkName(check, texts)}` });
    const sentences = [findingSentence(check, texts), ...placesOf(check, texts)];
    blocks.push({ kind: "paragraph", text: sentences.join(" ") });
    blocks.push(...figureOf(check, tools));
  }
  return section(`fil-${place}`, fillSentence(texts.sections.file, { file: file.file }), blocks);
}

function checksSection(file: ArrivedFile, place: number, tools: PageTools): Section {
  const { texts } = tools;
  const fine = file.checks.filter((check) => !isOdd(check));
  const blocks: Block[] =
    file.checks.length === 0
      ? [{ kind: "paragraph", text: texts.sections.none }]
      : [checkTable(file, texts), ...fine.flatMap((check) => figureOf(check, tools))];
  const heading = fillSentence(texts.sections.file, { file: file.file });
  return section(`kontroller-${place}`, `${texts.sections.checks}: ${heading}`, blocks);
}

function section(id: string, heading: string, blocks: Block[]): Section {
  return { id, heading, startsSheet: false, blocks };
}

/** The first sentence about a file. */
export function firstSentence(file: ArrivedFile, texts: ArrivalTexts): string {
  const { checks } = file;
  if (checks.some(({ verdict }) => verdict === "hold")) {
    const mistakes = mistakesOfFile(file, texts);
    const sentences = mistakes.map(({ looks }) => fillSentence(texts.results.odd, { mistake: looks }));
    return sentences.length === 0 ? texts.results.unknown : sentences.join(" ");
  }
  const looks = checks.filter(({ verdict }) => verdict === "look").length;
  const words = { checks: countWords(checks.length), looks: countWords(looks) };
  return looks === 0 ? fineSentence(checks, texts) : fillSentence(texts.results.looks, words);
}

/** Checks that found nothing to compare with say nothing for a file: they don't count among those that it passed. */
function fineSentence(checks: readonly CheckResult[], { results, sections }: ArrivalTexts): string {
  const told = checks.filter(({ verdict }) => verdict !== "cannot-tell").length;
  if (told === 0) return sections.none;
  const words = { told: countWords(told), checks: countWords(checks.length) };
  return fillSentence(told === checks.length ? results.fine : results.fineAsFar, words);
}

/** What is held, what explains most first, before what is worth a look, what lies furthest off first. */
export function sortedOdd(checks: readonly CheckResult[]): CheckResult[] {
  const looks = checks.filter(({ verdict }) => verdict === "look");
  return [...heldChecks(checks), ...looks.sort((left, right) => right.excess - left.excess)];
}

function figureOf(check: CheckResult, { pictures, texts }: PageTools): Block[] {
  const picture = pictures.get(check);
  if (picture === undefined || !isDrawn(check)) return [];
  return [{ kind: "figure", wide: picture, narrow: null, caption: captionOf(check, texts) }];
}

/** Every check with its verdict, the value seen and the range expected; a long list is folded. */
function checkTable({ file, checks }: ArrivedFile, texts: ArrivalTexts): TableBlock {
  const { table } = texts;
  const words = { file, count: countWords(checks.length) };
  return {
    kind: "table",
    caption: fillSentence(checks.length > longTable ? table.folded : table.caption, words),
    folded: checks.length > longTable,
    columns: Object.values(table.columns).map((heading) => ({ heading, align: "text" as const })),
    rows: checks.map((check) => ({ cells: checkCells(check, texts), stressed: isOdd(check) })),
  };
}

/** A check as a row: its name, month, verdict, the value seen, the range expected and what it rests on. */
export function checkCells(check: CheckResult, texts: ArrivalTexts): string[] {
  const { table, verdicts } = texts;
  return [
    checkName(check, texts),
    check.month === null ? table.none : monthWords(check.month),
    verdicts[check.verdict],
    check.seen === null ? table.none : seenWords({ ...check, seen: check.seen }, texts),
    expectedWords(check, texts),
    basisWords(check, texts),
  ];
}

const longTable = 40;

function expectedWords(check: CheckResult, texts: ArrivalTexts): string {
  const { table } = texts;
  const { low, high } = boundsOf(check);
  if (check.expected === null || (low === null && high === null)) return table.none;
  const template = high === null ? table.least : low === null ? table.most : table.between;
  return fillSentence(template, {
    low: low === null ? "" : valueWords(low, check, texts),
    high: high === null ? "" : valueWords(high, check, texts),
  });
}

function basisWords(check: CheckResult, { table }: ArrivalTexts): string {
  if (check.verdict === "cannot-tell") return table.missing;
  const months = monthsCompared(check, table);
  return months === "" ? table.none : months;
}
