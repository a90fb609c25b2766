import { dirname, join } from "node:path";
import { z } from "zod";
import { readBytes } from "../lib/files.js";
import { refuse, text } from "./fields.js";
import { readYaml } from "./read-yaml.js";
import { checkContrast } from "./theme-contrast.js";

const color = z.string().transform((written, context): string => {
  if (/^#[0-9a-f]{6}$/.test(written)) return written;
  return refuse(context, {
    wrong: "not a colour",
    expected: 'a colour such as "#0b4a7d", in quotation marks',
    remedy: "write six hexadecimal digits in small letters after the number sign",
  });
});

const colorsSchema = z
  .strictObject({
    background: color,
    text: color,
    mutedText: color,
    grid: color,
    axis: color,
    band: color,
    context: color,
    contextDark: color,
    contextPale: color,
    compare: color,
    focus: color,
    focusLight: color,
    focusPale: color,
    caution: color,
    cautionPale: color,
  })
  .superRefine(checkContrast);

/** A name without quotation marks, which are added where CSS needs them. */
const familyName = z.string().transform((written, context): string => {
  if (/^[\p{L}\d][\p{L}\d -]*$/u.test(written)) return written;
  return refuse(context, {
    wrong: "not the name of a font family",
    expected: "letters, digits, spaces and hyphens",
    remedy: "write the name as the font gives it, without quotation marks",
  });
});

/** CSS takes `Source Sans 3` without quotation marks for a mistake, and drops the whole list. */
function quotedFamily(family: string): string {
  return /^[a-z-]+$/i.test(family) ? family : `'${family}'`;
}

const faceSchema = z.strictObject({ weight: z.int().min(100).max(900), truetype: text, woff2: text });

/** A value of a JSON file. */
export type JsonValue = z.output<ReturnType<typeof z.json>>;

/** A JSON object of any content. */
export const jsonObject = z.record(z.string(), z.json());

const themeSchema = z.strictObject({
  sender: text,
  fonts: z.strictObject({
    family: familyName,
    embedded_family: familyName,
    fallback: z.array(familyName).min(1),
    faces: z.array(faceSchema).min(1),
  }),
  colors: colorsSchema,
  chart: jsonObject,
});

/** How charts and pages look, and who sends them. */
export interface Theme {
  sender: string;
  style: {
    colors: z.output<typeof colorsSchema>;
    fonts: {
      stack: string;
      embeddedFamily: string;
      family: string;
      faces: { weight: number; truetypePath: string; truetype: Uint8Array; woff2: Uint8Array }[];
    };
    /** Vega-Lite config with `@color.name` in place of colours. */
    chartConfig: z.output<typeof jsonObject>;
  };
}

/**
 * Reads `theme.yaml` of the folder `reports` and the font files that it names. Throws with exit code 10 and all mistakes
 * of the file, among them each pair of colours whose contrast is too low to be read.
 */
export async function readTheme(reportsFolder: string): Promise<Theme> {
  const path = join(reportsFolder, "theme.yaml");
  const { sender, fonts, colors, chart } = await readYaml(path, themeSchema);
  const folder = dirname(path);
  const faces = await Promise.all(
    fonts.faces.map(async ({ weight, truetype, woff2 }) => ({
      weight,
      truetypePath: join(folder, truetype),
      truetype: await readBytes(join(folder, truetype)),
      woff2: await readBytes(join(folder, woff2)),
    })),
  );
  const families = [fonts.embedded_family, fonts.family, ...fonts.fallback];
  const stack = families.map(quotedFamily).join(", ");
  return {
    sender,
    style: {
      colors,
      fonts: { stack, embeddedFamily: fonts.embedded_family, family: fonts.family, faces },
      chartConfig: chart,
    },
  };
}
