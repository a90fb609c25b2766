import { expect, test } from "vitest";
import { readOk22Texts } from "./ok22-report.js";
import { readRegionsTexts } from "./regions-report.js";

test("the shipped texts are whole", async () => {
  await expect(readOk22Texts("reports")).resolves.toBeDefined();
  await expect(readRegionsTexts("reports")).resolves.toBeDefined();
});
