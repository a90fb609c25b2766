import type { Sentence } from "../../../defs/yaml/sentence.js";
import { fillPlaces } from "../../../domain/text/fill-places.js";

/**
 * A sentence with its places filled, as `fillSentence` does it where sentences are read: the page's script takes no reader
 * of files along.
 */
export function fill<Name extends string>(
  template: Sentence<Name>,
  values: Readonly<Record<Name, string>>,
): string {
  return fillPlaces(template, values);
}
