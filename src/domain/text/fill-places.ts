/** What stands in the braces of a text: a name, or a choice by the value of a name. */
export interface FillPlace {
  name: string;
  /** The words where the value is 1, and all others; null: the value itself stands here. */
  choice: { one: string; many: string } | null;
}

const braces = /\{([^{}]*)\}/g;
const choice = /^([^?|]+)\?([^?|]*)\|([^?|]*)$/;

/** The places of a text, in their order. */
export function placesOfText(text: string): FillPlace[] {
  return [...text.matchAll(braces)].map(([, inside = ""]) => placeOf(inside));
}

/**
 * A text with its places filled: `{clinics}` is the value, and `{clinics?klinik|klinikker}` the first word where the value
 * is 1, else the second. A place whose name has no value stays as it is.
 */
export function fillPlaces(text: string, values: Readonly<Record<string, string>>): string {
  const byName = new Map<string, string>(Object.entries(values));
  return text.replaceAll(braces, (whole, inside: string) => {
    const place = placeOf(inside);
    const value = byName.get(place.name);
    if (value === undefined || place.choice === null) return value ?? whole;
    return value === "1" ? place.choice.one : place.choice.many;
  });
}

function placeOf(inside: string): FillPlace {
  const [, name, one, many] = choice.exec(inside) ?? [];
  if (name === undefined || one === undefined || many === undefined) return { name: inside, choice: null };
  return { name, choice: { one, many } };
}
