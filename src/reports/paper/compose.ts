import { fillSentence } from "../../defs/yaml/sentence.js";
import { countWords, dateWords, monthWords } from "../../domain/danish.js";
import type { DocumentBlock, DocumentContent, NamedText } from "../../office/document/content.js";
import { figureReservations } from "../adoption/figures/figure.js";
import type { Annex } from "./annexes.js";
import { composeAnnexes } from "./annexes.js";
import type { PaperContext } from "./context.js";
import type { PaperTexts, Point, SectionId } from "./paper-file.js";
import { sectionIds } from "./paper-file.js";
import { composePart } from "./parts.js";

/** The meeting's paper: what must be seen first, the agenda, the points, and the annexes. Pure: no files, no clock. */
export function composePaper(context: PaperContext): DocumentContent {
  const { facts, definition, settings, paper, texts, sender } = context;
  const title = fillSentence(texts.title, { meeting: settings.meeting.name });
  const annexes = composeAnnexes(context);
  const points = paper.points.flatMap((point) => composePoint(point, annexes, context));
  const behind = annexes.flatMap(({ title: name, blocks }, place): DocumentBlock[] => [
    { kind: "heading", level: 1, text: annexName(name, place, texts), startsPage: true },
    ...blocks,
  ]);
  const body = [...facingBlocks(context), ...points, ...behind];
  return {
    language: definition.terms.language,
    properties: { title, subject: texts.subject, creator: sender, date: facts.basis.date },
    footer: fillSentence(texts.footer, { sender, title }),
    pageWords: { page: texts.page, of: texts.of },
    blocks: numbered(
      [
        { kind: "title", text: title },
        {
          kind: "subtitle",
          text: fillSentence(texts.subtitle, { month: monthWords(facts.basis.month) }),
        },
        { kind: "marks", items: [...marksOf(context), ...draftMark(body, texts)] },
        ...body,
      ],
      texts,
    ),
  };
}

/** Day, month and sender, and the points and annexes with their pages. */
function facingBlocks({ facts, settings, texts, sender }: PaperContext): DocumentBlock[] {
  const { date } = settings.meeting;
  return [
    {
      kind: "facts",
      items: [
        ...(date === null ? [] : [{ label: texts.facts.meeting, text: dateWords(date) }]),
        { label: texts.facts.month, text: monthWords(facts.basis.month) },
        { label: texts.facts.date, text: dateWords(facts.basis.date) },
        { label: texts.facts.sender, text: sender },
      ],
    },
    ...(date === null ? [{ kind: "gap" as const, text: texts.gaps.date }] : []),
    { kind: "contents", title: texts.agenda },
  ];
}

function composePoint(point: Point, annexes: readonly Annex[], context: PaperContext): DocumentBlock[] {
  const { texts } = context;
  const sections = sectionIds.flatMap((id): DocumentBlock[] => [
    { kind: "heading", level: 2, text: texts.sections[id] },
    ...composeSection(id, point, context),
  ]);
  const rests = sectionIds.some((id) => point[id].parts.some((part) => part !== "status"));
  return [
    { kind: "heading", level: 1, text: pointName(point, texts), startsPage: true },
    ...sections,
    ...(rests
      ? ([
          { kind: "heading", level: 2, text: texts.annexes },
          {
            kind: "list",
            isOrdered: false,
            items: annexes.map(({ title }, place) => annexName(title, place, texts)),
          },
        ] satisfies DocumentBlock[])
      : []),
  ];
}

/** What a person wrote and what the program writes beneath it; what is still to be written is marked. */
function composeSection(id: SectionId, point: Point, context: PaperContext): DocumentBlock[] {
  const { texts, status } = context;
  const { parts, with_status: withStatus } = point[id];
  const hasStatus = [...status.parts, ...status.withheld].some(
    ({ agendaPoint }) => agendaPoint === point.number,
  );
  const text = point[id].text ?? (hasStatus ? withStatus : null);
  const own: DocumentBlock[] =
    id === "recommendation" && text !== null && text.length > 0
      ? [{ kind: "list", isOrdered: false, items: text }]
      : (text ?? []).map((words) => ({ kind: "paragraph", text: words }));
  const written = [...own, ...parts.flatMap((part) => composePart(part, point, context))];
  const isOpen = text === null || written.length === 0;
  return [
    ...(id === "recommendation" && written.length > 0
      ? [{ kind: "paragraph" as const, text: texts.recommend }]
      : []),
    ...(isOpen ? [{ kind: "gap" as const, text: texts.gaps[id] }] : []),
    ...written,
  ];
}

/** What limits the use of the figures, and whom the edition is for. */
function marksOf({ facts, definition, status }: PaperContext): NamedText[] {
  const ofFigures = figureReservations({ showsCompliance: true, showsWindow: true }, { facts, definition });
  const ofStatus = status.parts.flatMap((part) => part.marks);
  const marks = [...new Map([...ofFigures, ...ofStatus].map((mark) => [mark.text, mark])).values()];
  return facts.guarded === undefined ? marks : [...marks, facts.guarded.mark];
}

function draftMark(body: readonly DocumentBlock[], { gaps }: PaperTexts): NamedText[] {
  const open = body.filter(({ kind }) => kind === "gap").length;
  if (open === 0) return [];
  const text = open === 1 ? gaps.one : fillSentence(gaps.many, { count: countWords(open) });
  return [{ label: gaps.mark, text }];
}

/** Numbers pictures and tables through the whole paper, each by itself. */
function numbered(blocks: readonly DocumentBlock[], texts: PaperTexts): DocumentBlock[] {
  let pictures = 0;
  let tables = 0;
  return blocks.map((block) => {
    if (block.kind !== "picture" && block.kind !== "table") return block;
    const isPicture = block.kind === "picture";
    const number = String(isPicture ? ++pictures : ++tables);
    const words = isPicture ? texts.figure : texts.table;
    return { ...block, caption: fillSentence(words, { number, title: block.caption }) };
  });
}

function pointName({ number, title }: Point, texts: PaperTexts): string {
  return fillSentence(texts.point, { number: String(number), title });
}

function annexName(title: string, place: number, texts: PaperTexts): string {
  return fillSentence(texts.annex, { number: String(place + 1), title });
}
