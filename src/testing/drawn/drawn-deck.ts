import type { DeckContent, DeckLook } from "../../office/deck/content.js";
import type { WorkbookColours } from "../../office/workbook/content.js";

/** Look of a small deck, in colours that differ from each other. */
export const deckLook: DeckLook = {
  font: "Arial",
  logo: null,
  template: null,
  colors: {
    background: "#ffffff",
    text: "#1f2933",
    mutedText: "#55606c",
    grid: "#e4e8ec",
    axis: "#8b96a3",
    band: "#f1f3f6",
    context: "#8593a1",
    contextDark: "#5b6977",
    compare: "#3b6b97",
    focus: "#0b4a7d",
    focusLight: "#3d8bc4",
    focusPale: "#e3edf6",
    caution: "#8a3b00",
    cautionPale: "#fdf1e3",
    accent: "#67b869",
  },
};

/** Colours of the sheets behind its charts. */
export const sheetColours: WorkbookColours = {
  headerFill: "#194264",
  headerText: "#ffffff",
  title: "#194264",
  text: "#1a1a1a",
  note: "#555555",
  bar: "#9dc3e6",
  editableFill: "#fff8dc",
  warningFill: "#fff2cc",
  warningText: "#5c3c00",
  attentionFill: "#fce4d6",
  mutedFill: "#ededed",
  line: "#dddddd",
};

const head = { subtitle: "Undertitel", marks: ["Syntetiske data"], speakerNotes: ["Se hver række"] };
const notes = ["Datakilde: PLSP"];
const months = [
  ["2024-12", "2024", "dec"],
  ["2025-01", "2025", "jan"],
  ["2025-02", null, "feb"],
] as const;
const monthColumns = [
  { heading: "Måned", kind: "month" as const },
  { heading: "År", kind: "text" as const },
  { heading: "Akse", kind: "text" as const },
];

/** One slide of each kind: a title, columns with a gap, stacked columns with totals, a table, definitions. */
export const drawnDeck: DeckContent = {
  language: "da-DK",
  properties: { title: "Udbredelse", subject: "Planer", creator: "Afsender", date: "2025-03-05" },
  footer: "Afsender · Udbredelse",
  date: "24-04-2025",
  slides: [
    { kind: "title", ...head, title: "Udbredelse", facts: ["Data til og med februar 2025"] },
    {
      kind: "content",
      ...head,
      title: "Flere planer",
      notes,
      body: {
        kind: "chart",
        name: "Planer",
        description: "Søjler: 0, hul, 12.",
        shape: "columns",
        unit: "count",
        hidesValueAxis: false,
        categories: [1, 2],
        sheet: {
          name: "Data",
          columns: [...monthColumns, { heading: "Planer", kind: "count" }],
          rows: months.map((month, index) => [...month, [0, null, 12][index] ?? null]),
        },
        series: [
          {
            column: 3,
            drawn: "mark",
            color: "#8593a1",
            points: [{ row: 2, color: "#0b4a7d" }],
            labels: [{ row: 2, color: "#0b4a7d", stressed: true, namesSeries: false }],
          },
        ],
      },
    },
    {
      kind: "content",
      ...head,
      title: "Stablet",
      notes,
      body: {
        kind: "chart",
        name: "Planer",
        description: "Stablede søjler.",
        shape: "stacked-columns",
        unit: "count",
        hidesValueAxis: true,
        categories: [1, 2],
        sheet: {
          name: "Data",
          columns: [...monthColumns, { heading: "Nye", kind: "count" }, { heading: "I alt", kind: "count" }],
          rows: months.map((month, index) => [...month, index + 1, 2 * index + 2]),
        },
        series: [
          {
            column: 3,
            drawn: "mark",
            color: "#0b4a7d",
            points: [],
            labels: [{ row: 2, color: "#0b4a7d", stressed: true, namesSeries: true }],
          },
          {
            column: 4,
            drawn: "labels-only",
            color: "#1f2933",
            points: [],
            labels: [0, 1, 2].map((row) => ({ row, color: "#1f2933", stressed: false, namesSeries: false })),
          },
        ],
      },
    },
    {
      kind: "content",
      ...head,
      title: "Tabellen",
      notes,
      body: {
        kind: "table",
        name: "Tabel",
        description: "Tabel over planer.",
        columns: [
          { heading: "Måned", align: "text" },
          { heading: "Planer", align: "number" },
        ],
        rows: [
          { cells: ["Januar 2025", "1.234"], stressed: false },
          { cells: ["Februar 2025", ""], stressed: true },
        ],
      },
    },
    {
      kind: "content",
      ...head,
      title: "Sådan er tallene gjort op",
      notes: [],
      body: {
        kind: "definitions",
        items: [
          { term: "Ny plan", text: "Patienten har ikke haft en plan af samme type." },
          { term: "Aktivt lægehus", text: "Har arbejdet med mindst én plan." },
        ],
      },
    },
  ],
};
