import type { RegionsTexts } from "../defs/regions-report.js";
import { compareDanish } from "../domain/danish.js";
import type { ClinicCompliance } from "../domain/figures.js";
import type { CellContent, WorkbookColumn, WorkbookTable } from "../render/workbook.js";

/** One row a clinic: who it is, its figures, its outcome, and two columns for the region to write in. */
export function clinicTable(clinics: readonly ClinicCompliance[], texts: RegionsTexts): WorkbookTable {
  const shown = clinicColumns(texts);
  return {
    kind: "table",
    name: texts.own.clinics.table,
    emptyText: texts.own.clinics.none,
    columns: shown.map(({ column }) => column),
    rows: [...clinics].sort(compareForFollowUp).map((clinic) => shown.map(({ cell }) => cell(clinic))),
  };
}

/** A column together with what it shows of a clinic, so that neither can move without the other. */
interface ClinicColumn {
  column: WorkbookColumn;
  cell: (clinic: ClinicCompliance) => CellContent;
}

function clinicColumns({ own, terms }: RegionsTexts): ClinicColumn[] {
  const { columns, followUp, isNew } = own.clinics;
  const tones = { [terms.outcomes.fail]: "attention", [terms.outcomes.unknown]: "muted" } as const;
  return [
    { column: { header: columns.ydernummer, kind: "text", width: 15 }, cell: (clinic) => clinic.ydernummer },
    { column: { header: columns.name, kind: "text", width: 40 }, cell: (clinic) => clinic.name },
    {
      column: { header: columns.municipality, kind: "text", width: 18 },
      cell: (clinic) => clinic.municipality,
    },
    { column: { header: columns.kind, kind: "text", width: 13 }, cell: (clinic) => clinic.kind },
    { column: { header: columns.system, kind: "text", width: 13 }, cell: (clinic) => clinic.system },
    { column: { header: columns.opened, kind: "date", width: 12 }, cell: (clinic) => clinic.opened },
    { column: { header: columns.doctors, kind: "exact", width: 10 }, cell: (clinic) => clinic.doctors },
    { column: { header: columns.newPlans, kind: "count", width: 15 }, cell: (clinic) => clinic.newPlans },
    { column: { header: columns.perDoctor, kind: "decimal", width: 11 }, cell: perDoctor },
    { column: { header: columns.required, kind: "exact", width: 10 }, cell: (clinic) => clinic.required },
    { column: { header: columns.attained, kind: "share", width: 12, bar: { full: 1 } }, cell: attained },
    { column: { header: columns.missing, kind: "exact", width: 11 }, cell: (clinic) => clinic.missing },
    {
      column: { header: columns.outcome, kind: "text", width: 16, tones },
      cell: (clinic) => terms.outcomes[clinic.outcome],
    },
    {
      column: { header: columns.isNew, kind: "text", width: 12 },
      cell: (clinic) => (clinic.isNew ? isNew : null),
    },
    {
      column: {
        header: columns.followUp,
        kind: "text",
        width: 17,
        editable: true,
        choices: { values: followUp.choices, errorTitle: followUp.errorTitle, errorText: followUp.errorText },
      },
      cell: () => null,
    },
    {
      column: { header: columns.remark, kind: "text", width: 30, wrap: true, editable: true },
      cell: () => null,
    },
  ];
}

function perDoctor({ newPlans, doctors }: ClinicCompliance): number | null {
  return doctors === null || doctors === 0 ? null : newPlans / doctors;
}

function attained({ newPlans, required }: ClinicCompliance): number | null {
  return required === null || required === 0 ? null : newPlans / required;
}

/** Who needs a call comes first, and among them who is nearest to the line; then by name. */
function compareForFollowUp(left: ClinicCompliance, right: ClinicCompliance): number {
  const order = { fail: 0, unknown: 1, pass: 2 };
  return (
    order[left.outcome] - order[right.outcome] ||
    (left.missing ?? 0) - (right.missing ?? 0) ||
    compareDanish(left.name, right.name) ||
    compareDanish(left.ydernummer, right.ydernummer) ||
    compareDanish(left.opened, right.opened)
  );
}
