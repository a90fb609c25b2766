import { z } from "zod";
import type { IsoDate } from "../../domain/iso-date.js";
import type { Month } from "../../domain/month.js";
import { checkValidity, isoDate, month, slug, text, thousandths, whenSound } from "../yaml/fields.js";
import { addMistake } from "../yaml/mistake.js";
import type { Validity } from "../yaml/validity.js";
import { isInForce } from "../yaml/validity.js";
import { shippedSchema } from "../yaml/shipped-schema.js";

/** A requirement of an agreement, in the months in which it is in force: who meets it is computed from this alone. */
export interface RuleSet extends Validity {
  id: string;
  /** The agreement that requires it; rule sets of one agreement follow each other and never overlap. */
  agreement: string;
  /** Danish title for readers. */
  title: string;
  /** What is counted. */
  measure: "new-plans";
  /** What the count is held against. */
  denominator: "doctors";
  /** Number of months, ending with the report month, whose plans count. */
  windowMonths: number;
  /** Required plans per doctor in thousandths: 10 is 10000, so that no comparison is a floating-point one. */
  thresholdThousandths: number;
  /** Codes of the plan types that count, or all that exist. */
  planTypes: "all" | string[];
  /** Names of the clinic kinds left out, or those that `clinic-kinds.yaml` excludes. */
  excludedKinds: "as-clinic-kinds" | string[];
  /** Clinics that opened within the window belong to the population and carry a mark. */
  newClinics: "included-and-flagged";
  /** `direct`: plans of clinics that name this one as successor count with it, one step back; `none`: they do not. */
  predecessors: "direct" | "none";
  source: RuleSource;
  /** Who wrote the rule set. */
  author: string;
  /** Who held it against the source; null = nobody yet. */
  checker: string | null;
  /** When that was done; null = not yet. */
  checkedOn: IsoDate | null;
  /** Until it is `confirmed`, everything that shows compliance says that it is not. */
  status: "unconfirmed" | "confirmed";
  /** Danish sentence for readers: what is not confirmed and why; null when confirmed. */
  statusText: string | null;
  changeLog: RuleChange[];
}

/** Where a requirement is written. */
export interface RuleSource {
  document: string;
  /** Clause or page; null = not known. */
  clause: string | null;
  /** Address of the text; null = none that can be read by all. */
  url: string | null;
}

/** One change of a rule file. */
export interface RuleChange {
  on: IsoDate;
  by: string;
  what: string;
}

/** Longest window that a rule may ask for: five years, beyond which a slip of the finger is more likely. */
const maxWindowMonths = 60;

/** Schema of a file in `rules/`. Names of plan types and kinds are held against their own files afterwards. */
export const ruleSetSchema = shippedSchema("rule", () =>
  z
    .strictObject({
      id: slug,
      agreement: slug,
      title: text,
      measure: z.literal("new-plans"),
      denominator: z.literal("doctors"),
      window_months: z.int().min(1).max(maxWindowMonths),
      threshold: thousandths,
      plan_types: z.union([z.literal("all"), z.array(text).min(1)]),
      excluded_kinds: z.union([z.literal("as-clinic-kinds"), z.array(text)]),
      new_clinics: z.literal("included-and-flagged"),
      predecessors: z.enum(["direct", "none"]),
      valid_from: month,
      valid_to: month.nullable(),
      source: z.strictObject({ document: text, clause: text.nullable(), url: z.url().nullable() }),
      author: text,
      checker: text.nullable(),
      checked_on: isoDate.nullable(),
      status: z.enum(["unconfirmed", "confirmed"]),
      status_text: text.nullable(),
      change_log: z.array(z.strictObject({ on: isoDate, by: text, what: text })).min(1),
    })
    .superRefine(checkValidity, whenSound("valid_from", "valid_to"))
    .superRefine(checkStatus, whenSound("status", "status_text", "checker", "checked_on"))
    .transform((raw): RuleSet => ({
      id: raw.id,
      agreement: raw.agreement,
      title: raw.title,
      measure: raw.measure,
      denominator: raw.denominator,
      windowMonths: raw.window_months,
      thresholdThousandths: raw.threshold,
      planTypes: raw.plan_types,
      excludedKinds: raw.excluded_kinds,
      newClinics: raw.new_clinics,
      predecessors: raw.predecessors,
      validFrom: raw.valid_from,
      validTo: raw.valid_to,
      source: raw.source,
      author: raw.author,
      checker: raw.checker,
      checkedOn: raw.checked_on,
      status: raw.status,
      statusText: raw.status_text,
      changeLog: raw.change_log,
    })),
);

interface StatusKeys {
  status: RuleSet["status"];
  status_text: string | null;
  checker: string | null;
  checked_on: IsoDate | null;
}

/** A rule is confirmed by a person on a day; an unconfirmed one tells its readers what is missing. */
function checkStatus(rule: StatusKeys, context: z.RefinementCtx): void {
  const isConfirmed = rule.status === "confirmed";
  const refuseKey = (key: string, wrong: string, expected: string, remedy: string): void =>
    addMistake(context, { wrong, expected, remedy }, { path: [key] });
  if (isConfirmed && rule.checker === null) {
    refuseKey(
      "checker",
      "confirmed by nobody",
      "the name of who checked it",
      "name the checker or set status: unconfirmed",
    );
  }
  if (isConfirmed && rule.checked_on === null) {
    refuseKey(
      "checked_on",
      "confirmed on no day",
      "the date of the check",
      "write the date or set status: unconfirmed",
    );
  }
  if (isConfirmed && rule.status_text !== null) {
    refuseKey(
      "status_text",
      "a reservation on a confirmed rule",
      "null",
      "remove the text or set status: unconfirmed",
    );
  }
  if (!isConfirmed && rule.status_text === null) {
    refuseKey(
      "status_text",
      "unconfirmed without a word",
      "a Danish sentence for readers",
      "write what is not confirmed",
    );
  }
}

/** The agreement that the metric `ok22` measures. */
const measuredAgreement = "ok22";

/** The rule set of an agreement (OK22 unless named) that is in force in a month; null when none is. */
export function ruleInForce(
  rules: readonly RuleSet[],
  inMonth: Month,
  agreement = measuredAgreement,
): RuleSet | null {
  return rules.find((rule) => rule.agreement === agreement && isInForce(rule, inMonth)) ?? null;
}
