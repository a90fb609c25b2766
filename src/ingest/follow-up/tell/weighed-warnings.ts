import type { FollowUpChoice } from "../../../defs/files/follow-up.js";
import { shownValue } from "../../../defs/files/follow-up.js";
import type { NoteField } from "../../../domain/shapes/follow-up.js";
import { quoteValue } from "../../../domain/shapes/problem.js";
import { noun } from "../../../lib/words.js";
import type { ReturnHeadings } from "../returned/issued.js";
import type { StandingWord, WeighedWord } from "../place/weigh.js";

interface WarningTools {
  definitions: Readonly<Record<"followUp" | "nextSteps", readonly FollowUpChoice[]>>;
  headings: ReturnHeadings;
}

/** What became of words that other returns contradict, in sentences for whoever loads the file. */
export function weighedWarnings(words: readonly WeighedWord[], tools: WarningTools): string[] {
  const kept = words.filter(({ fate }) => fate === "kept");
  const isAll = kept.length > 0 && kept.length === words.length;
  const [first] = kept;
  return [
    ...words.flatMap((word) => warningOf(word, tools)),
    ...(isAll && first?.other !== null && first !== undefined
      ? [
          `it says nothing of ${kept.length} ${noun(kept.length, "cell")} that ${fileOf(first.other)} filled; what stands there was kept`,
        ]
      : []),
  ];
}

function warningOf(word: WeighedWord, tools: WarningTools): string[] {
  const { clinic, field, value, place, fate, other, isTakenBack, isContradiction } = word;
  if (other === null || fate === "kept" || fate === "known") return [];
  const row = place?.line === null || place === null ? "" : `row ${place.line}, `;
  const start = `${row}${tools.headings.written.get(field) ?? ""} of ${clinic.ydernummer}:`;
  const [mine, theirs] = [value, other.value].map((one) => shown(field, one, tools.definitions));
  const who = isContradiction && hasSaying(other) ? ` (${fileOf(other)})` : "";
  if (isTakenBack && fate === "taken")
    return [
      `${start} as it was sent out again: takes back ${theirs ?? ""} of load ${other.load}, which is kept in the history`,
    ];
  if (fate === "taken")
    return [`${start} replaces ${theirs ?? ""} of load ${other.load}${who}, which is kept in the history`];
  if (isContradiction)
    return [
      `${start} ${mine ?? ""} was not taken: ${fileOf(other)} says ${theirs ?? ""} and was saved later; both are kept`,
    ];
  return [
    `${start} ${mine ?? ""} is kept in the history only: the workbook of ${other.month} says ${theirs ?? ""} since (${fileOf(other)})`,
  ];
}

function hasSaying({ savedAt, savedBy }: StandingWord): boolean {
  return savedAt !== null || savedBy !== null;
}

/** The file that another word came in, with when and by whom it was saved where it says so. */
function fileOf({ load, file, savedAt, savedBy }: StandingWord): string {
  const when = savedAt === null ? "" : `, saved ${savedAt.slice(0, 16).replace("T", " ")} UTC`;
  const who = savedBy === null ? "" : ` by ${savedBy}`;
  return `load ${load}, ${file}${when}${when === "" && who !== "" ? ", saved" : ""}${who}`;
}

function shown(field: NoteField, value: string | null, definitions: WarningTools["definitions"]): string {
  return value === null ? "an emptied cell" : quoteValue(shownValue({ field, value }, definitions));
}
