import type {} from "vega";

/** Vega's switch for measuring text; exported by the package, missing from its types. */
declare module "vega" {
  export const textMetrics: {
    /** Width in pixels of one line of a text item. Replaced by real font metrics: see platform notes of vega headless. */
    width: (
      item: { text?: unknown; fontSize?: number; fontWeight?: number | string },
      text: string,
    ) => number;
  };
}
