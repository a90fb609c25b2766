import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { drawFiles, errorOf } from "../testing/drawn-files.js";
import { checkContrast, contrastOf } from "./theme-contrast.js";
import { readTheme } from "./theme.js";

const { style, sender } = await readTheme("reports");

describe("the shipped theme", () => {
  it("names its sender, its colours and a font that exists", () => {
    expect(sender).toBe("MedCom");
    expect(style.fonts.faces.map(({ weight }) => weight)).toEqual([400, 600]);
    // Unquoted, the 3 would make browsers drop the whole list and show a serif font.
    expect(style.fonts.stack).toBe("'FLP Sans', 'Source Sans 3', 'Segoe UI', Arial, sans-serif");
  });

  it("can be read: text at 4.5:1 and drawn marks at 3:1", () => {
    const { colors } = style;
    for (const front of [colors.text, colors.mutedText, colors.focus, colors.caution]) {
      expect(contrastOf(front, colors.background)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrastOf(colors.caution, colors.cautionPale)).toBeGreaterThanOrEqual(4.5);
    expect(contrastOf(colors.mutedText, colors.band)).toBeGreaterThanOrEqual(4.5);
    for (const drawn of [colors.context, colors.compare, colors.focus, colors.focusLight]) {
      expect(contrastOf(drawn, colors.background)).toBeGreaterThanOrEqual(3);
    }
  });

  it("tells the newest month from the others without colour: their lightness differs", () => {
    expect(contrastOf(style.colors.focus, style.colors.context)).toBeGreaterThan(2.5);
  });
});

describe("contrast", () => {
  // Worked values of the WCAG definition: black on white is 21, grey #767676 on white just passes 4.5.
  it("is 21 for black on white and 1 for a colour on itself", () => {
    expect(contrastOf("#000000", "#ffffff")).toBe(21);
    expect(contrastOf("#abcdef", "#abcdef")).toBe(1);
    expect(contrastOf("#ffffff", "#767676")).toBeCloseTo(4.54, 2);
    expect(contrastOf("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });

  it("too low is a mistake that names the pair", () => {
    const issues: { message?: string | undefined; path?: PropertyKey[] | undefined }[] = [];
    const context = { addIssue: (issue: object) => issues.push(issue) };
    // Only what the check uses of zod's context.
    checkContrast({ ...style.colors, mutedText: "#999999" }, context as never);
    expect(JSON.stringify(issues)).toContain("mutedText on background");
  });
});

describe("a theme based on another", () => {
  it("ships with MedCom's colours, its green only where it says nothing", async () => {
    const medcom = await readTheme("reports", "theme-medcom.yaml");
    expect(medcom.style.colors.focus).toBe("#194264");
    expect(medcom.deck.accent).toBe("#67b869");
    expect(Object.values(medcom.style.colors)).not.toContain("#67b869");
    expect(medcom.style.colors.text).toBe(style.colors.text);
    expect(medcom.style.fonts.stack).toBe(style.fonts.stack);
  });

  it("is refused with the pair that fails, at the colour that it writes", async () => {
    const folder = await drawFiles({
      "green.yaml": `
        based_on: ${join(process.cwd(), "reports", "theme.yaml")}
        colors:
          focus: "#67b869"
        `,
    });
    const { code, lines } = await errorOf(readTheme(folder, "green.yaml"), folder);
    expect(code).toBe(10);
    // #67b869 on white: luminance 0.3818, so 1.05 / 0.4318 = 2.43.
    expect(lines[0]).toMatch(/^green\.yaml:3:\d+: focus on background \(#ffffff\) has a contrast of 2\.43:1/);
  });

  it("may not be based on one that is based on a third", async () => {
    const folder = await drawFiles({
      "third.yaml": `based_on: ${join(process.cwd(), "reports", "theme-medcom.yaml")}`,
    });
    expect(await errorOf(readTheme(folder, "third.yaml"), folder)).toMatchObject({ code: 10 });
  });
});
