import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Store } from "../db/open.js";
import { openStoreForWriting } from "../db/open.js";
import type { Definitions } from "../defs/definitions.js";
import { readDefinitions } from "../defs/definitions.js";
import type { MetricId } from "../metrics/index.js";
import { metricIds } from "../metrics/index.js";
import type { Month } from "../domain/month.js";
import { parseMonth } from "../domain/month.js";
import { ingestFile } from "../ingest/store/ingest-file.js";
import type { IngestOutcome } from "../ingest/store/outcome.js";
import type { IngestSettings } from "../ingest/store/settings.js";
import { resolveQuestion } from "../question/question.js";
import type { Clock } from "../lib/clock.js";
import type { Logger } from "../lib/logger.js";
import { programFolder } from "../lib/program.js";
import type { MetricAnswer } from "../metrics/answer/answer-metrics.js";
import { answerMetrics } from "../metrics/answer/answer-metrics.js";

/** Settings of an ingest in which the user says nothing. */
export const plainSettings: IngestSettings = {
  profile: null,
  month: null,
  synthetic: false,
  skipsLoadedFiles: false,
  inOrder: false,
  acceptedReason: null,
  quarantine: false,
};

/** A store in a folder of its own, and short ways to fill and ask it. */
export interface Workshop {
  folder: string;
  store: Store;
  definitions: Definitions;
  /** The clock that ingests are given; a test may move it. */
  clock: Clock & { instant: Date };
  /** Everything that was said, oldest first. */
  said: string[];
  logger: Logger;
  /** Writes a file and loads it. */
  load(
    name: string,
    content: string | Uint8Array,
    settings?: Partial<IngestSettings>,
  ): Promise<IngestOutcome>;
  /** Answers of all metrics that can be answered, for the newest month. */
  ask(question?: { asOf?: number; month?: Month; metrics?: readonly MetricId[] }): Promise<MetricAnswer[]>;
  end(): Promise<void>;
}

/** Opens a workshop with the shipped definitions, but for what `changes` replaces, and a clock that stands in November 2026. */
export async function openWorkshop(changes: Partial<Definitions> = {}): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), "flp-workshop-"));
  const store = await openStoreForWriting(join(folder, "flp.sqlite"));
  const definitions = {
    ...(await readDefinitions(join(programFolder, "pipelines", "monthly"))),
    ...changes,
  };
  const said: string[] = [];
  const logger: Logger = {
    warn: (message) => void said.push(message),
    info: (message) => void said.push(message),
    progress: () => undefined,
  };
  const clock = { instant: new Date("2026-11-15T12:00:00Z"), now: (): Date => new Date(clock.instant) };
  return {
    folder,
    store,
    definitions,
    clock,
    said,
    logger,
    load: async (name, content, settings) => {
      const path = join(folder, name);
      await writeFile(path, content);
      return ingestFile(path, { ...plainSettings, ...settings }, { store, definitions, clock, logger });
    },
    ask: async ({ metrics = metricIds, ...asked } = {}) =>
      answerMetrics(await resolveQuestion({ store, definitions }, asked), metrics, { by: null, from: null }),
    end: async () => {
      store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One row of an extract of plan counts: month, ydernummer, plan type, new and maintained plans. */
export type CountLine = readonly [
  month: string,
  ydernummer: string,
  planType: string,
  newPlans: number,
  maintained: number,
];

/** An extract of plan counts in the shipped layout. */
export function countsCsv(lines: readonly CountLine[]): string {
  return [
    "Periode;Ydernummer;Plantype;Nye planer;Vedligeholdte planer",
    ...lines.map((line) => line.join(";")),
    "",
  ].join("\r\n");
}

/** One row of a register: number, region, doctors, and the days on which the clinic opened and closed. */
export interface ClinicLine {
  ydernummer: string;
  region?: string;
  doctors?: string;
  opened?: string;
  closed?: string;
  name?: string;
  kind?: string;
  municipality?: string;
  system?: string;
  /** Number of the clinic that took over. */
  successor?: string;
}

/** A clinic register in the shipped layout. */
export function clinicsCsv(lines: readonly ClinicLine[]): string {
  const header =
    "Ydernummer;Lægehus;Region;Kommune;Kliniktype;Antal læger;Åbnet;Lukket;Lægesystem;Efterfølger";
  const rows = lines.map((line) =>
    [
      line.ydernummer,
      line.name ?? `Lægehus ${line.ydernummer}`,
      line.region ?? "1081",
      line.municipality ?? municipalityOf(line.region ?? "1081"),
      line.kind ?? "PLO-klinik",
      line.doctors ?? "1",
      line.opened ?? "2010-01-01",
      line.closed ?? "",
      line.system ?? "LPS-A",
      line.successor ?? "",
    ].join(";"),
  );
  return [header, ...rows, ""].join("\r\n");
}

/** A municipality that lies in a region, so that a register that is drawn for something else is honest. */
function municipalityOf(region: string): string {
  const places: readonly (readonly [part: RegExp, municipality: string])[] = [
    [/1082|midtjylland/i, "Aarhus"],
    [/1083|syddanmark/i, "Odense"],
    [/1084|hovedstaden|østdanmark/i, "København"],
    [/1085|sj(æ|ae)lland/i, "Roskilde"],
  ];
  return places.find(([part]) => part.test(region))?.[1] ?? "Aalborg";
}

/** A month given as text that is one. */
export function month(text: string): Month {
  const parsed = parseMonth(text);
  if (parsed === null) throw new Error(`${text} is no month`);
  return parsed;
}
