import { parseWrittenDay } from "../../domain/written-day.js";
import { findClinicKind } from "../../defs/codes/clinic-kinds.js";
import type { Definitions } from "../../defs/definitions.js";
import { findRegion, regionInForce } from "../../defs/codes/regions.js";
import type { IsoDate } from "../../domain/iso-date.js";
import { normalizeLabel } from "../../defs/labels.js";
import type { DecimalMark, Millionths } from "../../domain/numbers.js";
import { parseMillionths } from "../../domain/numbers.js";
import type { Month } from "../../domain/month.js";
import type { Ydernummer } from "../../domain/ydernummer.js";
import type { CellParser } from "./fields/cell.js";
import { CellProblem, remember } from "./fields/cell.js";
import type { ColumnPlan } from "../match/match-profile.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf, quoteValue } from "../../domain/shapes/problem.js";
import { dateParser } from "./fields/date-field.js";
import { FieldNotes } from "./fields/field-notes.js";
import { emptyFilter, emptyTest, tidyFilter } from "./fields/filters.js";
import { monthReader } from "./fields/month-field.js";
import { decimalMarkOf, ydernummerCell } from "./plan-counts.js";
import type { FieldReader, RowReader } from "./rows.js";
import { fieldReader } from "./rows.js";
import type { ClinicPeriodRow } from "./row-shapes.js";

/** Reads records of a clinic register: one row a clinic period. */
export function clinicReader(plan: ColumnPlan, definitions: Definitions): RowReader<ClinicPeriodRow> {
  const notes = new FieldNotes();
  const { values } = plan.profile;
  const isEmpty = emptyTest(definitions.emptyValues, values.empty);
  const optional = emptyFilter(isEmpty, notes);
  const readMonth = monthReader(plan);
  const readRegion = regionReaders(plan, definitions);
  const readNumber = fieldReader(plan, "ydernummer", parseTrimmed(ydernummerCell));
  const readName = fieldReader(plan, "name", nameParser(isEmpty), tidyFilter(notes));
  const readMunicipality = fieldReader(plan, "municipality", parseOptionalText, tidyFilter(notes, isEmpty));
  const readKind = fieldReader(plan, "kind", remember(kindParser(definitions)));
  const readDoctors = fieldReader(plan, "doctors", doctorsParser(decimalMarkOf(plan)), optional);
  const parseDate = dateParser(values.dates);
  const readOpened = fieldReader(plan, "opened", parseDate);
  const readClosed = fieldReader(plan, "closed", closedParser(parseDate, values.noEnd), optional);
  const readSystem = fieldReader(plan, "system", parseOptionalText, tidyFilter(notes, isEmpty));
  const readSuccessor = fieldReader(plan, "successor", parseOptionalNumber, optional);

  return {
    read: (record, { rows, problems, months }) => {
      const { line } = record;
      const snapshotMonth = readMonth(record, problems);
      if (snapshotMonth !== undefined) months.add(snapshotMonth);
      const ydernummer = readNumber(record, problems);
      const name = readName(record, problems);
      const region = snapshotMonth === undefined ? undefined : readRegion(snapshotMonth)(record, problems);
      const municipality = readMunicipality(record, problems);
      const kind = readKind(record, problems);
      const doctors = readDoctors(record, problems);
      const opened = readOpened(record, problems);
      const closed = readClosed(record, problems);
      const system = readSystem(record, problems);
      const successor = readSuccessor(record, problems);
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
        return false;
      }
      if (closed !== null && closed < opened) {
        problems.push(closedTooEarly(plan, line, { opened, closed }));
        return false;
      }
      const clinic = { ydernummer, opened, closed, name, region, municipality, kind, system };
      rows.push({ line, snapshotMonth, ...clinic, doctors, successor });
      return true;
    },
    warnings: () => notes.warnings(),
  };
}

/** What is a region depends on the month: regions end and others take their place. */
function regionReaders(plan: ColumnPlan, definitions: Definitions): (month: Month) => FieldReader<string> {
  const readers = new Map<Month, FieldReader<string>>();
  return (month) => {
    const reader =
      readers.get(month) ?? fieldReader(plan, "region", remember(regionParser(definitions, month)));
    readers.set(month, reader);
    return reader;
  };
}

const parseTrimmed =
  <Value>(parse: CellParser<Value>): CellParser<Value> =>
  (text) =>
    parse(text.trim());

function nameParser(isEmpty: (text: string) => boolean): CellParser<string> {
  return (text) => {
    if (text === "") return new CellProblem("name", "the clinic has no name; expected text, write the name");
    if (!isEmpty(text)) return text;
    return new CellProblem(
      "name",
      `${quoteValue(text)} is a word for no name; expected the clinic's name, write it`,
    );
  };
}

const parseOptionalText: CellParser<string | null> = (text) => (text === "" ? null : text);

function doctorsParser(mark: DecimalMark | null): CellParser<Millionths | null> {
  return (text) => {
    if (text.trim() === "") return null;
    const isLong = /^\d+[.,]\d{7,}$/.test(text.trim());
    const expected = isLong
      ? "expected at most six decimals, round it"
      : "expected 0 or more such as 2 or 0,7, or nothing when unknown";
    return (
      parseMillionths(text.trim(), mark) ??
      new CellProblem("doctors", `${quoteValue(text)} is no number of doctors; ${expected}`)
    );
  };
}

/** A day without its form and time, so that a date cell means the same as a text; null for no day. */
function dayOf(text: string): string | null {
  const seen = parseWrittenDay(text.trim());
  return seen === null || !seen.isMidnight ? null : `${seen.year}-${seen.month}-${seen.day}`;
}

/** Parses the last day on which a clinic is open; null: open, also by a date that the profile takes for no end. */
function closedParser(parseDate: CellParser<IsoDate>, noEnd: readonly string[]): CellParser<IsoDate | null> {
  const days = new Set(noEnd.map(dayOf).filter((day) => day !== null));
  const isNoEnd = (text: string): boolean => {
    const day = dayOf(text);
    return noEnd.includes(normalizeLabel(text)) || (day !== null && days.has(day));
  };
  return (text) => (text.trim() === "" || isNoEnd(text) ? null : parseDate(text));
}

const parseOptionalNumber: CellParser<Ydernummer | null> = (text) =>
  text.trim() === "" ? null : ydernummerCell(text.trim());

function regionParser(definitions: Definitions, month: Month): CellParser<string> {
  const inForce = definitions.regions.filter((one) => regionInForce(one, month));
  const known = inForce.map((one) => one.code ?? one.name).join(", ");
  return (text) => {
    const region = findRegion(definitions.regions, text, month);
    if (region === null) {
      return new CellProblem(
        "region",
        `${quoteValue(text)} is no region; expected ${known} or a name (regions.yaml lists them)`,
        { known },
      );
    }
    if (!regionInForce(region, month)) {
      return new CellProblem(
        "region-out-of-force",
        `${quoteValue(text)} is no region in ${month}; expected ${known} or a name (regions.yaml says from when until when each exists)`,
        { known, month },
      );
    }
    return region.id;
  };
}

function kindParser(definitions: Definitions): CellParser<string> {
  const known = definitions.clinicKinds.map((kind) => kind.name).join(", ");
  return (text) =>
    findClinicKind(definitions.clinicKinds, text)?.name ??
    new CellProblem(
      "kind",
      `${quoteValue(text)} is no known clinic kind; expected ${known} (clinic-kinds.yaml lists them)`,
      { known },
    );
}

function closedTooEarly(plan: ColumnPlan, line: number, seen: { opened: IsoDate; closed: IsoDate }): Problem {
  return problemOf(
    "closed-before-opened",
    `closed ${seen.closed} before it opened ${seen.opened}; expected the last day on which the clinic is open, correct one of the two`,
    {
      line,
      sheet: plan.sheet,
      column: plan.headingOf("closed"),
      value: seen.closed,
      facts: { opened: seen.opened },
    },
  );
}
