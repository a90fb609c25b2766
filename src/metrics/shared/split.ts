import type { Definitions } from "../../defs/definitions.js";
import { compareDanish } from "../../domain/danish.js";
import type { Month } from "../../domain/month.js";
import { parseMonth } from "../../domain/month.js";
import type { DimensionId } from "../../domain/shapes/metric.js";
import type { Cell, Split, Valued, ValueOrder } from "./metric.js";

/** What every clinic can be told apart by. */
export const clinicDimensions = ["region", "municipality", "system", "kind"] as const;

/** Regions, kinds and plan types stand as the definitions list them; other names in Danish order. */
export function valueOrder(definitions: Definitions, split: Split): ValueOrder {
  const listed: Partial<Record<Split, readonly string[]>> = {
    region: definitions.regions.map((region) => region.name),
    kind: definitions.clinicKinds.map((kind) => kind.name),
    "plan-type": definitions.planTypes.map((type) => type.code),
  };
  const places = listed[split];
  if (places === undefined) return compareDanish;
  return (left, right) => places.indexOf(left) - places.indexOf(right);
}

/** The field of a row that names the value of a split. */
export function fieldOf(split: DimensionId): string {
  return split === "plan-type" ? "plan_type" : split;
}

/** Rows in month, then dimension order, with the dimension's field in front of the figures. */
export function inOrder(
  valued: readonly Valued<{ month: Month }>[],
  split: Split,
  order: ValueOrder,
): Record<string, Cell>[] {
  const months = new Map<Month, Valued<{ month: Month }>[]>();
  for (const one of valued) {
    const list = months.get(one.row.month) ?? [];
    months.set(one.row.month, list);
    list.push(one);
  }
  return [...months.keys()].sort().flatMap((month) =>
    (months.get(month) ?? [])
      .sort((left, right) => order(left.value, right.value))
      .map(({ value, row }) => {
        const { month: _, ...figures } = row;
        return split === "all" ? { month, ...figures } : { month, [fieldOf(split)]: value, ...figures };
      }),
  );
}

/** A month as a model gives it. Throws where the store holds what its own checks refuse. */
export function storedMonth(text: string): Month {
  const month = parseMonth(text);
  if (month === null)
    throw new Error(`the store holds the month ${text}, which its checks should have refused`);
  return month;
}
