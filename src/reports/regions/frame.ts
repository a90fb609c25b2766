import { fillSentence } from "../../defs/yaml/sentence.js";
import type { WorkbookSheet } from "../../office/workbook/content.js";
import { reservationsOf } from "../shared/rule.js";
import { printOf } from "../shared/workbook/sheets.js";
import { monthWords } from "../../domain/danish.js";
import type { RegionContent } from "./facts.js";

/** What all sheets of a region's workbook have alike. */
export function sheetFrame(
  { facts, region, texts }: RegionContent,
  name: string,
): Omit<WorkbookSheet, "blocks"> {
  const header = fillSentence(texts.own.printHeader, {
    region: region.name,
    month: monthWords(facts.basis.month),
  });
  const reservations = reservationsOf(facts.basis, facts.rule, texts.terms);
  return {
    name,
    visible: true,
    longLines: "spill",
    freeze: null,
    isProtected: true,
    print: printOf(header, texts.own.pageNumber, reservations),
  };
}
