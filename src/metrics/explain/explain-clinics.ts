import type { Kysely } from "kysely";
import type { ModelTables } from "../../db/mart-tables.js";
import type { StoreTables } from "../../db/tables.js";
import type { TracedClinic } from "../../domain/shapes/explanation.js";
import type { ClinicCompliance } from "../../domain/shapes/figures.js";
import { millionthsInOne } from "../../domain/numbers.js";
import type { Ydernummer } from "../../domain/ydernummer.js";
import type { Run } from "../../question/run.js";

/**
 * The clinics of a number, each with the line of the register that it came from, its predecessors, and what `followed`
 * (the clinics of the report month, their segments among it) says of it.
 */
export async function explainClinics(
  run: Run,
  ydernummer: Ydernummer,
  followed: readonly ClinicCompliance[],
): Promise<TracedClinic[]> {
  const kysely = run.need("int_clinic", "int_successor");
  const periods = await kysely
    .selectFrom("int_clinic")
    .innerJoin("load", "load.load", "int_clinic.load")
    .selectAll("int_clinic")
    .select("load.file_name as file")
    .where("int_clinic.ydernummer", "=", ydernummer)
    .orderBy("int_clinic.opened")
    .execute();
  const bins = await binsOf(run, ydernummer);
  const compliance = await complianceOf(run, ydernummer, followed);
  return Promise.all(
    periods.map(async (period) => ({
      ydernummer: period.ydernummer,
      opened: period.opened,
      closed: period.closed,
      name: period.name,
      region: period.region,
      kind: period.kind,
      doctors: period.doctors_millionths === null ? null : period.doctors_millionths / millionthsInOne,
      isOpen: period.is_open === 1,
      isExcluded: period.is_excluded === 1,
      file: period.file,
      line: period.line,
      predecessors: await predecessorsOf(kysely, period),
      bin: bins.get(period.opened) ?? null,
      compliance: compliance.get(period.opened) ?? null,
    })),
  );
}

async function predecessorsOf(
  kysely: Kysely<StoreTables & ModelTables>,
  successor: { ydernummer: string; opened: string },
): Promise<TracedClinic["predecessors"]> {
  const rows = await kysely
    .selectFrom("int_successor")
    .innerJoin("int_clinic", (join) =>
      join
        .onRef("int_clinic.ydernummer", "=", "int_successor.ydernummer")
        .onRef("int_clinic.opened", "=", "int_successor.opened"),
    )
    .innerJoin("load", "load.load", "int_clinic.load")
    .select([
      "int_clinic.ydernummer",
      "int_clinic.name",
      "int_clinic.closed",
      "load.file_name as file",
      "int_clinic.line",
    ])
    .where("int_successor.successor_ydernummer", "=", successor.ydernummer)
    .where("int_successor.successor_opened", "=", successor.opened)
    .orderBy("int_clinic.ydernummer")
    .execute();
  return rows.map((row) => ({ ...row, closed: row.closed ?? "" }));
}

async function binsOf(run: Run, ydernummer: Ydernummer): Promise<Map<string, TracedClinic["bin"]>> {
  const rows = await run
    .need("int_clinic_bin")
    .selectFrom("int_clinic_bin")
    .leftJoin("def_bin", "def_bin.bin_position", "int_clinic_bin.bin_position")
    .select(["int_clinic_bin.opened", "int_clinic_bin.new_plans", "def_bin.bin_label"])
    .where("int_clinic_bin.ydernummer", "=", ydernummer)
    .execute();
  return new Map(rows.map((row) => [row.opened, { newPlans: row.new_plans, label: row.bin_label }]));
}

async function complianceOf(
  run: Run,
  ydernummer: Ydernummer,
  followed: readonly ClinicCompliance[],
): Promise<Map<string, NonNullable<TracedClinic["compliance"]>>> {
  const clinics = followed.filter((clinic) => clinic.ydernummer === ydernummer);
  const parts = await run
    .need("mart_ok22_outcome")
    .selectFrom("mart_ok22_outcome")
    .select(["opened", "own_new_plans", "predecessor_new_plans"])
    .where("ydernummer", "=", ydernummer)
    .execute();
  return new Map(
    clinics.map((clinic) => {
      const part = parts.find(({ opened }) => opened === clinic.opened);
      const own = {
        ownNewPlans: part?.own_new_plans ?? 0,
        predecessorNewPlans: part?.predecessor_new_plans ?? 0,
      };
      return [clinic.opened, { ...clinic, ...own }];
    }),
  );
}
