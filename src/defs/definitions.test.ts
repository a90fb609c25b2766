import { createHash } from "node:crypto";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseMonth } from "../domain/month.js";
import { drawFiles, errorOf } from "../testing/drawn-files.js";
import { readDefinitions } from "./definitions.js";
import { findKnownFile } from "./yaml/known-files.js";
import { readPipeline } from "../pipeline/pipeline-file.js";
import { ruleInForce } from "./agreement/rules.js";

const monthly = "pipelines/monthly";

/** A copy of the shipped pipeline in which texts of one file are exchanged. */
async function monthlyWith(
  changes: Readonly<Record<string, readonly [from: string | RegExp, to: string][]>>,
): Promise<string> {
  const folder = await drawFiles({});
  await cp(monthly, folder, { recursive: true });
  for (const [name, exchanges] of Object.entries(changes)) {
    let content = await readFile(join(folder, name), "utf8");
    for (const [from, to] of exchanges) {
      const changed = content.replace(from, to);
      expect(changed, `${String(from)} stands in ${name}`).not.toBe(content);
      content = changed;
    }
    await writeFile(join(folder, name), content);
  }
  return folder;
}

async function mistakesWith(changes: Parameters<typeof monthlyWith>[0]): Promise<string[]> {
  const folder = await monthlyWith(changes);
  return (await errorOf(readDefinitions(folder), folder)).lines;
}

function month(text: string): NonNullable<ReturnType<typeof parseMonth>> {
  return parseMonth(text)!;
}

describe("the shipped definitions", () => {
  const shipped = readDefinitions(monthly);

  test("are right in themselves and with each other", async () => {
    const definitions = await shipped;
    expect(definitions.planTypes.map((planType) => planType.code)).toEqual(["KOL", "T2D", "IHS", "Lænderyg"]);
    expect(definitions.regions).toHaveLength(6);
    expect(definitions.profiles.map((profile) => profile.id)).toEqual([
      "plsp-laegehuse.v1",
      "plsp-planer.v1",
      ...["budget", "database-users", "deliveries", "incidents", "practice-systems"],
    ]);
    expect(definitions.registers.map(({ id, agendaPoint }) => [agendaPoint, id])).toEqual([
      [2, "deliveries"],
      [2, "database-users"],
      [3, "incidents"],
      [4, "practice-systems"],
      [5, "budget"],
    ]);
    expect(definitions.rules).toHaveLength(1);
  });

  test("call the OK22 threshold unconfirmed, tell readers so, and name no checker", async () => {
    const rule = ruleInForce((await shipped).rules, month("2025-02"));
    expect(rule).toMatchObject({
      status: "unconfirmed",
      checker: null,
      checkedOn: null,
      thresholdThousandths: 10_000,
    });
    expect(rule?.statusText).toMatch(/ikke bekræftet/);
  });

  test("have an OK22 rule from January 2022 on, without end", async () => {
    const { rules } = await shipped;
    expect(ruleInForce(rules, month("2021-12"))).toBeNull();
    expect(ruleInForce(rules, month("2022-01"))?.id).toBe("ok22");
    expect(ruleInForce(rules, month("2150-01"))?.id).toBe("ok22");
    expect(ruleInForce(rules, month("2025-02"), "aftale27")).toBeNull();
  });

  test("have the bins of the contract, 0 apart from those that begin above it", async () => {
    const { bins } = (await shipped).metrics;
    expect(bins.map((bin) => bin.label)).toEqual([
      "0",
      "<5",
      "5–9",
      "10–14",
      "15–19",
      "20–29",
      "30–39",
      "≥40",
    ]);
    expect(bins.map((bin) => bin.lowerBoundThousandths)).toEqual([
      0, 0, 5000, 10_000, 15_000, 20_000, 30_000, 40_000,
    ]);
    expect(bins.map((bin) => bin.isLowerBoundIncluded)).toEqual([
      true,
      false,
      true,
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  test("hold a load back at the limits of the contract", async () => {
    const { load } = (await shipped).gates;
    expect([load.maxRemovedShare.value, load.maxUnknownShare.value, load.maxHoleMonths.value]).toEqual([
      0.2, 0.01, 0,
    ]);
  });

  test("know the national sample as synthetic, by its content", async () => {
    const { knownFiles } = await shipped;
    for (const name of ["planer_2022-03_2025-01.csv", "planer_2025-02.csv", "laegehuse_2025-02.csv"]) {
      const content = await readFile(join("fixtures/national", name));
      const sha256 = createHash("sha256").update(content).digest("hex");
      expect(findKnownFile(knownFiles, sha256)).toMatchObject({ file: name, synthetic: true });
    }
    expect(findKnownFile(knownFiles, "0".repeat(64))).toBeNull();
  });

  test("read a plan count's month from its column in every form, or from a name that holds one month only", async () => {
    const profile = (await shipped).profiles.find((candidate) => candidate.kind === "plan-counts");
    expect(profile?.month.column).toMatchObject({ header: "Periode", optional: false });
    // the forms of the contract, and the first of a month as a day with dashes
    expect(profile?.month.column?.formats).toHaveLength(7);
    const monthIn = (name: string): string | undefined =>
      [...name.matchAll(profile!.month.fileName!.pattern)].at(-1)?.[1];
    expect(monthIn("planer_2025-02.csv")).toBe("2025-02");
    expect(monthIn("planer_2022-03_2025-01.csv")).toBeUndefined();
    expect(monthIn("planer.csv")).toBeUndefined();
  });

  test("run the monthly job from the inbox to the reports, those of compliance first", async () => {
    const pipeline = await readPipeline(monthly);
    expect(pipeline.steps.map((step) => (step.step === "report" ? step.report : step.step))).toEqual([
      "ingest",
      "check",
      "transform",
      "ok22",
      "regions",
      "steering",
    ]);
  });
});

describe("mistakes in several files are shown together", () => {
  test("in the order of the files, with a headline that counts them", async () => {
    const folder = await monthlyWith({
      "plan-types.yaml": [["code: KOL", "kode: KOL"]],
      "rules/ok22.yaml": [["threshold: 10", "threshold: ti"]],
    });
    const error = await errorOf(readDefinitions(folder), folder);
    expect(error.code).toBe(10);
    expect(error.message).toBe("3 errors in 2 definition files");
    expect(error.lines.map((line) => line.split(" (")[0]?.split(";")[0])).toEqual([
      'plan-types.yaml:7:3: missing key "code"',
      'plan-types.yaml:7:3: unknown key "kode"',
      "rules/ok22.yaml:14:12: wrong kind of value",
    ]);
  });

  test("a missing file and a missing folder are mistakes of the definitions", async () => {
    const folder = await monthlyWith({});
    await rm(join(folder, "gates.yaml"));
    const error = await errorOf(readDefinitions(folder), folder);
    expect(error).toMatchObject({ code: 10, message: "1 error in gates.yaml" });
    await rm(join(folder, "rules"), { recursive: true });
    expect(await errorOf(readDefinitions(folder), folder)).toMatchObject({
      code: 10,
      message: "cannot read the folder rules: no such file or folder",
    });
    expect((await errorOf(readDefinitions(join(folder, "nowhere")), folder)).code).toBe(10);
  });

  test("a folder without rules and a file with another ending are named", async () => {
    const folder = await monthlyWith({});
    await cp(join(folder, "rules/ok22.yaml"), join(folder, "rules/ok22.yml"));
    await rm(join(folder, "rules/ok22.yaml"));
    expect((await errorOf(readDefinitions(folder), folder)).lines).toEqual([
      'rules/ok22.yml:1:1: not read ("ok22.yml"); expected the ending .yaml; rename it to ok22.yaml',
      "rules:1:1: no definition in this folder; expected at least one .yaml file; restore or create one",
    ]);
  });
});

describe("definitions that contradict each other are refused", () => {
  test("two rule sets of one agreement in the same months, naming both files", async () => {
    const folder = await monthlyWith({});
    const first = await readFile(join(folder, "rules/ok22.yaml"), "utf8");
    const second = first
      .replace("id: ok22", "id: ok22-2024")
      .replace("valid_from: 2022-01", "valid_from: 2024-01");
    await writeFile(join(folder, "rules/ok22-2024.yaml"), second);
    const { lines } = await errorOf(readDefinitions(folder), folder);
    expect(lines).toEqual([
      expect.stringMatching(
        /^rules\/ok22\.yaml:19:13: in force in the same months as rules\/ok22-2024\.yaml, for the same agreement "ok22" \("2022-01"\)/,
      ),
    ]);
    await writeFile(join(folder, "rules/ok22.yaml"), first.replace("valid_to: null", "valid_to: 2023-12"));
    const { rules } = await readDefinitions(folder);
    expect(ruleInForce(rules, month("2023-12"))?.id).toBe("ok22");
    expect(ruleInForce(rules, month("2024-01"))?.id).toBe("ok22-2024");
  });

  test("a rule set of another agreement may be in force beside OK22", async () => {
    const folder = await monthlyWith({});
    const first = await readFile(join(folder, "rules/ok22.yaml"), "utf8");
    await writeFile(
      join(folder, "rules/kronikerpakker.yaml"),
      first.replace("id: ok22", "id: kronikerpakker").replace("agreement: ok22", "agreement: kronikerpakker"),
    );
    const { rules } = await readDefinitions(folder);
    expect(ruleInForce(rules, month("2025-02"))?.id).toBe("ok22");
    expect(ruleInForce(rules, month("2025-02"), "kronikerpakker")?.id).toBe("kronikerpakker");
  });

  test("a rule that names an unknown plan type or clinic kind", async () => {
    const lines = await mistakesWith({
      "rules/ok22.yaml": [
        ["plan_types: all", "plan_types: [KOL, T2]"],
        ["excluded_kinds: as-clinic-kinds", "excluded_kinds: [Sygehus]"],
      ],
    });
    expect(lines).toEqual([
      'rules/ok22.yaml:15:19: not in plan-types.yaml ("T2"); expected one of: KOL, T2D, IHS, Lænderyg; did you mean "T2D"?',
      'rules/ok22.yaml:16:18: not in clinic-kinds.yaml ("Sygehus"); expected one of: PLO-klinik, Regionsklinik, Udbudsklinik; correct it or add it to clinic-kinds.yaml',
    ]);
  });

  test("a wide layout that counts an unknown plan type", async () => {
    const lines = await mistakesWith({
      "profiles/plsp-planer.v1.yaml": [
        [
          / {2}plan_type:[^]*$/,
          `wide:
  - { header: KOL nye, plan_type: KLO, measure: new }
  - { header: KOL vedl., plan_type: KLO, measure: maintained }
`,
        ],
      ],
    });
    expect(lines).toEqual([
      expect.stringMatching(
        /^profiles\/plsp-planer\.v1\.yaml:25:35: not in plan-types\.yaml \("KLO"\).*; did you mean "KOL"\?$/,
      ),
      expect.stringMatching(/^profiles\/plsp-planer\.v1\.yaml:26:37: not in plan-types\.yaml \("KLO"\)/),
    ]);
  });

  test("an id that is not the file's name", async () => {
    expect(
      await mistakesWith({ "profiles/plsp-planer.v1.yaml": [["id: plsp-planer.v1", "id: plsp-planer.v2"]] }),
    ).toEqual([
      'profiles/plsp-planer.v1.yaml:3:5: an id other than the file\'s name ("plsp-planer.v2"); expected "plsp-planer.v1"; rename one of the two',
    ]);
  });
});

describe("a rule set", () => {
  test("is confirmed by a named person on a day, without reservation", async () => {
    const lines = await mistakesWith({ "rules/ok22.yaml": [["status: unconfirmed", "status: confirmed"]] });
    expect(lines.map((line) => line.split(";")[0])).toEqual([
      "rules/ok22.yaml:26:10: confirmed by nobody (empty)",
      "rules/ok22.yaml:27:13: confirmed on no day (empty)",
      expect.stringMatching(/^rules\/ok22\.yaml:29:14: a reservation on a confirmed rule/),
    ]);
  });

  test("may not be unconfirmed without telling readers", async () => {
    const lines = await mistakesWith({
      "rules/ok22.yaml": [[/status_text: >-\n.*\n.*\n/, "status_text: null\n"]],
    });
    expect(lines).toEqual([expect.stringMatching(/^rules\/ok22\.yaml:29:14: unconfirmed without a word/)]);
  });

  test("holds its threshold exactly to the thousandth", async () => {
    const folder = await monthlyWith({ "rules/ok22.yaml": [["threshold: 10", "threshold: 9.525"]] });
    expect((await readDefinitions(folder)).rules[0]?.thresholdThousandths).toBe(9525);
    expect(await mistakesWith({ "rules/ok22.yaml": [["threshold: 10", "threshold: 9,5"]] })).toHaveLength(1);
    expect(await mistakesWith({ "rules/ok22.yaml": [["threshold: 10", "threshold: -1"]] })).toHaveLength(1);
  });

  test("asks for whole months and a real address", async () => {
    const lines = await mistakesWith({
      "rules/ok22.yaml": [
        ["window_months: 12", "window_months: 12.5"],
        ["url: null", "url: overenskomsten"],
      ],
    });
    expect(lines).toEqual([
      'rules/ok22.yaml:13:16: wrong kind of value ("12.5"); expected a whole number; correct the value',
      'rules/ok22.yaml:24:8: not a valid url ("overenskomsten"); expected an address such as https://example.org/text; correct it',
    ]);
  });
});

describe("limits, bins and known files", () => {
  test("a share lies between 0 and 1, and a limit keeps its unit and its reason", async () => {
    const lines = await mistakesWith({
      "gates.yaml": [
        ["value: 0.20", "value: 20"],
        ["unit: share", "unit: percent"],
        [/ {4}reason: A restatement.*\n/, ""],
      ],
    });
    expect(lines).toEqual([
      'gates.yaml:6:5: missing key "reason"; expected a text; add it here',
      'gates.yaml:6:12: out of range ("20"); expected at most 1; correct the value',
      'gates.yaml:7:11: not a known value ("percent"); expected "share"; choose one of these',
    ]);
  });

  test("bins begin at 0, rise, have one lower bound and a label of their own", async () => {
    const lines = await mistakesWith({
      "metrics.yaml": [
        ['{ from: 0, label: "0" }', '{ above: 0, label: "0" }'],
        ["from: 10,", "from: 4,"],
        ['{ from: 15, label: "15–19" }', '{ label: "15–19" }'],
        ['label: "30–39"', 'label: "20–29"'],
      ],
    });
    expect(lines.map((line) => line.split(";")[0])).toEqual([
      "metrics.yaml:8:7: a first bin that leaves out 0 (a map)",
      "metrics.yaml:9:7: bins out of order (a map)",
      "metrics.yaml:11:7: bins out of order (a map)",
      "metrics.yaml:12:7: a bin with no or two lower bounds (a map)",
      'metrics.yaml:14:26: label of two bins ("20–29")',
    ]);
  });

  test("a known file is named by a whole SHA-256, once", async () => {
    const shipped = await readFile(join(monthly, "known-files.yaml"), "utf8");
    const first = /sha256: (\w{64})/.exec(shipped)?.[1] ?? "";
    const lines = await mistakesWith({
      "known-files.yaml": [
        [/sha256: b767\w+/, `sha256: ${first}`],
        [/sha256: ee8f\w+/, "sha256: ee8f"],
      ],
    });
    expect(lines.map((line) => line.split(" (")[0])).toEqual([
      "known-files.yaml:8:11: a file listed twice",
      "known-files.yaml:13:11: not a SHA-256",
    ]);
  });
});

describe("a pipeline", () => {
  async function mistakesOfPipeline(content: string): Promise<string[]> {
    const folder = await drawFiles({ "pipeline.yaml": content });
    return (await errorOf(readPipeline(folder), folder)).lines;
  }

  test("takes no step before the one whose result it needs, and makes no report twice", async () => {
    const lines = await mistakesOfPipeline(`
      id: monthly
      title: Drawn
      steps:
        - { step: report, report: ok22, formats: [html] }
        - { step: ingest, from: inbox }
        - { step: report, report: ok22, formats: [xlsx] }
    `);
    expect(lines).toEqual([
      'pipeline.yaml:5:13: comes after the step report ("ingest"); expected this order: ingest, check, transform, report; move it up',
      'pipeline.yaml:6:29: a report made twice ("ok22"); expected one step a report; list all formats in one step',
    ]);
  });

  test("knows its steps, reports and formats", async () => {
    const lines = await mistakesOfPipeline(`
      id: monthly
      title: Drawn
      steps:
        - { step: ingset, from: inbox }
        - { step: report, report: ok-22, formats: [html, pdf] }
        - { step: check, from: inbox }
    `);
    expect(lines).toEqual([
      'pipeline.yaml:4:13: not a known value ("ingset"); expected "ingest", "check", "transform" or "report"; did you mean "ingest"?',
      'pipeline.yaml:5:29: not a known value ("ok-22"); expected "steering", "ok22", "regions", "consultants" or "paper"; did you mean "ok22"?',
      expect.stringMatching(/^pipeline\.yaml:5:52: not a known value \("pdf"\)/),
      expect.stringMatching(/^pipeline\.yaml:6:20: unknown key "from"; expected one of: step;/),
    ]);
  });
});
