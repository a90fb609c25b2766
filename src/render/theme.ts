import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { listEntries, readBytes, readingOnce, readText } from "../lib/files.js";
import { refuse, text } from "../defs/yaml/fields.js";
import { readYaml } from "../defs/yaml/read-yaml.js";
import { checkContrast } from "./theme-contrast.js";
import { shippedSchema } from "../defs/yaml/shipped-schema.js";

const color = z.string().transform((written, context): string => {
  if (/^#[0-9a-f]{6}$/.test(written)) return written;
  return refuse(context, {
    wrong: "not a colour",
    expected: 'a colour such as "#0b4a7d", in quotation marks',
    remedy: "write six hexadecimal digits in small letters after the number sign",
  });
});

const roles = {
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
};

const colorsSchema = z.strictObject(roles).superRefine((colors, context) => checkContrast(colors, context));

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

const faceSchema = z.strictObject({
  weight: z.int().min(100).max(900),
  truetype: text,
  subset: text.optional(),
  woff2: text,
});

/** A JSON object of any content. */
export const jsonObject = z.record(z.string(), z.json());

/** Decoration needs no contrast: it says nothing. Files are named from the folder of the theme. */
const deckSchema = z.strictObject({
  font: text,
  accent: color,
  logo: z.strictObject({ file: text, description: text }).nullable(),
  template: z
    .strictObject({ file: text, title_layout: text.nullable(), content_layout: text.nullable() })
    .nullable(),
});

const themeSchema = shippedSchema("theme", () =>
  z.strictObject({
    sender: text,
    fonts: z.strictObject({
      family: familyName,
      embedded_family: familyName,
      fallback: z.array(familyName).min(1),
      faces: z.array(faceSchema).min(1),
    }),
    colors: colorsSchema,
    chart: jsonObject,
    deck: deckSchema,
  }),
);

/** What a theme says of the one that it is based on, whatever else it says. */
const basisSchema = shippedSchema("theme-basis", () =>
  z.looseObject({ based_on: text.nullable().default(null) }).transform(({ based_on }) => ({ based_on })),
);

/** How charts and pages look, and who sends them. */
export interface Theme {
  sender: string;
  style: {
    colors: z.output<typeof colorsSchema>;
    fonts: {
      stack: string;
      embeddedFamily: string;
      family: string;
      faces: {
        weight: number;
        truetypePath: string;
        truetype: Uint8Array;
        subsetPath: string | null;
        subset: Uint8Array | null;
        woff2Path: string;
        woff2: Uint8Array;
      }[];
    };
    /** Vega-Lite config with `@color.name` in place of colours. */
    chartConfig: z.output<typeof jsonObject>;
  };
  deck: DeckTheme;
}

/** How a presentation looks beside the colours. */
export interface DeckTheme {
  font: string;
  /** `#rrggbb`. */
  accent: string;
  logo: { path: string; description: string } | null;
  template: { path: string; titleLayout: string | null; contentLayout: string | null } | null;
}

type ThemeFile = z.output<typeof themeSchema>;

/** The shipped theme, which is used unless another is chosen. */
export const usualTheme = "theme.yaml";

/** Names of the themes of the folder `reports`, in code point order. */
export async function themesOf(reportsFolder: string): Promise<string[]> {
  const names = (await listEntries(reportsFolder)).map(({ name }) => name);
  return names.filter((name) => /^theme.*\.yaml$/.test(name));
}

/**
 * Reads a theme of the folder `reports` and the font files that it names. A theme with `based_on` says only what differs
 * from another. Throws with exit code 10 and all mistakes of the file, among them each pair of colours whose contrast is
 * too low to be read.
 */
export async function readTheme(reportsFolder: string, file?: string | null): Promise<Theme> {
  const path = resolve(reportsFolder, file ?? usualTheme);
  const content = await readText(path).catch(() => null);
  const before = known.get(path);
  if (content !== null && before?.content === content) return before.read();
  const read = readingOnce(() => readFrom(path));
  const theme = await read();
  if (content !== null) known.set(path, { content, read });
  return theme;
}

/** Themes that this process has read, by path: every report of a run has the same one, with its fonts and what is measured. */
const known = new Map<string, { content: string; read: () => Promise<Theme> }>();

async function readFrom(path: string): Promise<Theme> {
  const { based_on: basedOn } = await readYaml(path, basisSchema);
  if (basedOn === null) return openTheme(await readYaml(path, themeSchema), { fonts: path, files: path });
  const basePath = resolve(dirname(path), basedOn);
  const base = await readYaml(basePath, themeSchema);
  const own = await readYaml(path, variantSchema(base));
  const merged: ThemeFile = {
    sender: own.sender ?? base.sender,
    fonts: base.fonts,
    colors: own.colors,
    chart: base.chart,
    deck: { ...base.deck, ...withoutGaps(own.deck) },
  };
  return openTheme(merged, { fonts: basePath, files: path });
}

/** What a theme may say beside the one that it is based on. Its colours are held against those that it takes over. */
function variantSchema(base: ThemeFile) {
  const colors = z
    .strictObject(roles)
    .partial()
    .default({})
    .transform((own, context) => {
      const merged = { ...base.colors, ...withoutGaps(own) };
      checkContrast(merged, context, Object.keys(own));
      return merged;
    });
  return z.strictObject({
    based_on: text,
    sender: text.optional(),
    colors,
    deck: deckSchema.partial().default({}),
  });
}

/** The keys that are given, without those that are undefined. */
function withoutGaps<Value extends object>(
  value: Value,
): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  const given = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(given) as { [Key in keyof Value]: Exclude<Value[Key], undefined> };
}

async function openTheme(theme: ThemeFile, paths: { fonts: string; files: string }): Promise<Theme> {
  const { sender, fonts, colors, chart, deck } = theme;
  const faces = await Promise.all(
    fonts.faces.map(async ({ weight, truetype, subset, woff2 }) => ({
      weight,
      truetypePath: join(dirname(paths.fonts), truetype),
      truetype: await readBytes(join(dirname(paths.fonts), truetype)),
      subsetPath: subset === undefined ? null : join(dirname(paths.fonts), subset),
      subset: subset === undefined ? null : await readBytes(join(dirname(paths.fonts), subset)),
      woff2Path: join(dirname(paths.fonts), woff2),
      woff2: await readBytes(join(dirname(paths.fonts), woff2)),
    })),
  );
  const families = [fonts.embedded_family, fonts.family, ...fonts.fallback];
  const stack = families.map(quotedFamily).join(", ");
  const fileAt = (file: string): string => resolve(dirname(paths.files), file);
  return {
    sender,
    style: {
      colors,
      fonts: { stack, embeddedFamily: fonts.embedded_family, family: fonts.family, faces },
      chartConfig: chart,
    },
    deck: {
      font: deck.font,
      accent: deck.accent,
      logo: deck.logo === null ? null : { path: fileAt(deck.logo.file), description: deck.logo.description },
      template:
        deck.template === null
          ? null
          : {
              path: fileAt(deck.template.file),
              titleLayout: deck.template.title_layout,
              contentLayout: deck.template.content_layout,
            },
    },
  };
}
