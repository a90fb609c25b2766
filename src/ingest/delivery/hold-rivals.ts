import type { DeliverySettings } from "../../defs/files/deliveries.js";
import type { Month } from "../../domain/month.js";
import type { CheckResult } from "../../domain/shapes/arrival.js";
import { changedAt } from "../../lib/files.js";
import { noun } from "../../lib/words.js";
import { resultOf } from "../arrival/check.js";
import type { IngestOutcome } from "../store/outcome.js";
import { held } from "../store/outcome.js";
import type { DeliveredExtract } from "./delivered-extract.js";
import { whichLooksNewer } from "./newer.js";
import type { Difference } from "./rivals.js";
import { differenceFrom, readForComparison } from "./rivals.js";

/**
 * The files of a delivery that contradict each other, by path, as outcomes that hold them: of one kind, with the same
 * newest month or of one status register, and with rows of what both are about which differ. A file that changes nothing contradicts none,
 * unless the other is one that it took the place of: giving both again must not bring the old one back.
 */
export async function holdRivals(
  extracts: readonly DeliveredExtract[],
  settings: DeliverySettings,
): Promise<Map<string, IngestOutcome>> {
  const outcomes = new Map<string, IngestOutcome>();
  for (const group of groupsOfOneScope(extracts)) {
    for (const [path, outcome] of await heldGroup(group, settings)) outcomes.set(path, outcome);
  }
  return outcomes;
}

const id = "rival-file";

interface Group {
  /** Null: files of one status register, which name no month. */
  newest: Month | null;
  /** Two or more, all of other bytes. */
  files: DeliveredExtract[];
  /** Further files with the bytes of one of them. */
  copies: DeliveredExtract[];
}

function groupsOfOneScope(extracts: readonly DeliveredExtract[]): Group[] {
  const byMonth = new Map<string, Group>();
  for (const one of extracts) {
    const { extract } = one;
    const isRegister = extract.kind === "status-register";
    if (one.newest === null && !isRegister) continue;
    const key = isRegister ? extract.plan.profile.id : `${extract.kind} ${one.newest ?? ""}`;
    const group = byMonth.get(key) ?? { newest: one.newest, files: [], copies: [] };
    const isCopy = group.files.some((other) => isSameContent(other.extract, extract));
    (isCopy ? group.copies : group.files).push(one);
    byMonth.set(key, group);
  }
  return [...byMonth.values()].filter(isContested);
}

type Extract = DeliveredExtract["extract"];

function isSameContent(left: Extract, right: Extract): boolean {
  return left.sha256 === right.sha256 && left.plan.wholeFileMonth === right.plan.wholeFileMonth;
}

function isContested({ files }: Group): boolean {
  const news = files.filter(({ isNoOp }) => !isNoOp);
  if (files.length < 2 || news.length === 0) return false;
  return news.length > 1 || news.some(({ wasLoaded }) => wasLoaded);
}

async function heldGroup(
  { newest, files, copies }: Group,
  settings: DeliverySettings,
): Promise<[string, IngestOutcome][]> {
  const [first, ...others] = files;
  if (first === undefined) return [];
  const basis = await readForComparison(first.extract);
  const found: { one: DeliveredExtract; read: Difference }[] = [
    { one: first, read: { ...basis.file, differing: 0 } },
  ];
  for (const one of others) found.push({ one, read: await differenceFrom(basis, one.extract) });
  // The same rows in another format say the same whatever the order.
  if (found.every(({ read }) => read.differing === 0)) return [];
  const finding = await findingFor(newest, found, settings);
  const entry = (one: DeliveredExtract, read: Difference): [string, IngestOutcome] => [
    one.path,
    held(one.extract.fileName, one.extract.plan.profile, {
      verdict: { checks: [checkOf(one.extract, { newest, found, finding })], looksLike: id },
      ...read,
      warnings: one.extract.warnings,
    }),
  ];
  const twins = copies.flatMap((copy): [string, IngestOutcome][] => {
    const twin = found.find(({ one }) => isSameContent(one.extract, copy.extract));
    return twin === undefined ? [] : [entry(copy, twin.read)];
  });
  return [...found.map(({ one, read }) => entry(one, read)), ...twins];
}

/** Files of a group, each with the rows in which it differs from the first. */
type FoundFiles = readonly { one: DeliveredExtract; read: Difference }[];

/** What is said of one file of a group: which others there are, and in how many rows they differ at most. */
function checkOf(
  extract: Extract,
  { newest, found, finding }: { newest: Month | null; found: FoundFiles; finding: string },
): CheckResult {
  const most = Math.max(...found.map(({ read }) => read.differing));
  const others = found.filter(({ one }) => !isSameContent(one.extract, extract));
  const basis = others.map(({ one }) => one.extract.fileName).join(", ");
  return resultOf(
    { id, verdict: "hold", seen: most, expected: [0, 0], unit: "rows", basis, finding },
    { month: newest, subject: basis, code: id, looks_like: id, excess: most },
  );
}

async function findingFor(
  newest: Month | null,
  found: FoundFiles,
  { newerNames }: DeliverySettings,
): Promise<string> {
  const names = found.map(({ one }) => one.extract.fileName);
  const [first = ""] = names;
  const traits = await Promise.all(
    found.map(async ({ one }) => ({
      fileName: one.extract.fileName,
      changedAt: await changedAt(one.path),
    })),
  );
  const differences = found
    .slice(1)
    .map(({ one, read: { differing } }) =>
      found.length === 2
        ? `${differing} ${noun(differing, "row")} ${noun(differing, "differs", "differ")}`
        : `${one.extract.fileName} differs from ${first} in ${differing} ${noun(differing, "row")}`,
    );
  const list = `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
  const both = found.length === 2 ? "both" : "all";
  const same = newest === null ? "are the same register" : `end with ${newest}`;
  return `${list} ${both} ${same} and ${differences.join(", ")}: which one counts cannot be told, so none is stored. ${whichLooksNewer(traits, newerNames)}. Leave out the one that is out of date, or give them in the order that is meant, the one that counts last, to flp ingest --in-order`;
}
