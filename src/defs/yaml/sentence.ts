import type { z } from "zod";
import { fillPlaces, placesOfText } from "../../domain/text/fill-places.js";
import { text } from "./fields.js";
import { addMistake } from "./mistake.js";

/** A text with places in braces, each of them one of `Name`: `{share} af klinikkerne`. Only {@link sentence} makes one. */
export type Sentence<Name extends string> = string & { readonly __placeholders: Name };

/** Schema of a sentence that may name these places; any other word in braces is a mistake of the file. */
export function sentence<Name extends string>(...names: readonly Name[]): z.ZodType<Sentence<Name>> {
  const known: readonly string[] = names;
  return text.transform((template, context): Sentence<Name> => {
    for (const { name } of placesOfText(template)) {
      if (known.includes(name)) continue;
      addMistake(context, {
        wrong: `{${name}} stands for nothing here`,
        expected:
          names.length === 0 ? "no word in braces" : `one of: ${names.map((one) => `{${one}}`).join(", ")}`,
        remedy: "correct the word in braces",
      });
    }
    return template as Sentence<Name>;
  });
}

/** A sentence with its places filled: `{clinics}`, and `{clinics?klinik|klinikker}` by whether the value is 1. */
export function fillSentence<Name extends string>(
  template: Sentence<Name>,
  values: Readonly<Record<Name, string>>,
): string {
  return fillPlaces(template, values);
}
