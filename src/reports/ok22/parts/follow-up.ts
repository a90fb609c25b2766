import { fillSentence } from "../../../defs/yaml/sentence.js";
import type { Block, Section } from "../../../render/page/page-content.js";
import type { Mover } from "./movement.js";
import type { PageContext } from "../context.js";
import { ruleBreaks } from "../../shared/rule.js";
import { pageTable } from "./table.js";
import { answerTable, binTable, moverTable, movementTable, segmentTable } from "./tables.js";
import { countWords, decimalWords, monthWords } from "../../../domain/danish.js";

/** How far the clinics that fail are from the line. */
export function distanceSection({ view, texts, pictures }: PageContext): Section {
  const { own } = texts;
  const words = own.sections.distance;
  const bins = view.attained ?? [];
  const fail = bins.reduce((sum, { clinics }) => sum + clinics, 0);
  const picture = pictures.distance;
  const blocks: Block[] =
    fail === 0
      ? [{ kind: "paragraph", text: words.none }]
      : [
          ...(view.medianMissing === null
            ? []
            : [
                {
                  kind: "finding" as const,
                  text: fillSentence(words.median, {
                    fail: countWords(fail),
                    median: decimalWords(view.medianMissing),
                  }),
                },
              ]),
          ...(picture === null
            ? []
            : [
                {
                  kind: "figure" as const,
                  wide: picture.page,
                  narrow: picture.narrow,
                  caption: null,
                },
              ]),
          pageTable(
            binTable(bins, {
              bin: own.columns.attained,
              clinics: own.columns.clinics,
              share: own.columns.shareOfFail,
              total: own.total,
            }),
            words.caption,
            true,
          ),
        ];
  return { id: "distance", heading: words.heading, startsSheet: false, blocks };
}

/** The clinics by what is to be done next, and the flags that they may carry. */
export function followUpSection({ view, texts, segments }: PageContext): Section {
  const { heading, caption, flags, answers } = texts.own.sections.followUp;
  return {
    id: "follow-up",
    heading,
    startsSheet: false,
    blocks: [
      pageTable(segmentTable(view.segments ?? [], segments, texts), caption),
      { kind: "heading", text: flags },
      {
        kind: "definitions",
        items: segments.flags.map(({ name, definition }) => ({ term: name, text: definition })),
      },
      ...(view.answers.length === 0
        ? []
        : [
            { kind: "heading" as const, text: answers.heading },
            pageTable(answerTable(view.answers, texts), answers.caption),
          ]),
    ],
  };
}

/** Who crossed the line since the month before: counts, and names for those who may see them. */
export function movementSection(context: PageContext): Section {
  const { view, texts } = context;
  const words = texts.own.sections.movement;
  const { movement } = view;
  const blocks = ((): Block[] => {
    if (movement === null) return [{ kind: "paragraph", text: words.none }];
    const { steps, movers, since } = movement;
    const place = { month: monthWords(since) };
    if (steps === null) return [{ kind: "paragraph", text: view.movementNote ?? "" }];
    const caption = fillSentence(words.caption, {
      before: monthWords(since),
      now: monthWords(view.basis.month),
    });
    const isNewRule = ruleBreaks(view.trendRules, since).length > 0;
    return [
      pageTable(movementTable({ ...movement, steps }, view, texts), caption),
      ...(movers === null
        ? []
        : [
            moverBlock(movers.gained, fillSentence(words.gained, place), context),
            moverBlock(movers.lost, fillSentence(words.lost, place), context),
          ]),
      { kind: "note", lines: isNewRule ? [words.newRule, words.note] : [words.note] },
    ];
  })();
  return { id: "movement", heading: words.heading, startsSheet: false, blocks };
}

function moverBlock(movers: readonly Mover[], caption: string, { view, texts }: PageContext): Block {
  if (movers.length === 0)
    return { kind: "paragraph", text: `${caption}: ${texts.own.sections.movement.nobody}.` };
  const title = `${caption}: ${countWords(movers.length)}`;
  return pageTable(moverTable(movers, view, texts), title, true);
}
