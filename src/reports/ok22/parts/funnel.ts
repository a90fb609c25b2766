import { fillSentence } from "../../../defs/yaml/sentence.js";
import { countWords, shareWords } from "../../../domain/danish.js";
import type { ComparedGroup, Comparison } from "../../../domain/statistics/groups.js";
import type { ChartContent, ChartInput } from "../../../render/chart/content.js";
import { fewestInFunnel, funnelFloor, funnelLimits } from "../../shared/funnel.js";
import type { Ok22Texts } from "../report-file.js";
import type { Ok22View } from "../shown.js";
import { chartOf } from "./charts.js";
import type { ComparedKind, ComparedView } from "./compared.js";
import { comparisonOf } from "./compared.js";

/** What of a view a funnel shows. */
export type FunnelView = ComparedView & Pick<Ok22View, "basis" | "rule">;

/** Each group of a kind by its clinics and its share, within the limits of chance; null where there are too few groups. */
export function funnelChart(
  kind: Extract<ComparedKind, "systems" | "municipalities">,
  { view, texts }: { view: FunnelView; texts: Ok22Texts },
): ChartContent | null {
  const compared = comparisonOf(kind, view);
  if (compared === null || compared.groups.length < fewestInFunnel) return null;
  const words = texts.own.sections.groups.funnel;
  const differing = compared.groups.filter(({ differs }) => differs !== null);
  const title = texts.own.sections.groups[kind];
  return chartOf(
    {
      id: `funnel-${kind}`,
      title,
      description: fillSentence(differing.length === 0 ? words.noneOutside : words.outside, {
        groups: countWords(compared.groups.length),
        share: shareWords(compared.share),
        names: differing.map(({ name, share }) => `${name} (${shareWords(share)})`).join(", "),
      }),
      input: inputOf(compared, { view, axisTitle: words.axis }),
      narrowInput: {},
      emptyText: texts.own.none,
      showsCompliance: true,
    },
    view,
    texts,
  );
}

function inputOf(
  compared: Comparison,
  { view, axisTitle }: { view: FunnelView; axisTitle: string },
): ChartInput {
  const { groups } = compared;
  const most = Math.max(...groups.map(({ whole }) => whole));
  const limits = funnelLimits(compared, view.comparisons.groups);
  const floor = funnelFloor(compared, limits);
  const levelCount = Math.round((1 - floor) / 0.1);
  return {
    values: {
      clinics: [0, Math.ceil(most * 1.05)],
      shares: [floor, 1],
      levels: Array.from({ length: levelCount + 1 }, (_, step) => Math.round((floor + step * 0.1) * 10) / 10),
      axisTitle,
    },
    data: {
      limits: limits.map((row) => ({
        ...row,
        alarmLow: Math.max(floor, row.alarmLow),
        warningLow: Math.max(floor, row.warningLow),
      })),
      groups: groups.map(({ name, whole, share: own, differs }) => ({
        name,
        clinics: whole,
        share: own,
        differs: differs !== null,
      })),
      labels: groups.filter(({ differs }) => differs !== null).map((group) => labelOf(group, most)),
    },
  };
}

function labelOf({ name, share, whole }: ComparedGroup, most: number): Record<string, string | number> {
  return {
    clinics: whole,
    share,
    text: `${name} ${shareWords(share)}`,
    align: whole > most * 0.6 ? "right" : "left",
  };
}
