import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { z } from "zod";
import { exitCode, FlpError } from "../lib/errors.js";
import { exists } from "../lib/files.js";
import { programFolder } from "../lib/program.js";
import { reasonOf } from "../lib/system-error.js";
import type { ClinicKind } from "./codes/clinic-kinds.js";
import { clinicKindsSchema } from "./codes/clinic-kinds.js";
import { findAgreementOverlaps, findIdMismatches, findSharedIds, findUnknownNames } from "./cross-checks.js";
import type { Comparisons } from "./limits/comparisons.js";
import { comparisonsSchema } from "./limits/comparisons.js";
import type { DeliverySettings } from "./files/deliveries.js";
import { deliveriesSchema } from "./files/deliveries.js";
import type { EmptyValues } from "./files/empty-values.js";
import { emptyValuesSchema } from "./files/empty-values.js";
import type { FollowUpChoice } from "./files/follow-up.js";
import { followUpSchema } from "./files/follow-up.js";
import type { Gates } from "./limits/gates.js";
import { gatesSchema } from "./limits/gates.js";
import type { KnownFile } from "./yaml/known-files.js";
import { knownFilesSchema } from "./yaml/known-files.js";
import type { MetricSettings } from "./metrics.js";
import { metricSettingsSchema } from "./metrics.js";
import type { LevelChange } from "./limits/level-changes.js";
import { levelChangesSchema } from "./limits/level-changes.js";
import type { Municipality } from "./codes/municipalities.js";
import { municipalitiesSchema } from "./codes/municipalities.js";
import type { PlanType } from "./codes/plan-types.js";
import { planTypesSchema } from "./codes/plan-types.js";
import type { Profile, StatusProfile } from "./profiles/profiles.js";
import type { YamlFile, YamlResult } from "./yaml/read-yaml.js";
import { checkYaml, definitionError, shownPath } from "./yaml/read-yaml.js";
import type { FileMistake } from "./yaml/yaml-tree.js";
import type { Region } from "./codes/regions.js";
import { regionsSchema } from "./codes/regions.js";
import type { ReturnedWorkbookNames } from "./files/returned-workbook.js";
import { returnedWorkbookSchema } from "./files/returned-workbook.js";
import type { RuleSet } from "./agreement/rules.js";
import { ruleSetSchema } from "./agreement/rules.js";
import type { SegmentSettings } from "./agreement/segments.js";
import { segmentSettingsSchema } from "./agreement/segments.js";
import type { Target } from "./agreement/targets.js";
import { targetsSchema } from "./agreement/targets.js";
import type { StatusRegister } from "./status/register.js";
import { inAgendaOrder } from "./status/register.js";
import type { TableWords } from "./files/table-words.js";
import { tableWordsSchema } from "./files/table-words.js";
import type { LateSchema } from "./yaml/shipped-schema.js";

/** All that a pipeline's folder defines, checked in itself and against each other. */
export interface Definitions {
  planTypes: PlanType[];
  clinicKinds: ClinicKind[];
  regions: Region[];
  municipalities: Municipality[];
  /** In order of their file names, extracts before status registers. */
  profiles: Profile[];
  /** The status registers, in the order of the agenda. */
  registers: StatusRegister[];
  /** In order of their file names. */
  rules: RuleSet[];
  /** What a region can choose about a clinic, in the order of the list. */
  followUp: FollowUpChoice[];
  /** What a data consultant can choose as the next step about a clinic, in the order of the list. */
  nextSteps: FollowUpChoice[];
  /** By what a returned workbook is known that no longer says itself what it is. */
  returnedWorkbook: ReturnedWorkbookNames;
  gates: Gates;
  deliveries: DeliverySettings;
  metrics: MetricSettings;
  segments: SegmentSettings;
  comparisons: Comparisons;
  /** In the order of the list. */
  targets: Target[];
  /** In the order of the list. */
  levelChanges: LevelChange[];
  knownFiles: KnownFile[];
  tableWords: TableWords;
  emptyValues: EmptyValues;
}

/** The two largest schemas, which most commands never need. */
const lateProfileSchema = {
  id: "profile",
  load: async () => (await import("./profiles/schema.js")).profileSchema,
};
const lateStatusSchema = {
  id: "status-register",
  load: async () => (await import("./status/schema.js")).statusSchema,
};

/**
 * Reads every definition of a pipeline's folder, for example `pipelines/monthly`. Throws one error of exit code 10
 * that lists the mistakes of all files, each with file, line and column.
 */
export async function readDefinitions(folder: string): Promise<Definitions> {
  const [files, profiles, rules] = await Promise.all([
    checkFiles(folder),
    checkFolder(join(folder, "profiles"), lateProfileSchema),
    checkFolder(join(folder, "rules"), ruleSetSchema),
  ]);
  const emptyValues = await emptyValuesIn(folder);
  const comparisons = await comparisonsIn(folder);
  const targets = await listIn(folder, "targets.yaml", targetsSchema);
  const levelChanges = await listIn(folder, "level-changes.yaml", levelChangesSchema);
  const status = await statusIn(folder);
  const across = [
    ...findIdMismatches([...profiles.files, ...rules.files, ...status.files]),
    ...findSharedIds(profiles.files, status.files),
    ...findAgreementOverlaps(rules.files),
    ...findUnknownNames({
      // Where a list of names is itself wrong, nothing can be said about names that it lacks.
      planTypes: files.planTypes.content?.value ?? null,
      clinicKinds: files.clinicKinds.content?.value ?? null,
      profiles: profiles.files,
      rules: rules.files,
    }),
  ];
  const findings: FileMistake[] = [
    ...[...Object.values(files), profiles, rules].flatMap((result) => result.findings),
    ...(await Promise.all(across.map(({ file, mistake, place }) => file.findingAt(mistake, place)))),
    ...emptyValues.findings,
    ...comparisons.findings,
    ...targets.findings,
    ...levelChanges.findings,
    ...status.findings,
  ];
  if (findings.length > 0) throw definitionError(findings);
  return {
    planTypes: soundValue(files.planTypes),
    clinicKinds: soundValue(files.clinicKinds),
    regions: soundValue(files.regions),
    municipalities: soundValue(files.municipalities),
    followUp: soundValue(files.followUp),
    nextSteps: soundValue(files.nextSteps),
    returnedWorkbook: soundValue(files.returnedWorkbook),
    gates: soundValue(files.gates),
    deliveries: soundValue(files.deliveries),
    metrics: soundValue(files.metrics),
    segments: soundValue(files.segments),
    comparisons: soundValue(comparisons),
    targets: targets.value,
    levelChanges: levelChanges.value,
    knownFiles: soundValue(files.knownFiles),
    tableWords: soundValue(files.tableWords),
    emptyValues: emptyValues.value,
    profiles: [...profiles.files, ...status.files].map((file) => file.value),
    registers: inAgendaOrder(status.files.map(({ value }) => value.register)),
    rules: rules.files.map((file) => file.value),
  };
}

/** Checks the files of the folder that hold one definition each. */
async function checkFiles(folder: string) {
  const one = <Schema extends z.ZodType>(
    name: string,
    schema: Schema,
  ): Promise<YamlResult<z.output<Schema>>> => checkYaml(join(folder, name), schema);
  return {
    planTypes: await one("plan-types.yaml", planTypesSchema),
    clinicKinds: await one("clinic-kinds.yaml", clinicKindsSchema),
    regions: await one("regions.yaml", regionsSchema),
    municipalities: await one("municipalities.yaml", municipalitiesSchema),
    followUp: await one("follow-up.yaml", followUpSchema),
    nextSteps: await one("next-steps.yaml", followUpSchema),
    returnedWorkbook: await one("returned-workbook.yaml", returnedWorkbookSchema),
    gates: await one("gates.yaml", gatesSchema),
    deliveries: await one("deliveries.yaml", deliveriesSchema),
    metrics: await one("metrics.yaml", metricSettingsSchema),
    segments: await one("segments.yaml", segmentSettingsSchema),
    knownFiles: await one("known-files.yaml", knownFilesSchema),
    tableWords: await one("table-words.yaml", tableWordsSchema),
  };
}

/** Folders that were written for version 0.1.0 have no such list: there no value means that there is none. */
async function emptyValuesIn(folder: string): Promise<{ value: EmptyValues; findings: FileMistake[] }> {
  const path = join(folder, "empty-values.yaml");
  if (!(await exists(path))) return { value: new Set(), findings: [] };
  const { content, findings } = await checkYaml(path, emptyValuesSchema);
  return { value: content?.value ?? new Set(), findings };
}

/** Folders that were written for version 0.1.0 have none: there the program's own holds. */
async function comparisonsIn(folder: string): Promise<YamlResult<Comparisons>> {
  const path = join(folder, "comparisons.yaml");
  const own = join(programFolder, "pipelines", "monthly", "comparisons.yaml");
  return checkYaml((await exists(path)) ? path : own, comparisonsSchema);
}

/** A list that a folder may lack: then nothing stands in it. */
async function listIn<Entry>(
  folder: string,
  name: string,
  schema: z.ZodType<Entry[]>,
): Promise<{ value: Entry[]; findings: FileMistake[] }> {
  const path = join(folder, name);
  if (!(await exists(path))) return { value: [], findings: [] };
  const { content, findings } = await checkYaml(path, schema);
  return { value: content?.value ?? [], findings };
}

/** A folder without the registers keeps none. */
async function statusIn(
  folder: string,
): Promise<{ files: YamlFile<StatusProfile>[]; findings: FileMistake[] }> {
  const path = join(folder, "status");
  return (await exists(path)) ? checkFolder(path, lateStatusSchema) : { files: [], findings: [] };
}

function soundValue<Value>(result: YamlResult<Value>): Value {
  if (result.content === null) throw definitionError(result.findings);
  return result.content.value;
}

/** Every `.yaml` file of a folder, in order of their names. */
async function checkFolder<Schema extends z.ZodType>(
  folder: string,
  schema: Schema | LateSchema<Schema>,
): Promise<{ files: YamlFile<z.output<Schema>>[]; findings: FileMistake[] }> {
  const names = namesIn(folder);
  const results = await Promise.all(
    names.filter((name) => name.endsWith(".yaml")).map((name) => checkYaml(join(folder, name), schema)),
  );
  const findings = results.flatMap((result) => result.findings);
  for (const name of names.filter((candidate) => candidate.endsWith(".yml"))) {
    const message = `not read ("${name}"); expected the ending .yaml; rename it to ${basename(name, ".yml")}.yaml`;
    findings.push({ file: shownPath(join(folder, name)), line: 1, column: 1, message });
  }
  if (results.length === 0) {
    const message = "no definition in this folder; expected at least one .yaml file; restore or create one";
    findings.push({ file: shownPath(folder), line: 1, column: 1, message });
  }
  return { files: results.flatMap((result) => (result.content === null ? [] : [result.content])), findings };
}

/** Names of the visible entries of a folder, in code point order. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith("."))
      .sort();
  } catch (error) {
    throw new FlpError(
      exitCode.definition,
      `cannot read the folder ${shownPath(folder)}: ${reasonOf(error)}`,
      {
        place: shownPath(folder),
        remedy: "restore the folder of the pipeline; pipelines/README.md describes what belongs in it",
        cause: error,
      },
    );
  }
}
