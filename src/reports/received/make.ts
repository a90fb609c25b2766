import type { Store } from "../../db/open.js";
import type { Definitions } from "../../defs/definitions.js";
import type { Region } from "../../defs/codes/regions.js";
import type { Month } from "../../domain/month.js";
import { consultantsId } from "../../domain/shapes/follow-up.js";
import { storedNotes } from "../../metrics/follow-up/stored-notes.js";
import type { IngestOutcome } from "../../ingest/store/outcome.js";
import { readTheme } from "../../render/theme.js";
import { wordProblems } from "../shared/problems/words.js";
import { shortName } from "../shared/problems/names.js";
import { readOk22Terms } from "../shared/terms.js";
import { readProblemTexts } from "../shared/problems/texts.js";
import type { Artefact } from "../shared/artefact.js";
import type { ReceivedContent } from "./compose.js";
import { composeReceivedMail, composeReceivedPage, composeRefusedReturnMail } from "./compose.js";
import type { ReceivedReturn } from "./facts.js";
import { receivedReturns } from "./facts.js";
import type { ReceivedTexts } from "./texts.js";
import { readReceivedTexts } from "./texts.js";

/** What the papers about returns are made with. */
export interface ReceivedSources {
  store: Store;
  definitions: Definitions;
  /** Folder `reports`. */
  reportsFolder: string;
}

/**
 * The papers about a returned workbook: a page and a JSON of all returns of its region (or of the data consultants) and
 * month, and a mail back to whoever sent it. Of one that was refused there is only the mail. Empty for an extract, and for a file that was loaded before.
 */
export async function makeReceived(outcome: IngestOutcome, sources: ReceivedSources): Promise<Artefact[]> {
  if (outcome.kind !== "follow-up") return [];
  const { definitions, reportsFolder, store } = sources;
  const texts = await readReceivedTexts(reportsFolder);
  const problemTexts = await readProblemTexts(reportsFolder);
  const terms = await readOk22Terms(reportsFolder);
  const theme = await readTheme(reportsFolder);
  const asBytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  // With its mark, so that a mail program that guesses reads Danish letters right
  const asMail = (text: string): Uint8Array => asBytes(`\u{feff}${text}`);
  if (outcome.status === "refused") {
    const problems = wordProblems(outcome.problems, problemTexts);
    const text = composeRefusedReturnMail(outcome.file, problems, { texts, sender: theme.sender });
    return [{ fileName: `mail_${shortName(outcome.file)}.txt`, bytes: asMail(text) }];
  }
  const writer = writerOf(outcome, sources, texts);
  const [month] = outcome.months;
  if (outcome.status !== "stored" || writer === null || month === undefined) return [];
  const notes = await storedNotes(store, definitions, { asOf: outcome.load ?? 0 });
  const returns = receivedReturns(store, { region: writer.id, month }, { definitions, notes });
  const one = returns.find(({ load }) => load === outcome.load);
  if (one === undefined) return [];
  const content: ReceivedContent = {
    ...{ region: writer.name, month, returns, texts: writer.texts, terms, sender: theme.sender },
    wrongOf: ({ code, text, sheet }) => {
      if (code === null) return { wrong: "", remedy: "" };
      const listed = { line: null, sheet, column: null, value: text, code, facts: {} };
      return wordProblems([listed], problemTexts)[0] ?? { wrong: "", remedy: "" };
    },
  };
  const { renderPage } = await import("../../render/page/page.js");
  const stem = `${writer.stem}_${month}`;
  const json = JSON.stringify(forMachines(writer.region, month, returns), null, 2);
  return [
    {
      fileName: `modtaget_${stem}.html`,
      bytes: asBytes(renderPage(composeReceivedPage(content), theme.style)),
    },
    { fileName: `modtaget_${stem}.json`, bytes: asBytes(`${json}\n`) },
    { fileName: `mail_${stem}.txt`, bytes: asMail(composeReceivedMail(one, content)) },
  ];
}

interface Writer {
  /** As the store has it. */
  id: string;
  name: string;
  /** Null: the data consultants. */
  region: Region | null;
  /** What the names of the files begin with. */
  stem: string;
  texts: ReceivedTexts;
}

/** Who wrote in a workbook, with the words that fit; null for a region that is not defined. */
function writerOf(
  { notes }: IngestOutcome,
  { definitions }: ReceivedSources,
  texts: ReceivedTexts,
): Writer | null {
  if (notes === null) return null;
  if (notes.region === null) {
    const { name, subtitle, homeless, footer } = texts.consultants;
    const captions = { ...texts.captions, homeless };
    return {
      ...{ id: consultantsId, name, region: null, stem: "konsulenter" },
      texts: { ...texts, subtitle, captions, footer },
    };
  }
  const region = definitions.regions.find(({ name }) => name === notes.region);
  if (region === undefined) return null;
  return { id: region.id, name: region.name, region, stem: region.code ?? region.id, texts };
}

function forMachines(region: Region | null, month: Month, returns: readonly ReceivedReturn[]): object {
  return {
    region: region?.name ?? null,
    month,
    returns: returns.map(({ load, file, loadedAt, savedAt, savedBy, isCompared, words }) => ({
      ...{ load, file, loaded_at: loadedAt, saved_at: savedAt, saved_by: savedBy, compared: isCompared },
      words: words.map(
        ({ ydernummer, field, sheet, cell, text, fate, isContradiction, homeless, other, code }) => ({
          ...{ ydernummer, field, sheet, cell, text, fate, contradiction: isContradiction, homeless, code },
          other:
            other === null
              ? null
              : {
                  ...{ load: other.load, file: other.file, text: other.text },
                  ...{ saved_at: other.savedAt, saved_by: other.savedBy },
                },
        }),
      ),
    })),
  };
}
