import { fillSentence } from "../../defs/yaml/sentence.js";
import { monthWords } from "../../domain/danish.js";
import type { Basis } from "../../domain/shapes/figures.js";
import { sha256Of } from "../../lib/files.js";
import type { MetricText } from "../../metrics/answer/metric-texts.js";
import type { Reservation } from "../shared/rule.js";
import type { ColumnType } from "./fields.js";
import { keyOf, typeOfField } from "./fields.js";
import type { Resource } from "./resources.js";
import type { PackageTexts } from "./texts.js";

/** What the package is described from. */
export interface PackageContext {
  basis: Basis;
  /** What limits the use of the figures. */
  reservations: readonly Reservation[];
  metrics: ReadonlyMap<string, MetricText>;
  texts: PackageTexts;
  sender: string;
}

/** A column as readers of the package meet it. */
interface Field extends ColumnType {
  name: string;
  title: string;
  description?: string;
}

/** The description of a package. Source: Frictionless Data Package and Table Schema, version 1. */
export interface Descriptor {
  profile: "tabular-data-package";
  name: string;
  title: string;
  description: string;
  created: string;
  licenses: { name: string; title: string; path?: string }[];
  sources: Record<string, unknown>[];
  contributors: { title: string; role: string }[];
  resources: (Record<string, unknown> & {
    name: string;
    path: string;
    schema: { fields: Field[]; primaryKey: string[]; missingValues: string[] };
  })[];
  [custom: string]: unknown;
}

/** Describes the files of a package; the same figures give the same words. */
export function describePackage(
  files: readonly { resource: Resource; path: string; bytes: Uint8Array }[],
  context: PackageContext,
): Descriptor {
  const { basis, reservations, texts, sender } = context;
  const month = monthWords(basis.month);
  const { name, title, path } = texts.licence;
  const said = [
    fillSentence(texts.description, { month, load: String(basis.asOf) }),
    ...reservations.map((one) => fillSentence(texts.reservation, { label: one.label, text: one.text })),
  ];
  return {
    profile: "tabular-data-package",
    name: `forloebsplaner-${basis.month}`,
    title: fillSentence(texts.title, { month }),
    description: said.join(" "),
    language: texts.language,
    created: `${basis.date}T00:00:00Z`,
    month: basis.month,
    as_of: basis.asOf,
    licenses: [{ name, title, ...(path === null ? {} : { path }) }],
    sources: basis.loads.map(({ load, file, kind, months, sha256 }) => ({
      title: `PLSP: ${file}`,
      load,
      kind,
      months,
      sha256,
    })),
    contributors: [{ title: sender, role: "publisher" }],
    resources: files.map((file) => describeFile(file, context)),
  };
}

function describeFile(
  { resource, path, bytes }: { resource: Resource; path: string; bytes: Uint8Array },
  { metrics, texts }: PackageContext,
): Descriptor["resources"][number] {
  const { name, title, metric, fields } = resource;
  const words = metrics.get(metric);
  return {
    profile: "tabular-data-resource",
    name,
    path,
    title,
    description: words?.definition ?? title,
    format: "csv",
    mediatype: "text/csv",
    encoding: "utf-8",
    bytes: bytes.length,
    hash: `sha256:${sha256Of(bytes)}`,
    dialect: { delimiter: ",", quoteChar: '"', doubleQuote: true, lineTerminator: "\r\n", header: true },
    schema: {
      fields: fields.map((field) => describeField(field, words, texts)),
      primaryKey: keyOf(fields),
      missingValues: [""],
    },
  };
}

function describeField(name: string, metric: MetricText | undefined, { fields }: PackageTexts): Field {
  const own = fields[name];
  const title = metric?.fields[name] ?? own?.title;
  if (title === undefined) throw new Error(`the column ${name} has no title in the package`);
  const { type, constraints } = typeOfField(name);
  return {
    name,
    title,
    type,
    ...(own?.description === undefined ? {} : { description: own.description }),
    ...(constraints === undefined ? {} : { constraints }),
  };
}
