import type { DocumentBlock } from "../../office/document/content.js";
import type { Definition } from "../../render/page/page-content.js";
import { basisFacts, loadTable } from "../adoption/basis.js";
import { tableOf } from "../adoption/figures/sheet.js";
import { ruleDefinitions } from "../shared/rule.js";
import type { PaperContext } from "./context.js";

/** What a reader can look up behind the points. */
export interface Annex {
  title: string;
  blocks: DocumentBlock[];
}

/** The annexes in the order of their numbers: the figures' data, the definitions, the requirement and the data basis. */
export function composeAnnexes(context: PaperContext): Annex[] {
  const { definition, facts, texts } = context;
  const { annexTitles } = texts;
  return [
    { title: annexTitles.figures, blocks: figureTables(context) },
    {
      title: annexTitles.definitions,
      blocks: [factsOf(definition.texts.definitions)],
    },
    { title: annexTitles.rule, blocks: [factsOf(ruleDefinitions(facts.rule, definition.terms))] },
    {
      title: annexTitles.basis,
      blocks: [factsOf(basisFacts(context)), { ...loadTable(context), kind: "table" }],
    },
  ];
}

/** A table for each figure that the paper shows, a row a month where it is of months: a sheet is upright. */
function figureTables({ figures, pictures }: PaperContext): DocumentBlock[] {
  return figures
    .filter(({ id }) => pictures.has(id))
    .map(({ sheet, title }) => {
      const { layout, heading, ...table } = sheet.table;
      const upright =
        layout === "as-slide"
          ? { ...table, layout: "newest-first" as const }
          : { ...table, layout, ...(heading === undefined ? {} : { heading }) };
      const { columns, rows } = tableOf({ ...sheet, table: upright });
      return { kind: "table", caption: title, columns, rows };
    });
}

function factsOf(items: readonly Definition[]): DocumentBlock {
  return { kind: "facts", items: items.map(({ term, text }) => ({ label: term, text })) };
}
