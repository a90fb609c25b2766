/** The type of a column and what its values keep to. Source: Frictionless Table Schema, "Field types and formats". */
export interface ColumnType {
  type: "string" | "integer" | "number" | "yearmonth" | "date";
  constraints?: {
    required?: boolean;
    minimum?: number;
    maximum?: number;
    pattern?: string;
    enum?: readonly string[];
  };
}

const always = { required: true };
const count: ColumnType = { type: "integer", constraints: { required: true, minimum: 0 } };
const named: ColumnType = { type: "string", constraints: always };
const amount: ColumnType = { type: "number", constraints: { minimum: 0 } };
const share: ColumnType = { type: "number", constraints: { minimum: 0, maximum: 1 } };

/** The columns of all metrics by their name: one name has one type everywhere. */
const types: Readonly<Record<string, ColumnType>> = {
  month: { type: "yearmonth", constraints: always },
  region: named,
  plan_type: named,
  municipality: named,
  system: named,
  kind: named,
  label: named,
  new: count,
  maintained: count,
  total: count,
  clinics: count,
  active: count,
  pass: count,
  fail: count,
  unknown: count,
  before: count,
  still: count,
  share,
  ydernummer: { type: "string", constraints: { required: true, pattern: "[0-9]{6}" } },
  opened: { type: "date", constraints: always },
  name: named,
  doctors: amount,
  new_plans: count,
  required: amount,
  missing: amount,
  outcome: { type: "string", constraints: { required: true, enum: ["pass", "fail", "unknown"] } },
  segment: { type: "string" },
};

/** What tells the rows of a file apart, among its columns. */
const naming: readonly string[] = [
  "month",
  "region",
  "plan_type",
  "municipality",
  "system",
  "kind",
  "label",
  "ydernummer",
  "opened",
];

/** The type of a column. Throws, a bug of ours, for one that nobody described. */
export function typeOfField(field: string): ColumnType {
  const type = types[field];
  if (type === undefined) throw new Error(`the column ${field} has no type in the package`);
  return type;
}

/** The columns that make a row unique; of clinics by number and opening alone. */
export function keyOf(fields: readonly string[]): string[] {
  const isOfClinics = fields.includes("ydernummer");
  return fields.filter(
    (field) => naming.includes(field) && !(isOfClinics && (field === "region" || field === "kind")),
  );
}
