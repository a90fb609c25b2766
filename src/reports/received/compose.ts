import { fillSentence } from "../../defs/yaml/sentence.js";
import { countWords, dateInDenmark, dateWords, monthWords } from "../../domain/danish.js";
import type { Month } from "../../domain/month.js";
import { parseIsoDate } from "../../domain/iso-date.js";
import { noteKinds } from "../../domain/shapes/follow-up.js";
import type { Block, PageContent, Section, TableBlock } from "../../render/page/page-content.js";
import type { Ok22Terms } from "../shared/terms.js";
import type { WordedProblem } from "../shared/problems/words.js";
import type { ReceivedPart, ReceivedReturn, ReceivedWord } from "./facts.js";
import { isIn, receivedParts } from "./facts.js";
import type { ReceivedTexts } from "./texts.js";

/** What a page or a mail about returns is composed from. */
export interface ReceivedContent {
  region: string;
  month: Month;
  returns: readonly ReceivedReturn[];
  texts: ReceivedTexts;
  terms: Pick<Ok22Terms, "homeless">;
  sender: string;
  /** What is wrong with a word that has no place, in Danish. */
  wrongOf(word: ReceivedWord): Pick<WordedProblem, "wrong" | "remedy">;
}

/** The page about a region's returns for a month: each file with what became of whatever it said. */
export function composeReceivedPage(content: ReceivedContent): PageContent {
  const { texts, region, month, returns, sender } = content;
  return {
    title: fillSentence(texts.title, { region }),
    subtitle: fillSentence(texts.subtitle, { month: monthWords(month) }),
    facts: [
      { label: texts.facts.month, text: monthWords(month) },
      { label: texts.facts.files, text: returns.map(({ file }) => file).join(", ") },
      { label: texts.facts.sender, text: sender },
    ],
    marks: [],
    labels: { language: texts.language, skipToContent: texts.skipToContent, contents: texts.contents },
    sections: returns.map((one) => sectionOf(one, content)),
    footer: [fillSentence(texts.footer, { sender })],
  };
}

function sectionOf(one: ReceivedReturn, content: ReceivedContent): Section {
  const { texts } = content;
  const blocks: Block[] = [
    { kind: "finding", text: countsOf(one, texts) },
    { kind: "paragraph", text: fileFacts(one, texts) },
    ...(one.isCompared ? [] : [{ kind: "paragraph" as const, text: texts.notCompared }]),
  ];
  for (const part of receivedParts) {
    const words = one.words.filter((word) => isIn(part, word));
    if (words.length === 0) continue;
    blocks.push({ kind: "heading", text: texts.sections[part] }, tableOf(part, words, { one, content }));
  }
  return { id: `fil-${one.load}`, heading: one.file, startsSheet: false, blocks };
}

function fileFacts({ load, loadedAt, savedAt, savedBy }: ReceivedReturn, texts: ReceivedTexts): string {
  const by = savedByWords(savedBy, texts);
  const date = savedAt === null ? null : dateWords(dateInDenmark(savedAt));
  const saved = date === null ? texts.notSaved : fillSentence(texts.saved, { date, by });
  return fillSentence(texts.fileFacts, {
    loaded: dateWords(dateInDenmark(loadedAt)),
    load: String(load),
    saved,
  });
}

/** How much of a return was taken over and how much was not, in one sentence. */
export function countsOf({ words }: ReceivedReturn, texts: ReceivedTexts): string {
  const count = (part: ReceivedPart): string => countWords(words.filter((word) => isIn(part, word)).length);
  return fillSentence(texts.counts, {
    taken: countWords(
      words.filter((word) => isIn("taken", word) || (isIn("homeless", word) && !word.isContradiction)).length,
    ),
    overtaken: count("overtaken"),
    contradicted: count("contradicted"),
    unplaced: count("notUnderstood"),
  });
}

function tableOf(
  part: ReceivedPart,
  words: readonly ReceivedWord[],
  { one, content }: { one: ReceivedReturn; content: ReceivedContent },
): TableBlock {
  const { texts } = content;
  const { columns } = texts;
  const isOther = part === "overtaken" || part === "contradicted" || part === "kept";
  const ends =
    part === "notUnderstood" ? [columns.wrong, columns.remedy] : part === "homeless" ? [columns.wrong] : [];
  const header = [
    columns.place,
    columns.clinic,
    columns.field,
    columns.text,
    ...(isOther ? [columns.other, columns.file] : []),
    ...ends,
  ];
  return {
    kind: "table",
    caption: fillSentence(texts.captions[part], { file: one.file }),
    folded: false,
    columns: header.map((heading) => ({ heading, align: "text" as const })),
    rows: words.map((word) => {
      const { wrong, remedy } = content.wrongOf(word);
      return {
        stressed: false,
        cells: [
          placeOf(word),
          word.ydernummer ?? "",
          word.field === null ? "" : texts.fields[word.field],
          shownText(word, word.text, texts),
          ...(isOther ? [shownText(word, word.other?.text ?? null, texts), otherFile(word, texts)] : []),
          ...(part === "notUnderstood" ? [wrong, remedy] : []),
          ...(part === "homeless" ? [homelessText(word, content)] : []),
        ],
      };
    }),
  };
}

function homelessText({ homeless }: ReceivedWord, { terms }: ReceivedContent): string {
  return homeless === null ? "" : terms.homeless[homeless];
}

/** A text of a cell as its readers write it: a day in Danish, and a word for a cell that was emptied. */
function shownText({ field }: ReceivedWord, text: string | null, { emptied }: ReceivedTexts): string {
  if (text === null) return emptied;
  const isDay = field !== null && noteKinds[field] === "date" && parseIsoDate(text) === text;
  return isDay ? dateWords(text) : text;
}

/** Sheet and cell of a word, as Excel writes them. */
export function placeOf({ sheet, cell }: ReceivedWord): string {
  return cell === null ? sheet : `${sheet}!${cell}`;
}

/** Who saved a file, in words that follow the date; empty where it does not say. */
function savedByWords(name: string | null, texts: ReceivedTexts): string {
  return name === null ? "" : ` ${fillSentence(texts.savedBy, { name })}`;
}

function otherFile({ other }: ReceivedWord, texts: ReceivedTexts): string {
  if (other === null) return "";
  const by = savedByWords(other.savedBy, texts);
  const saved =
    other.savedAt === null
      ? ""
      : ` (${fillSentence(texts.saved, { date: dateWords(dateInDenmark(other.savedAt)), by })})`;
  return `${other.file}${saved}`;
}

/** The mail back to the region about its newest return. */
export function composeReceivedMail(one: ReceivedReturn, content: ReceivedContent): string {
  const { texts, month } = content;
  const { mail } = texts;
  const of = (part: ReceivedPart): ReceivedWord[] => one.words.filter((word) => isIn(part, word));
  const list = (intro: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ["", intro, ...lines];
  const item = (word: ReceivedWord, wrong: string): string =>
    fillSentence(mail.item, { place: placeOf(word), text: shownText(word, word.text, texts), wrong });
  return [
    fillSentence(mail.subject, { month: monthWords(month) }),
    "",
    mail.greeting,
    "",
    fillSentence(mail.thanks, { file: one.file, month: monthWords(month), counts: countsOf(one, texts) }),
    ...list(
      mail.unplaced,
      of("notUnderstood").map((word) => item(word, content.wrongOf(word).wrong)),
    ),
    ...list(
      mail.contradicted,
      of("contradicted").map((word) =>
        fillSentence(mail.contradiction, {
          clinic: word.ydernummer ?? "",
          field: word.field === null ? "" : texts.fields[word.field],
          text: shownText(word, word.text, texts),
          file: one.file,
          other: shownText(word, word.other?.text ?? null, texts),
          otherFile: otherFile(word, texts),
          holds: shownText(word, (word.fate === "overtaken" ? word.other?.text : word.text) ?? null, texts),
        }),
      ),
    ),
    ...list(
      mail.homeless,
      of("homeless").map((word) => item(word, homelessText(word, content))),
    ),
    ...list(
      mail.overtaken,
      of("overtaken").map((word) => item(word, shownText(word, word.other?.text ?? null, texts))),
    ),
    "",
    mail.goodbye,
    content.sender,
    "",
  ].join("\r\n");
}

/** The mail back to a region whose file could not be read. */
export function composeRefusedReturnMail(
  file: string,
  problems: readonly Pick<WordedProblem, "wrong" | "remedy">[],
  { texts, sender }: { texts: ReceivedTexts; sender: string },
): string {
  const { mail } = texts;
  return [
    fillSentence(mail.refused, { file }),
    "",
    mail.greeting,
    "",
    fillSentence(mail.refused, { file }),
    "",
    ...problems.map(({ wrong, remedy }) => fillSentence(mail.reason, { wrong, remedy })),
    "",
    mail.resend,
    "",
    mail.goodbye,
    sender,
    "",
  ].join("\r\n");
}
