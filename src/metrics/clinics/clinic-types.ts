import type { Month } from "../../domain/month.js";
import type { Run } from "../../question/run.js";
import { clinicKey } from "../follow-up/carried-forward.js";

type Tables = {
  int_clinic_type_month: {
    month: string;
    ydernummer: string;
    opened: string;
    plan_type: string;
    new_plans: number;
    maintained_plans: number;
  };
};

/** Plans of one type that a clinic made in some months. */
export interface TypeSum {
  type: string;
  new: number;
  maintained: number;
}

/** What each clinic made of each plan type in a range of months, by {@link clinicKey}; types by code. */
export async function clinicTypeSums(
  run: Run,
  { from, to }: { from: Month; to: Month },
): Promise<Map<string, TypeSum[]>> {
  const rows = await run
    .needOwn<Tables>("int_clinic_type_month")
    .selectFrom("int_clinic_type_month")
    .select(({ fn }) => [
      "ydernummer",
      "opened",
      "plan_type",
      fn.sum<number>("new_plans").as("new_plans"),
      fn.sum<number>("maintained_plans").as("maintained_plans"),
    ])
    .where("month", ">=", from)
    .where("month", "<=", to)
    .groupBy(["ydernummer", "opened", "plan_type"])
    .orderBy("plan_type")
    .execute();
  const sums = new Map<string, TypeSum[]>();
  for (const row of rows) {
    const key = clinicKey(row);
    const sum = { type: row.plan_type, new: row.new_plans, maintained: row.maintained_plans };
    sums.set(key, [...(sums.get(key) ?? []), sum]);
  }
  return sums;
}
