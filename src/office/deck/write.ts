import type { DeckContent, DeckLook, DeckSlide } from "./content.js";
import { chartPart } from "./chart/native-chart.js";
import { renderChartSheet } from "./chart/chart-sheet.js";
import { contentTypes, housePackage, presentationPart } from "./house/house.js";
import { ensureNotesMaster, notesPart } from "./speaker-notes.js";
import type { PackageParts } from "./package.js";
import { addDefaultType, addPart, addRelation, sealParts, partText } from "./package.js";
import { setProperties } from "./deck-properties.js";
import { slidePart } from "./slide.js";
import type { Slots } from "./house/slots.js";
import { slotsOf } from "./house/slots.js";
import { chooseLayouts, openTemplate } from "./house/template.js";
import { themePart } from "./house/theme-part.js";
import type { WorkbookColours } from "../workbook/content.js";
import { element } from "../package/xml.js";

/** Slide ids begin here. Source: ECMA-376, part 1, 19.7.13. */
const firstSlideId = 256;

interface Placing {
  parts: PackageParts;
  deck: DeckContent;
  look: DeckLook;
  notesMaster: string;
  /** The layout of each kind of slide, and what it offers. */
  layouts: Record<DeckSlide["kind"], { part: string; slots: Slots }>;
  sheetColours: WorkbookColours;
}

/**
 * A deck as the bytes of a .pptx file: the same content gives the same bytes. Its slides fill the layouts of the house, or
 * of the template that the look names. Throws (exit 15) when a template cannot be used.
 */
export async function renderDeck(
  deck: DeckContent,
  look: DeckLook,
  sheetColours: WorkbookColours,
): Promise<Uint8Array> {
  const { template } = look;
  const parts = template === null ? housePackage(look, deck) : await openTemplate(template);
  const chosen = chooseLayouts(parts, template);
  const size = slideSize(parts);
  const placing: Placing = {
    parts,
    deck,
    look,
    sheetColours,
    notesMaster: ensureNotesMaster(parts, themePart(look.colors, look.font), deck.language),
    layouts: {
      title: { part: chosen.title.part, slots: slotsOf(chosen.title, { ...size, isTitle: true }) },
      content: { part: chosen.content.part, slots: slotsOf(chosen.content, { ...size, isTitle: false }) },
    },
  };
  const relations: string[] = [];
  for (const [index, slide] of deck.slides.entries())
    relations.push(await placeSlide(slide, index + 1, placing));
  listSlides(parts, relations);
  setProperties(parts, deck);
  return sealParts(parts);
}

async function placeSlide(slide: DeckSlide, number: number, placing: Placing): Promise<string> {
  const { parts, deck, look, notesMaster } = placing;
  const { part: layout, slots } = placing.layouts[slide.kind];
  const name = `ppt/slides/slide${number}.xml`;
  addRelation(parts, name, { type: "slideLayout", target: layout });
  const chartRelation = await placeChart(slide, number, placing);
  const content = slidePart(slide, { deck, look, slots, number, chartRelation });
  addPart(parts, { name, content, contentType: contentTypes.slide });
  const notes = `ppt/notesSlides/notesSlide${number}.xml`;
  addPart(parts, {
    name: notes,
    content: notesPart(slide.speakerNotes, deck.language),
    contentType: contentTypes.notes,
  });
  addRelation(parts, notes, { type: "notesMaster", target: notesMaster });
  addRelation(parts, notes, { type: "slide", target: name });
  addRelation(parts, name, { type: "notesSlide", target: notes });
  return addRelation(parts, presentationPart, { type: "slide", target: name });
}

/** Adds the chart of a slide and the workbook behind it, numbered as the slide. Returns the relation to the chart. */
async function placeChart(slide: DeckSlide, number: number, placing: Placing): Promise<string | null> {
  if (slide.kind !== "content" || slide.body.kind !== "chart") return null;
  const { parts, deck, look, sheetColours } = placing;
  const { body } = slide;
  const name = `ppt/charts/chart${number}.xml`;
  const workbook = `ppt/embeddings/chart${number}.xlsx`;
  addDefaultType(parts, "xlsx", contentTypes.workbook);
  parts.set(workbook, await renderChartSheet(body.sheet, deck, sheetColours));
  const relation = addRelation(parts, name, { type: "package", target: workbook });
  const content = chartPart(body, { colors: look.colors, language: deck.language }, relation);
  addPart(parts, { name, content, contentType: contentTypes.chart });
  return addRelation(parts, `ppt/slides/slide${number}.xml`, { type: "chart", target: name });
}

function listSlides(parts: PackageParts, relations: readonly string[]): void {
  const list = element(
    "p:sldIdLst",
    {},
    relations.map((relation, index) => element("p:sldId", { id: firstSlideId + index, "r:id": relation })),
  );
  const written = partText(parts, presentationPart);
  // The slides come right before their size, after masters of slides, notes and handouts.
  parts.set(
    presentationPart,
    written.replace(/<p:sldSz\b/, (start) => `${list}${start}`),
  );
}

function slideSize(parts: PackageParts): { width: number; height: number } {
  const written = /<p:sldSz\b[^>]*>/.exec(partText(parts, presentationPart))?.[0] ?? "";
  const length = (name: string): number => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(written)?.[1] ?? 0);
  return { width: length("cx"), height: length("cy") };
}
