import { expect, test } from "vitest";
import { readOk22Texts } from "./report-file.js";
import { readRegionsTexts } from "../regions/report-file.js";

test("the shipped texts are whole", async () => {
  await expect(readOk22Texts("reports")).resolves.toBeDefined();
  await expect(readRegionsTexts("reports")).resolves.toBeDefined();
});
