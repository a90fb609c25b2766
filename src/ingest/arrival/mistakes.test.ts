import { expect, test } from "vitest";
import { makeHistory, historyKinds, mistakes, tryMistakes } from "../../testing/arrival/bench.js";

test("nine in ten of a supplier's mistakes are held in a region alone", async () => {
  const kind = historyKinds.find(({ name }) => name === "one region alone");
  if (kind === undefined) throw new Error("no such history");
  const history = makeHistory(kind, 5051);
  const tallies = await tryMistakes(history, mistakes, { places: [history.months.length - 1], seed: 7 });
  const all = [...tallies.values()];
  const held = all.reduce((sum, tally) => sum + tally.held, 0);
  const tried = all.reduce((sum, tally) => sum + tally.held + tally.looked + tally.missed, 0);
  expect(held / tried).toBeGreaterThanOrEqual(0.9);
}, 60_000);
