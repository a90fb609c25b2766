import { comparisons } from "../../testing/comparisons.js";
import { beforeAll, describe, expect, test } from "vitest";
import type { Ok22Texts } from "./report-file.js";
import type { AudiencePolicy } from "../../defs/limits/policies.js";
import type { RuleSet } from "../../defs/agreement/rules.js";
import type { ClinicCompliance, ComplianceCount, MonthCompliance } from "../../domain/shapes/figures.js";
import { parseIsoDate } from "../../domain/iso-date.js";
import type { Month } from "../../domain/month.js";
import { monthsBetween, parseMonth } from "../../domain/month.js";
import type { Block, PageContent, TableBlock } from "../../render/page/page-content.js";
import type { Ok22Facts } from "./facts.js";
import { requireReconciled } from "./facts.js";
import { countOutcomes } from "../shared/compliance-counts.js";
import { plainFollowUp } from "../../testing/drawn/drawn-clinic.js";
import { countsOf, disclosedTo, shippedOk22, shippedPolicy } from "../../testing/drawn/drawn-ok22.js";
import type { Ok22Definition } from "./context.js";
import { composeOk22Page } from "./page.js";
import { viewFor } from "./view.js";
import type { DisclosureTexts } from "../disclosure/texts.js";
import { readDisclosureTexts } from "../disclosure/texts.js";
import { stateRule } from "../shared/rule.js";
import { nothingRestated } from "../../testing/drawn/nothing-restated.js";

let definition: Ok22Definition;
let texts: Ok22Texts;
let withheld: DisclosureTexts;
let policies: Record<"internal" | "public", AudiencePolicy>;
beforeAll(async () => {
  definition = await shippedOk22();
  texts = definition.texts;
  withheld = await readDisclosureTexts("reports");
  policies = { internal: await shippedPolicy("internal"), public: await shippedPolicy("public") };
});

const noPictures = { trend: null, distribution: null, distance: null, systems: null, municipalities: null };

function pageOf(facts: Ok22Facts, audience: "internal" | "public" = "internal"): PageContent {
  const policy = policies[audience];
  const view = viewFor(policy, disclosedTo({ policy, texts: withheld }, facts));
  return composeOk22Page({ ...definition, view, pictures: noPictures }, "Afsender");
}

const month = (text: string): Month => parseMonth(text)!;

function count(pass: number, fail: number, unknown: number): ComplianceCount {
  const clinics = pass + fail + unknown;
  return { clinics, pass, fail, unknown, share: clinics === 0 ? null : pass / clinics };
}

function clinicsOf(region: string, { pass, fail, unknown }: ComplianceCount): ClinicCompliance[] {
  const outcomes = [
    ...Array.from({ length: pass }, () => "pass" as const),
    ...Array.from({ length: fail }, () => "fail" as const),
    ...Array.from({ length: unknown }, () => "unknown" as const),
  ];
  return outcomes.map((outcome, index) => ({
    ...plainFollowUp,
    ydernummer: String(index + 1).padStart(6, "0"),
    opened: "2001-01-01",
    name: "Klinik",
    region,
    municipality: null,
    kind: "PLO-klinik",
    system: null,
    doctors: outcome === "unknown" ? null : 1,
    newPlans: outcome === "pass" ? 10 : 9,
    required: outcome === "unknown" ? null : 10,
    missing: outcome === "unknown" ? null : outcome === "pass" ? 0 : 1,
    outcome,
    isNew: index === 0,
  }));
}

/** West 7 of 10, east 5 of 10 with one unknown: 12 of 20, 60,0 %. A month ago 57,1 %, a year ago 60,0 %. */
function factsOf(changes: Partial<Ok22Facts> = {}): Ok22Facts {
  const [west, east] = [count(7, 3, 0), count(5, 4, 1)];
  const trend: MonthCompliance[] = [
    { month: month("2024-02"), ...count(12, 8, 0) },
    { month: month("2025-01"), ...count(12, 9, 0) },
    { month: month("2025-02"), ...count(12, 7, 1) },
  ];
  return {
    basis: {
      month: month("2025-02"),
      asOf: 2,
      date: "2025-03-05",
      registerMonth: month("2025-02"),
      knownMonths: monthsBetween(month("2024-01"), month("2025-02")),
      incompleteMonths: [],
      isRegisterIncomplete: false,
      loads: [
        {
          load: 2,
          loadedAt: "2025-03-04T23:30:00Z",
          file: "planer.csv",
          sha256: "0".repeat(64),
          kind: "plan-counts",
          months: monthsBetween(month("2024-01"), month("2025-02")).filter((one) => one !== "2024-07"),
          acceptedReason: "aftalt",
          rejectedRows: 0,
        },
      ],
      synthetic: true,
    },
    ...countsOf([...clinicsOf("Region Vest", west), ...clinicsOf("Region Øst", east)]),
    trend,
    trendRules: [],
    previous: null,
    answers: [],
    outside: [{ reason: "closed", kind: null, clinics: 3 }],
    restated: [],
    restatedSince: nothingRestated,
    comparisons,
    goals: [],
    silentRegions: [],
    levelChanges: [],
    crossings: [],
    sustained: null,
    newMonths: 12,
    rule: {
      title: "OK22",
      threshold: "Mindst 10 nye planer pr. læge.",
      months: 12,
      status: "unconfirmed",
      statusText: "Grænsen er ikke bekræftet.",
      source: "Aftalen",
    },
    ...changes,
  };
}

function sentencesOf(page: PageContent): string[] {
  const blocks = page.sections.find((section) => section.id === "result")!.blocks;
  return blocks.flatMap((block) =>
    block.kind === "finding" ? [block.text] : block.kind === "list" ? block.items : [],
  );
}

function tableOf(page: PageContent, id: string): TableBlock {
  const isTable = (block: Block): block is TableBlock => block.kind === "table";
  return page.sections.find((section) => section.id === id)!.blocks.find(isTable)!;
}

describe("the OK22 page", () => {
  test("says the findings first, each with the counts behind it", () => {
    expect(sentencesOf(pageOf(factsOf()))).toEqual([
      "60,0\u00A0% af klinikkerne opfylder OK22-kravet: 12 af 20 i februar 2025.",
      "Siden januar 2025 er der ingen sikker ændring; andelen var da 57,1\u00A0%.",
      "Andelen er den samme som i februar 2024.",
      "Ingen region afviger mere fra landet, end tilfældet kan forklare.",
      "7 af 20 klinikker opfylder ikke kravet.",
      "1 af 20 klinikker kan ikke opgøres, fordi antallet af læger er ukendt eller 0.",
      "2 af 20 klinikker er nystartede inden for de seneste 12 måneder; de tæller med, og 2 opfylder kravet.",
    ]);
  });

  test("names a fall a fall", () => {
    const trend = [{ month: month("2025-01"), ...count(13, 7, 0) }];
    const crossings = [{ since: month("2025-01"), gained: 1, lost: 12 }];
    expect(sentencesOf(pageOf(factsOf({ trend, crossings })))[1]).toBe(
      "Andelen er faldet med 5,0 procentpoint siden januar 2025, hvor den var 65,0\u00A0%.",
    );
  });

  test("without clinics says so and shows no share", () => {
    const empty = factsOf({
      ...countsOf([]),
      trend: [],
    });
    const page = pageOf(empty);
    expect(sentencesOf(page)).toEqual(["Der er ingen klinikker i opgørelsen for februar 2025."]);
    expect(page.sections[0]?.blocks[1]).toMatchObject({ figures: [{ value: "–" }, {}, {}, {}] });
  });

  test("marks synthetic data and the unconfirmed rule, and neither once both are settled", () => {
    const marks = pageOf(factsOf()).marks;
    expect(marks.map(({ label, tone }) => [label, tone])).toEqual([
      ["Syntetiske data", "caution"],
      ["Ubekræftet krav", "caution"],
      ["Intern udgave", "plain"],
    ]);
    const facts = factsOf();
    const settled = {
      ...facts,
      basis: { ...facts.basis, synthetic: false },
      rule: { ...facts.rule, status: "confirmed" as const, statusText: null },
    };
    expect(pageOf(settled).marks.map(({ label }) => label)).toEqual(["Intern udgave"]);
  });

  test("shows each region with its counts and the country as the sum", () => {
    expect(tableOf(pageOf(factsOf()), "regions").rows).toEqual([
      { cells: ["Region Vest", "10", "7", "3", "0", "70,0\u00A0%"], stressed: false },
      { cells: ["Region Øst", "10", "5", "4", "1", "50,0\u00A0%"], stressed: false },
      { cells: ["Hele landet", "20", "12", "7", "1", "60,0\u00A0%"], stressed: true },
    ]);
  });

  test("shows the trend from the newest month, which is stressed", () => {
    const rows = tableOf(pageOf(factsOf()), "trend").rows;
    expect(rows.map((row) => [row.cells[0], row.stressed])).toEqual([
      ["Februar 2025", true],
      ["Januar 2025", false],
      ["Februar 2024", false],
    ]);
  });

  test("lists the loads by their Danish date, with holes in their months shown and the reason they were accepted", () => {
    expect(tableOf(pageOf(factsOf()), "basis").rows[0]?.cells).toEqual([
      ...["2", "05-03-2025", "planer.csv", "Plantal"],
      ...["januar 2024 – juni 2024, august 2024 – februar 2025", "aftalt"],
    ]);
  });

  test("keeps from the public why a file was let in, which may name a clinic", () => {
    const page = pageOf(factsOf(), "public");
    expect(tableOf(page, "basis").columns.map(({ heading }) => heading)).not.toContain(
      "Accepteret med begrundelsen",
    );
    expect(JSON.stringify(page)).not.toContain("aftalt");
  });

  test("names no clinic", () => {
    expect(JSON.stringify(pageOf(factsOf()))).not.toMatch(/000001|"Klinik"/);
  });
});

describe("sustained use", () => {
  const sustained = { month: month("2025-02"), before: 1200, still: 1080, share: 0.9 };
  const sentence = "Af 1.200 klinikker, der lavede planer for et år siden og stadig er åbne, laver 1.080";

  test("is told among the results, and left out where both ends of the year are not known", () => {
    expect(JSON.stringify(pageOf(factsOf({ sustained })))).toContain(sentence);
    expect(JSON.stringify(pageOf(factsOf()))).not.toContain("for et år siden");
  });
});

describe("reconciliation", () => {
  test("the sample adds up", () => {
    expect(() => requireReconciled(factsOf())).not.toThrow();
    expect(countOutcomes(factsOf().clinics)).toEqual(count(12, 7, 1));
  });

  test.each([
    ["a clinic too few", { clinics: factsOf().clinics.slice(1) }, "the clinics do not add up"],
    [
      "a region too few",
      { byRegion: { ...factsOf().byRegion, values: factsOf().byRegion.values.slice(1) } },
      "the regions",
    ],
    [
      "a trend that ends elsewhere",
      { trend: [{ month: month("2025-02"), ...count(11, 8, 1) }] },
      "pass 11 instead of 12",
    ],
  ])("%s stops the report", (_, change, reason) => {
    expect(() => requireReconciled(factsOf(change))).toThrow(reason);
  });
});

describe("the rule in words", () => {
  const ruleSet: RuleSet = {
    id: "ok22",
    agreement: "ok22",
    title: "OK22",
    measure: "new-plans",
    denominator: "doctors",
    windowMonths: 12,
    thresholdThousandths: 10_500,
    planTypes: "all",
    excludedKinds: "as-clinic-kinds",
    newClinics: "included-and-flagged",
    predecessors: "direct",
    validFrom: month("2022-01"),
    validTo: null,
    source: { document: "Overenskomsten", clause: "§ 1", url: null },
    author: "A",
    checker: null,
    checkedOn: null,
    status: "unconfirmed",
    statusText: "Ikke bekræftet.",
    changeLog: [],
  };

  test("states a fractional threshold with a comma and the source with its clause", () => {
    const rule = stateRule(ruleSet, texts.terms);
    expect(rule.threshold).toBe(
      "Mindst 10,5 nye planer pr. læge i de seneste 12 måneder, alle plantyper tilsammen.",
    );
    expect(rule.source).toBe("Overenskomsten, § 1");
  });

  test("says when it was checked against its source, and keeps the checker's name in the house", () => {
    const checked = { checker: "Ane Holm", checkedOn: parseIsoDate("2025-03-12") };
    const rule = stateRule({ ...ruleSet, ...checked, status: "confirmed", statusText: null }, texts.terms);
    expect(rule.source).toBe("Overenskomsten, § 1, efterprøvet 12-03-2025");
    expect(JSON.stringify(rule)).not.toContain("Ane Holm");
  });
});
