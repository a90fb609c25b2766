import { findClinicKind } from "../defs/clinic-kinds.js";
import type { Definitions } from "../defs/definitions.js";
import { findRegion, regionInForce } from "../defs/regions.js";
import type { IsoDate } from "../domain/iso-date.js";
import { parseIsoDate } from "../domain/iso-date.js";
import type { Millionths } from "../domain/numbers.js";
import { parseMillionths } from "../domain/numbers.js";
import type { Month } from "../domain/month.js";
import type { Ydernummer } from "../domain/ydernummer.js";
import type { CellParser } from "./cell.js";
import { CellProblem, remember } from "./cell.js";
import type { ColumnPlan } from "./match-profile.js";
import type { Problem } from "./problem.js";
import { quoteValue } from "./problem.js";
import { monthReader } from "./read-month.js";
import { parseNumber } from "./read-plan-counts.js";
import type { RowReader } from "./read-rows.js";
import { fieldReader } from "./read-rows.js";
import type { ClinicPeriodRow } from "./rows.js";

/** Reads records of a clinic register: one row a clinic period. */
export function clinicReader(plan: ColumnPlan, definitions: Definitions): RowReader<ClinicPeriodRow> {
  const readMonth = monthReader(plan);
  const regionParsers = new Map<Month, CellParser<string>>();
  const regionParserFor = (month: Month): CellParser<string> => {
    const parser = regionParsers.get(month) ?? remember(regionParser(definitions, month));
    regionParsers.set(month, parser);
    return parser;
  };
  const readKind = remember(kindParser(definitions));

  return (record, problems) => {
    const read = fieldReader(plan, record, problems);
    const snapshotMonth = readMonth(record, read);
    const ydernummer = read("ydernummer", parseTrimmed(parseNumber));
    const name = read("name", parseName);
    const region = snapshotMonth === undefined ? undefined : read("region", regionParserFor(snapshotMonth));
    const municipality = read("municipality", parseOptionalText);
    const kind = read("kind", readKind);
    const doctors = read("doctors", parseDoctors);
    const opened = read("opened", parseDate);
    const closed = read("closed", parseOptionalDate);
    const system = read("system", parseOptionalText);
    const successor = read("successor", parseOptionalNumber);
    if (
      snapshotMonth === undefined ||
      ydernummer === undefined ||
      name === undefined ||
      region === undefined ||
      municipality === undefined ||
      kind === undefined ||
      doctors === undefined ||
      opened === undefined ||
      closed === undefined ||
      system === undefined ||
      successor === undefined
    ) {
      return null;
    }
    if (closed !== null && closed < opened) {
      problems.push(closedTooEarly(plan, record.line, { opened, closed }));
      return null;
    }
    const { line } = record;
    return {
      line,
      snapshotMonth,
      ydernummer,
      opened,
      closed,
      name,
      region,
      municipality,
      kind,
      system,
      doctors,
      successor,
    };
  };
}

const parseTrimmed =
  <Value>(parse: CellParser<Value>): CellParser<Value> =>
  (text) =>
    parse(text.trim());

const parseName: CellParser<string> = (text) =>
  text.trim() === "" ? new CellProblem("name", "the clinic has no name; expected text") : text.trim();

const parseOptionalText: CellParser<string | null> = (text) => (text.trim() === "" ? null : text.trim());

const parseDoctors: CellParser<Millionths | null> = (text) => {
  if (text.trim() === "") return null;
  return (
    parseMillionths(text.trim()) ??
    new CellProblem(
      "doctors",
      `${quoteValue(text)} is no number of doctors; expected 0 or more such as 2 or 0,7, or nothing when unknown`,
    )
  );
};

const parseDate: CellParser<IsoDate> = (text) =>
  parseIsoDate(text.trim()) ??
  new CellProblem(
    "date",
    `${quoteValue(text)} is no date; expected dd-MM-yyyy, yyyy-MM-dd or yyyyMMdd, for instance 31-12-2024`,
  );

const parseOptionalDate: CellParser<IsoDate | null> = (text) => (text.trim() === "" ? null : parseDate(text));

const parseOptionalNumber: CellParser<Ydernummer | null> = (text) =>
  text.trim() === "" ? null : parseNumber(text.trim());

function regionParser(definitions: Definitions, month: Month): CellParser<string> {
  return (text) => {
    const region = findRegion(definitions.regions, text);
    if (region === null) {
      const names = definitions.regions
        .filter((one) => regionInForce(one, month))
        .map((one) => one.code ?? one.name);
      return new CellProblem(
        "region",
        `${quoteValue(text)} is no region; expected ${names.join(", ")} or a name (regions.yaml lists them)`,
      );
    }
    if (!regionInForce(region, month)) {
      return new CellProblem(
        "region",
        `${quoteValue(text)} is no region in ${month}; regions.yaml says from when until when each exists`,
      );
    }
    return region.id;
  };
}

function kindParser(definitions: Definitions): CellParser<string> {
  const names = definitions.clinicKinds.map((kind) => kind.name).join(", ");
  return (text) =>
    findClinicKind(definitions.clinicKinds, text)?.name ??
    new CellProblem(
      "kind",
      `${quoteValue(text)} is no known clinic kind; expected ${names} (clinic-kinds.yaml lists them)`,
    );
}

function closedTooEarly(plan: ColumnPlan, line: number, seen: { opened: IsoDate; closed: IsoDate }): Problem {
  return {
    line,
    sheet: null,
    column: plan.headingOf("closed"),
    code: "closed-before-opened",
    message: `closed ${seen.closed} before it opened ${seen.opened}; expected the last day on which the clinic is open`,
  };
}
