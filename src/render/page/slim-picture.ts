/**
 * A picture as a page has it: it looks the same, and takes less room. Coordinates are in hundredths, as no screen shows
 * more; what draws nothing, or says what holds anyway, is left out; and dots of a line are one stroke.
 */
export function slimPicture(picture: string): string {
  // Within tags alone: what a text says stays as it is.
  const slim = picture.replace(/<[^>]*>/g, (tag) => inHundredths(tag).replace(saysNothing, ""));
  return dotsAsStrokes(slim.replace(drawsNothing, ""));
}

function inHundredths(tag: string): string {
  return tag.replace(/\d+\.\d{3,}(?:e-\d+)?/g, (coordinate) =>
    String(Math.round(Number(coordinate) * 100) / 100),
  );
}

/** What holds anyway. */
const saysNothing = / (?:opacity="1"|transform="translate\(0,0\)")/g;

/** Vega's places for a background and a foreground: they have no colour where a chart has none. */
const drawsNothing = /<path (?:d="" display="none"|d="M[\d.]+,[\d.]+h[\d.]+v[\d.]+h-?[\d.]+Z")\/>/g;

/** A filled circle as Vega writes it; the picture of a dozen plan types has nine hundred. */
const dot =
  /<path transform="translate\((?<at>[\d.]+,[\d.]+)\)" d="M(?<radius>[\d.]+),0A[^"]*" fill="(?<colour>[^"]+)" stroke-width="[^"]+"\/>/;
const dotsInARow = new RegExp(`(?:${dot.source.replaceAll(/\?<\w+>/g, "?:")})+`, "g");
const eachDot = new RegExp(dot, "g");

/** Dots of one kind that follow each other as one stroke without length, whose ends are round. */
function dotsAsStrokes(picture: string): string {
  return picture.replace(dotsInARow, (row) => {
    const strokes = new Map<string, string>();
    for (const { groups = {} } of row.matchAll(eachDot)) {
      const look = `stroke="${groups["colour"]}" stroke-width="${2 * Number(groups["radius"])}" stroke-linecap="round"`;
      strokes.set(look, `${strokes.get(look) ?? ""}M${groups["at"]}h0`);
    }
    return [...strokes].map(([look, places]) => `<path d="${places}" ${look}/>`).join("");
  });
}
