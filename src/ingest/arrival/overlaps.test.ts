import { expect, it } from "vitest";
import { clinicsCsv, countsCsv, openWorkshop } from "../../testing/workshop.js";

it("a register that comes after the counts names the numbers that it does not know", async () => {
  const workshop = await openWorkshop();
  try {
    const counts = countsCsv([
      ["2025-01", "012345", "KOL", 3, 0],
      ["2025-01", "999991", "KOL", 5, 1],
    ]);
    expect((await workshop.load("planer_2025-01.csv", counts)).warnings).toEqual([]);
    const register = clinicsCsv([{ ydernummer: "012345" }]);
    const { warnings } = await workshop.load("laegehuse_2025-01.csv", register);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^6 plans of 1 number .* 999991$/);
  } finally {
    await workshop.end();
  }
});
