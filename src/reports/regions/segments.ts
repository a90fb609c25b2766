import { compareByLatestPlan, compareByName } from "../shared/clinic-order.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type { ClinicCompliance } from "../../domain/shapes/figures.js";
import type { SegmentId } from "../../domain/shapes/segment.js";
import type { WorkbookLine, WorkbookSheet } from "../../office/workbook/content.js";
import { reservationsOf } from "../shared/rule.js";
import { warningLines } from "../shared/workbook/sheets.js";
import { countWords, monthWords } from "../../domain/danish.js";
import type { ClinicColumn } from "./clinics.js";
import { clinicColumns, compareForFollowUp, tableOfClinics } from "./clinics.js";
import type { RegionContent } from "./facts.js";
import { sheetFrame } from "./frame.js";

type ListedSegment = Extract<SegmentId, "not-started" | "stalled" | "near">;

/** The lists to call from, each in the order in which one would call: by name, the latest to stop, the nearest to the line. */
const order: Record<ListedSegment, (left: ClinicCompliance, right: ClinicCompliance) => number> = {
  "not-started": compareByName,
  stalled: compareByLatestPlan,
  near: compareForFollowUp,
};

/** One sheet a segment that a region follows up. They are for reading: there is one place to write, the clinics' sheet. */
export function segmentSheets(content: RegionContent): WorkbookSheet[] {
  return (["not-started", "stalled", "near"] as const).map((id) => segmentSheet(id, content));
}

function segmentSheet(id: ListedSegment, content: RegionContent): WorkbookSheet {
  const { facts, region, segments, texts } = content;
  const { own, terms } = texts;
  const { name, table } = own.segmentSheets[id];
  const clinics = facts.clinics.filter(({ segment }) => segment === id).sort(order[id]);
  const place = { region: region.name, month: monthWords(facts.basis.month) };
  const definition = segments.segments.find((segment) => segment.id === id)?.definition ?? "";
  const lines: WorkbookLine[] = [
    { text: fillSentence(own.segmentSheets.title, { segment: name, ...place }), style: "title" },
    ...warningLines(reservationsOf(facts.basis, facts.rule, terms)),
    { text: definition, style: "text" },
    {
      text: fillSentence(own.segmentSheets.count, {
        clinics: countWords(clinics.length),
        all: countWords(facts.clinics.length),
        sheet: own.sheets.clinics,
      }),
      style: "note",
      isForWork: true,
    },
  ];
  return {
    ...sheetFrame(content, name),
    freeze: { columns: 2 },
    blocks: [
      { kind: "lines", lines },
      tableOfClinics(segmentColumns(content), { name: table, emptyText: own.clinics.none, clinics }),
    ],
  };
}

function segmentColumns(content: RegionContent): ClinicColumn[] {
  const columns = clinicColumns(content);
  const names = [
    ...(["ydernummer", "name", "municipality", "doctors", "newPlans", "required", "missing"] as const),
    ...(["lastPlanMonth", "flags", "followUp", "remark", "written"] as const),
  ] as const;
  return names.map((name) => ({ ...columns[name], column: readOnly(columns[name].column) }));
}

function readOnly({
  editable: _,
  choices: __,
  textLimit: ___,
  guard: ____,
  ...column
}: ClinicColumn["column"]): ClinicColumn["column"] {
  return column;
}
