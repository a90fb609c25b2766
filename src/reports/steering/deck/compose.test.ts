import { readRisk } from "../../shared/risk-file.js";
import { comparisons } from "../../../testing/comparisons.js";
import { describe, expect, it } from "vitest";
import { readDefinitions } from "../../../defs/definitions.js";
import { readSteeringDefinition } from "../../adoption/report-file.js";
import { readTheme } from "../../../render/theme.js";
import { readMetricTexts } from "../../../metrics/answer/metric-texts.js";
import type { ClinicCompliance, ComplianceCount, MonthPlans } from "../../../domain/shapes/figures.js";
import type { Month } from "../../../domain/month.js";
import { monthsBetween, parseMonth } from "../../../domain/month.js";
import type { ContentSlide, DeckChart, DeckTable } from "../../../office/deck/content.js";
import { plainFollowUp } from "../../../testing/drawn/drawn-clinic.js";
import type { DeckContext, DeckFacts } from "./compose.js";
import { composeDeck } from "./compose.js";
import { composeRegions, composeSegments } from "./groups.js";
import { composeHeadlines } from "./headlines.js";
import { composeRisk } from "./risk.js";
import { composePlanTypes } from "./plan-types.js";
import { composeAccumulatedTable, composeRestatements } from "./tables.js";
import { hideSmall } from "../../../domain/disclosure/small-counts.js";
import { signedWords } from "./words.js";
import { composeSteering } from "../../adoption/figures/index.js";
import { nothingRestated } from "../../../testing/drawn/nothing-restated.js";

const definition = await readSteeringDefinition("reports", comparisons);
const { segments, planTypes } = await readDefinitions("pipelines/monthly");
const { style } = await readTheme("reports");
const month = (text: string): Month => parseMonth(text)!;
const february = month("2025-02");
const months = monthsBetween(month("2023-03"), february);

/** 10 new and 20 maintained plans in each month of the first year, 11 and 20 in each of the second. */
const monthly = months.map((one, index) => {
  const fresh = index < 12 ? 10 : 11;
  return { month: one, new: fresh, maintained: 20, total: fresh + 20 };
});
const accumulated = monthly.slice(12).map(({ month: one }, index) => ({
  month: one,
  new: 11 * (index + 1),
  maintained: 20 * (index + 1),
  total: 31 * (index + 1),
}));

const count = (clinics: number, pass: number): ComplianceCount => ({
  clinics,
  pass,
  fail: clinics - pass,
  unknown: 0,
  share: clinics === 0 ? null : pass / clinics,
});

function clinic(changes: Partial<ClinicCompliance>, name = "Lægehuset Hemmeligt"): ClinicCompliance {
  return {
    ydernummer: "001234",
    opened: "2010-01-01",
    name,
    region: "Region Nordjylland",
    municipality: "Aalborg",
    kind: "PLO-klinik",
    system: null,
    doctors: 1,
    newPlans: 0,
    required: 10,
    missing: 10,
    outcome: "fail",
    isNew: false,
    ...plainFollowUp,
    ...changes,
  };
}

const times = (number: number, changes: Partial<ClinicCompliance>): ClinicCompliance[] =>
  Array.from({ length: number }, () => clinic(changes));

const facts: DeckFacts = {
  basis: {
    month: february,
    asOf: 7,
    date: "2025-03-10",
    registerMonth: february,
    knownMonths: months,
    incompleteMonths: [],
    isRegisterIncomplete: false,
    loads: [
      {
        load: 7,
        loadedAt: "2025-03-10T09:00:00Z",
        file: "planer.csv",
        sha256: "0".repeat(64),
        kind: "plan-counts",
        months,
        acceptedReason: null,
        rejectedRows: 0,
      },
    ],
    synthetic: true,
  },
  monthly,
  accumulated,
  activity: months.map((one) => ({ month: one, active: 8, clinics: 10 })),
  sustained: null,
  perDoctor: {
    clinics: 100,
    unknown: 0,
    rows: [
      { label: "0", clinics: 20 },
      { label: "≥40", clinics: 80 },
    ],
  },
  compliance: count(100, 80),
  complianceCrossings: [],
  complianceTrend: [],
  rule: {
    title: "OK22",
    threshold: "Mindst 10.",
    months: 12,
    status: "unconfirmed",
    statusText: "Ikke bekræftet.",
    source: "",
  },
  byPlanType: {
    dimension: "plan-type",
    values: [
      { value: "KOL", row: rowsOf(10, 12) },
      { value: "T2D", row: rowsOf(20, 19) },
    ],
  },
  complianceByRegion: {
    dimension: "region",
    values: [
      { value: "Nord", row: count(60, 45) },
      { value: "Syd", row: count(40, 35) },
    ],
  },
  complianceBySystem: { dimension: "system", values: [] },
  complianceByMunicipality: { dimension: "municipality", values: [] },
  clinics: [
    ...times(12, { segment: "not-started" }),
    ...times(6, { segment: "near", isNew: true, flags: ["new"] }),
    ...times(80, { segment: "meets", outcome: "pass" }),
  ],
  restated: nothingRestated,
  ruleFrom: parseMonth("2022-01")!,
};

/** So many plans in each month of the first year, and of the second. */
function rowsOf(first: number, second: number): MonthPlans[] {
  return months.map((one, index) => {
    const total = index < 12 ? first : second;
    return { month: one, new: total, maintained: 0, total };
  });
}

const risk = await readRisk("reports");
const metricTexts = await readMetricTexts("da");

function contextOf(changes: Partial<DeckFacts> = {}, smallest = 5): DeckContext {
  const all = { ...facts, ...changes };
  return {
    facts: all,
    definition,
    settings: { ...definition.deck, smallest_group: smallest },
    risk,
    segments,
    planTypes,
    metrics: metricTexts,
    colors: style.colors,
    sender: "Afsender",
    status: { parts: [], withheld: [], moreText: (count) => count },
    figures: composeSteering(all, definition),
  };
}

/** Text with ordinary spaces: a share has one that does not break. */
const plain = (text = ""): string => text.replaceAll("\u00a0", " ");

const chartOf = (slide: ContentSlide | null): DeckChart => {
  if (slide?.body.kind !== "chart") throw new Error("a chart was expected");
  return slide.body;
};
const tableOf = (slide: ContentSlide | null): DeckTable => {
  if (slide?.body.kind !== "table") throw new Error("a table was expected");
  return slide.body;
};

describe("the deck", () => {
  it("has the slides of report.yaml in their order, without those that have nothing to say", () => {
    const titles = composeDeck(contextOf()).slides.map(({ subtitle }) => subtitle);
    expect(titles.slice(0, 11)).toEqual([
      "Operationel styregruppe",
      "Udbredelse af forløbsplaner, februar 2025",
      definition.texts.figures["plans-per-doctor"].title,
      definition.texts.figures["plans-accumulated"].title,
      definition.texts.figures["plans-per-month"].title,
      definition.texts.figures["active-clinics"].title,
      definition.texts.figures.ok22.title,
      "Andel af klinikker, der opfylder OK22-kravet, pr. region, februar 2025",
      "Klinikker, der ikke opfylder OK22-kravet, og nye klinikker (af 98 i opgørelsen)",
      "Risikologgens matrix: sandsynlighed lodret, konsekvens vandret",
      "Til opslag",
    ]);
    expect(titles).not.toContain("Genopgjorte måneder");
    expect(titles.slice(-2)).toEqual(["Definitioner", "Datagrundlag"]);
  });

  it("names no clinic", () => {
    const written = JSON.stringify(composeDeck(contextOf()));
    expect(written).not.toContain("Hemmeligt");
    expect(written).not.toContain("001234");
  });

  it("says on every slide that the data are synthetic, and where compliance is shown that the rule is unconfirmed", () => {
    const deck = composeDeck(contextOf());
    for (const { marks } of deck.slides) expect(marks).toContain("Syntetiske data");
    const unconfirmed = deck.slides.filter(({ marks }) => marks.includes("Ubekræftet krav"));
    expect(unconfirmed.map(({ subtitle }) => subtitle)).toEqual([
      "Operationel styregruppe",
      "Udbredelse af forløbsplaner, februar 2025",
      definition.texts.figures.ok22.title,
      "Andel af klinikker, der opfylder OK22-kravet, pr. region, februar 2025",
      "Klinikker, der ikke opfylder OK22-kravet, og nye klinikker (af 98 i opgørelsen)",
      "Risikologgens matrix: sandsynlighed lodret, konsekvens vandret",
      "Definitioner",
    ]);
  });

  it("carries the day of the newest load, or of the meeting where one is given", () => {
    const context = contextOf();
    expect(composeDeck(context).date).toBe("10-03-2025");
    const meeting = { ...context.settings.meeting, date: "2025-04-24" as never };
    expect(composeDeck({ ...context, settings: { ...context.settings, meeting } }).date).toBe("24-04-2025");
  });

  it("tells the speaker definition, population, loads and the way to the rows", () => {
    const slide = composeDeck(contextOf()).slides.find(
      ({ subtitle }) => subtitle === definition.texts.figures["plans-per-month"].title,
    )!;
    expect(slide.speakerNotes).toContain(`Definition: ${metricTexts.get("plans-per-month")!.definition}`);
    expect(slide.speakerNotes).toContain("Indlæsninger: nr. 7 (planer.csv)");
    expect(slide.speakerNotes).toContain(
      "Se hver række bag tallet: flp explain plans-per-month --month 2025-02 --as-of 7 --da",
    );
  });
});

describe("the slide of active clinics", () => {
  it("tells under its chart how many use the plans on, where that may be said", () => {
    const { title } = definition.texts.figures["active-clinics"];
    const notesOf = (changes: Partial<DeckFacts>): string[] =>
      composeDeck(contextOf(changes)).slides.flatMap((slide) =>
        slide.kind === "content" && slide.subtitle === title ? slide.notes.map(plain) : [],
      );
    const sustained = { month: facts.basis.month, before: 20, still: 18, share: 0.9 };
    expect(notesOf({ sustained }).at(-1)).toBe(
      "Af 20 klinikker, der lavede planer for et år siden og stadig er åbne, laver 18 fortsat planer (90,0 %).",
    );
    expect(notesOf({ sustained: null }).join()).not.toContain("for et år siden");
  });
});

describe("who cannot see a slide", () => {
  it.each([
    ["plan types", composePlanTypes, "KOL vokser mest: 20,0 % flere planer end i de 12 måneder før. "],
    [
      "regions",
      composeRegions,
      "Ingen region afviger mere fra landet (80,0 %), end tilfældet kan forklare. ",
    ],
    ["segments", composeSegments, "12 klinikker er ikke i gang, 0 er gået i stå, "],
    ["the accumulated table", composeAccumulatedTable, "132 nye og 240 vedligeholdte planer på 12 måneder, "],
  ])("hears its finding and its marks: %s", (_, compose, finding) => {
    const slide = compose(contextOf());
    if (slide?.body.kind !== "chart" && slide?.body.kind !== "table")
      throw new Error("a figure was expected");
    const { description } = slide.body;
    expect(plain(description)).toContain(finding);
    expect(description.endsWith(slide.marks.map((mark) => `${mark}.`).join(" "))).toBe(true);
    expect(slide.speakerNotes[0]).toContain(description);
  });

  it("is told on the last slide what each mark means", () => {
    const basis = { ...facts.basis, incompleteMonths: [february] };
    const slide = composeDeck(contextOf({ basis })).slides.at(-1);
    const notes = slide?.kind === "content" ? slide.notes : [];
    expect(notes).toContain(
      "Syntetiske data: Tallene er konstruerede til afprøvning og beskriver ingen virkelige klinikker.",
    );
    expect(notes.some((note) => /^Ufuldstændige data: .*februar 2025/.test(note))).toBe(true);
  });
});

describe("figures by month", () => {
  it("that are accumulated have a row for each month of the window, also where few are known", () => {
    const few = accumulated.slice(-2);
    const subtitle = definition.texts.figures["plans-accumulated"].title;
    const slide = composeDeck(contextOf({ accumulated: few })).slides.find(
      (one) => one.subtitle === subtitle,
    );
    const { sheet } = chartOf(slide?.kind === "content" ? slide : null);
    expect(sheet.rows).toHaveLength(12);
    expect(sheet.rows[9]).toEqual(["2024-12", null, "dec", null, null, null]);
    expect(sheet.rows[11]).toEqual(["2025-02", null, "feb", 132, 240, 372]);
  });

  it("have a row for every month, with the gap where a month is not known", () => {
    const holed = monthly.filter(({ month: one }) => one !== month("2024-07"));
    const deck = composeDeck(contextOf({ monthly: holed }));
    const slide = deck.slides.find(
      ({ subtitle }) => subtitle === definition.texts.figures["plans-per-month"].title,
    );
    const { sheet, series } = chartOf(slide?.kind === "content" ? slide : null);
    expect(sheet.rows).toHaveLength(24);
    expect(sheet.rows[0]).toEqual(["2023-03", "2023", "m", 10, 20, 30]);
    expect(sheet.rows[10]).toEqual(["2024-01", "2024", "j", 10, 20, 30]);
    expect(sheet.rows[16]).toEqual(["2024-07", null, "j", null, null, null]);
    // The newest month and the same month a year before.
    expect(series[0]!.labels.map(({ row, stressed }) => [row, stressed])).toEqual([
      [11, false],
      [23, true],
    ]);
  });

  it("carry the band of normal variation, of no width where nothing is known of it, where three years are known", () => {
    const long = monthsBetween(month("2022-03"), february).map((one) => ({
      month: one,
      new: 10,
      maintained: 20,
      total: 30,
    }));
    const subtitle = definition.texts.figures["plans-per-month"].title;
    const slideOf = (rows: MonthPlans[]) =>
      composeDeck(contextOf({ monthly: rows })).slides.find((slide) => slide.subtitle === subtitle);
    const slide = slideOf(long);
    const { sheet, series } = chartOf(slide?.kind === "content" ? slide : null);
    // No month differs from its year before: the band is the month itself, and the first year has none.
    expect(sheet.rows[11]).toEqual(["2023-02", null, "f", 10, 20, 30, 30, 0, null]);
    expect(sheet.rows[12]).toEqual(["2023-03", null, "m", 10, 20, 30, 30, 0, 30]);
    expect(series.map(({ drawn }) => drawn)).toEqual(["band-base", "band", "guide", "mark"]);
    const short = slideOf(long.slice(-24));
    expect(chartOf(short?.kind === "content" ? short : null).series).toHaveLength(1);
  });

  it("show no hole in a band where a month is not known: it would be drawn down to the axis", () => {
    const long = monthsBetween(month("2022-03"), february)
      .filter((one) => one !== "2024-07")
      .map((one) => ({ month: one, new: 10, maintained: 20, total: 30 }));
    const subtitle = definition.texts.figures["plans-per-month"].title;
    const slide = composeDeck(contextOf({ monthly: long })).slides.find((one) => one.subtitle === subtitle);
    const { sheet } = chartOf(slide?.kind === "content" ? slide : null);
    expect(sheet.rows[28]).toEqual(["2024-07", null, "j", null, null, null, 30, 0, null]);
  });

  it("stand beside the running sums of a year before in the accumulated table", () => {
    const { rows } = tableOf(composeAccumulatedTable(contextOf()));
    // March: 31 against 30; all twelve: 12 x 31 = 372 against 12 x 30 = 360.
    expect(rows[0]!.cells).toEqual(["Marts 2024", "11", "20", "31", "30", "+1"]);
    expect(rows[11]).toEqual({
      stressed: true,
      cells: ["Februar 2025", "132", "240", "372", "360", "+12"],
    });
  });
});

describe("plan types", () => {
  it("are held against the 12 months before, and the one that grows most is named", () => {
    const slide = composePlanTypes(contextOf());
    // What the slide shows are sums of 12 months, so that is what its notes explain.
    expect(slide?.speakerNotes).toContain(
      "Se tallene for hver gruppe: flp metrics plans-accumulated --by plan-type --month 2025-02 --as-of 7",
    );
    // KOL: 12 x 12 = 144 against 12 x 10 = 120, 20 % more; T2D: 228 against 240.
    expect(plain(slide?.title)).toBe("KOL vokser mest: 20,0 % flere planer end i de 12 måneder før");
    expect(chartOf(slide).sheet.rows).toEqual([
      ["KOL", 144, 120],
      ["T2D", 228, 240],
    ]);
  });

  it.each([
    [
      "two that fall",
      9,
      19,
      "Ingen plantype vokser; KOL falder mest: 10,0 % færre planer end i de 12 måneder før",
    ],
    ["two that grow alike", 11, 22, "T2D har flest planer: 264 på 12 måneder"],
    ["none that changes", 10, 20, "T2D har flest planer: 240 på 12 måneder"],
  ])("%s", (_, kol, t2d, title) => {
    const values = [
      { value: "KOL", row: rowsOf(10, kol) },
      { value: "T2D", row: rowsOf(20, t2d) },
    ];
    expect(
      plain(composePlanTypes(contextOf({ byPlanType: { dimension: "plan-type", values } }))?.title),
    ).toBe(title);
  });
});

describe("regions", () => {
  it("stand from north to south, with the country last: 75 % of 60 and 88 % of 40 may be chance", () => {
    const slide = composeRegions(contextOf());
    expect(plain(slide?.title)).toBe(
      "Ingen region afviger mere fra landet (80,0 %), end tilfældet kan forklare",
    );
    expect(chartOf(slide).sheet.rows).toEqual([
      ["Nord", 60, 45, 0.75],
      ["Syd", 40, 35, 0.875],
      ["Hele landet", 100, 80, 0.8],
    ]);
  });

  it("that differ by more than chance explains are named", () => {
    const values = [
      { value: "Nord", row: count(400, 280) },
      { value: "Syd", row: count(600, 520) },
    ];
    const compliance = count(1000, 800);
    const slide = composeRegions(
      contextOf({ complianceByRegion: { dimension: "region", values }, compliance }),
    );
    expect(plain(slide?.title)).toBe(
      "Nord ligger 10,0 procentpoint under og Syd ligger 6,7 procentpoint over landet (80,0 %): mere, end tilfældet kan forklare",
    );
  });

  it("of fewer clinics than the limit are hidden, and one more, so that the total gives none away", () => {
    const values = [
      { value: "Nord", row: count(90, 70) },
      { value: "Øst", row: count(4, 4) },
      { value: "Syd", row: count(6, 6) },
    ];
    const slide = composeRegions(contextOf({ complianceByRegion: { dimension: "region", values } }));
    expect(chartOf(slide).sheet.rows).toEqual([
      ["Nord", 90, 70, 70 / 90],
      ["Øst", null, null, null],
      ["Syd", null, null, null],
      ["Hele landet", 100, 80, 0.8],
    ]);
    expect(plain(slide?.title)).toBe("80,0 % opfylder OK22-kravet i hele landet");
  });
});

describe("segments", () => {
  it("count the clinics that do not meet the requirement by what they need, and the new ones", () => {
    const slide = composeSegments(contextOf());
    expect(plain(slide?.title)).toBe(
      "12 klinikker er ikke i gang, 0 er gået i stå, 6 er tæt på kravet, og 0 mangler mere",
    );
    expect(chartOf(slide).sheet.rows).toEqual([
      ["Ikke i gang", 12],
      ["Gået i stå", 0],
      ["Tæt på", 6],
      ["Under", 0],
      ["Ny klinik", 6],
    ]);
  });

  it("of few clinics are not shown and not told", () => {
    const slide = composeSegments(
      contextOf({ clinics: [...facts.clinics, ...times(2, { segment: "stalled" })] }),
    );
    expect(plain(slide?.title)).toBe("20 af 100 klinikker opfylder ikke OK22-kravet");
    // The two stalled ones, and with them the near ones: 20 in all would give the two away.
    expect(chartOf(slide).sheet.rows.slice(0, 4)).toEqual([
      ["Ikke i gang", 12],
      ["Gået i stå (vises ikke)", null],
      ["Tæt på (vises ikke)", null],
      ["Under", 0],
    ]);
  });
});

describe("groups of few", () => {
  it.each([
    [
      [10, 20, 30],
      [10, 20, 30],
    ],
    [
      [0, 20, 30],
      [0, 20, 30],
    ],
    [
      [5, 20, 30],
      [5, 20, 30],
    ],
    [
      [4, 20, 30],
      [null, null, 30],
    ],
    [
      [4, 3, 30],
      [null, null, 30],
    ],
    [[4], [null]],
  ])("%j is shown as %j", (counts, shown) => {
    expect(hideSmall(counts, 5)).toEqual(shown);
  });
});

describe("restatements", () => {
  it("stand in a table, with what they are compared with under it", () => {
    const restated = {
      ...nothingRestated,
      since: "Sammenlignet med mødet.",
      months: [{ month: month("2024-12"), loads: [5, 6], before: 100, now: 95 }],
      planLines: ["Tal for december 2024 er genopgjort fra 100 til 95."],
    };
    const slide = composeRestatements(contextOf({ restated }));
    expect(plain(slide?.title)).toBe("December 2024 er genopgjort: −5 planer i forhold til før");
    expect(tableOf(slide).rows.map(({ cells }) => cells)).toEqual([
      ["December 2024", "5, 6", "100", "95", "−5"],
    ]);
    expect(slide?.notes[0]).toBe("Sammenlignet med mødet.");
    expect(slide?.speakerNotes.join()).toContain("Tal for december 2024 er genopgjort fra 100 til 95.");
  });

  it("have no slide where there are none", () => {
    expect(composeRestatements(contextOf())).toBeNull();
  });
});

describe("a change", () => {
  it("carries its sign, a real minus", () => {
    expect([1234, 0, -12].map(signedWords)).toEqual(["+1.234", "0", "−12"]);
  });
});

describe("the main messages", () => {
  const itemsOf = (context: DeckContext): { term: string; text: string }[] => {
    const slide = composeHeadlines(context);
    if (slide?.body.kind !== "definitions") throw new Error("words were expected");
    return slide.body.items.map(({ term, text }) => ({ term, text: plain(text) }));
  };

  it("are the findings that report.yaml names, each as its own slide says it", () => {
    const context = contextOf();
    expect(itemsOf(context)).toEqual([
      {
        term: "Planer i alt",
        text: `${plain(context.figures.find(({ id }) => id === "plans-accumulated")?.finding ?? "")}.`,
      },
      {
        term: "Aktive lægehuse",
        text: `${plain(context.figures.find(({ id }) => id === "active-clinics")?.finding ?? "")}.`,
      },
      {
        term: "OK22-kravet",
        text: `${plain(context.figures.find(({ id }) => id === "ok22")?.finding ?? "")}.`,
      },
      { term: "Regioner", text: `${plain(composeRegions(context)?.title)}.` },
      { term: "Opfølgning", text: `${plain(composeSegments(context)?.title)}.` },
    ]);
    expect(composeHeadlines(context)?.notes).toEqual([definition.texts.deck.headlines.noDecision]);
  });

  it("end with the goals and what the meeting is asked to decide", () => {
    const context = contextOf({
      goals: [
        { share: 0.85, label: ["Mål", "85,0 %"], text: "81 klinikker mangler.", details: ["Sat i dag."] },
      ],
    });
    const decided = {
      ...context,
      settings: { ...context.settings, decisions: ["Det indstilles, at målet drøftes."] },
    };
    expect(itemsOf(decided).slice(-2)).toEqual([
      { term: "Mål", text: "81 klinikker mangler." },
      { term: "Indstilling", text: "Det indstilles, at målet drøftes." },
    ]);
    expect(composeHeadlines(decided)?.notes).toEqual([]);
  });

  it("say nothing of a slide that is left out, and are no slide without anything to say", () => {
    const context = contextOf();
    const settings = { ...context.settings, slides: ["headlines" as const], headlines: ["ok22" as const] };
    expect(composeHeadlines({ ...context, settings })).toBeNull();
  });
});

describe("the risk", () => {
  const placement = {
    likelihood: "Sandsynligt",
    consequence: "Kritisk",
    assessedOn: "2025-04-24" as never,
    assessedBy: "projektlederen",
  };

  it("stands in the log's matrix with the other ones, the likeliest on top", () => {
    const others = [{ number: 3, name: "Økonomi", likelihood: "Forventet", consequence: "Kritisk" }];
    const slide = composeRisk({ ...contextOf(), risk: { ...risk, ...placement, others } });
    const { columns, rows } = tableOf(slide);
    expect(columns.map(({ heading }) => heading)).toEqual([
      "Sandsynlighed",
      "Uvæsentlig",
      "Generende",
      "Kritisk",
      "Uacceptabelt",
    ]);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ["Forventet", "", "", "3. Økonomi", ""],
      ["Sandsynligt", "", "", "1. Udbredelse", ""],
      ["Mindre sandsynligt", "", "", "", ""],
      ["Usandsynligt", "", "", "", ""],
    ]);
    expect(slide.notes).toContain(
      "Vurderet 24-04-2025 af projektlederen: sandsynlighed Sandsynligt, konsekvens Kritisk.",
    );
  });

  it("tells what was done and where it stood before, or that nobody placed it", () => {
    const slide = composeRisk({
      ...contextOf(),
      risk: { ...risk, measures: ["40 klinikker er besøgt."], earlier: [placement] },
    });
    expect(slide.notes.slice(1)).toEqual([
      definition.texts.deck.risk.notPlaced,
      "Siden sidst: 40 klinikker er besøgt.",
      "Tidligere: 24-04-2025 af projektlederen, sandsynlighed Sandsynligt, konsekvens Kritisk.",
    ]);
  });
});
