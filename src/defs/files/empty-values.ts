import { z } from "zod";
import { normalizeLabel } from "../labels.js";
import { text } from "../yaml/fields.js";
import { shippedSchema } from "../yaml/shipped-schema.js";

/** Texts that mean that there is nothing, in the form of `normalizeLabel`. */
export type EmptyValues = ReadonlySet<string>;

/** Schema of `empty-values.yaml`. */
export const emptyValuesSchema = shippedSchema("empty-values", () =>
  z.array(text).transform((values): EmptyValues => new Set(values.map(normalizeLabel))),
);
