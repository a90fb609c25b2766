import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf, quoteValue, showValue } from "../../domain/shapes/problem.js";
import type { ErrorDetails } from "../../lib/errors.js";
import { exitCode, FlpError } from "../../lib/errors.js";
import { letterWords } from "../read/fields/damage-words.js";
import { alikeHeading } from "./alike-heading.js";
import type { ProfileFit } from "./fit-profile.js";

/** A layout that is not known, with its columns as problems for the supplier's list. */
export class LayoutError extends FlpError {
  constructor(
    message: string,
    readonly problems: readonly Problem[],
    details: ErrorDetails,
  ) {
    super(exitCode.layout, message, details);
  }
}

/** A text that is no table of cells: no layout could describe it, and its supplier saves it in another format. */
export class NoTableError extends FlpError {
  constructor(message: string, details: ErrorDetails) {
    super(exitCode.layout, message, details);
  }
}

/** Stands in a list where no heading is alike. */
const noneAlike = "–";

/** What is wrong with the columns of a file, one problem a column: what lacks, with the heading that is perhaps it, and what is not known. */
export function columnProblems(
  { missing, unknown }: ProfileFit,
  line: number,
  sheet: string | null,
): Problem[] {
  const place = { line, sheet };
  return [
    ...missing.map((heading) => {
      const nearest = alikeHeading(heading, unknown);
      const perhaps = nearest === null ? "" : `, perhaps ${quoteValue(nearest)}`;
      return problemOf(
        "column-missing",
        `the column ${quoteValue(heading)} is missing${perhaps}; expected all columns of the layout, add it or correct the heading`,
        {
          ...place,
          column: heading,
          facts: { known: nearest === null ? noneAlike : showValue(nearest) },
        },
      );
    }),
    ...unknown.map((heading) => {
      const nearest = alikeHeading(heading, missing);
      const perhaps = nearest === null ? "" : `, perhaps ${quoteValue(nearest)}`;
      return problemOf(
        "column-unknown",
        `the column ${quoteValue(heading)} is not known${perhaps}; expected the columns of the layout, correct the heading or leave the column out`,
        {
          ...place,
          column: showValue(heading),
          facts: { known: nearest ?? noneAlike },
        },
      );
    }),
  ];
}

/** For each missing column the unknown one that is perhaps it, and for each damaged heading what happened to it. */
export function hintsOf({ missing, unknown }: ProfileFit): string[] {
  const pairs = missing.flatMap((heading) => {
    const nearest = alikeHeading(heading, unknown);
    return nearest === null ? [] : [`${quoteValue(nearest)} for ${quoteValue(heading)}`];
  });
  const damaged = unknown.flatMap((heading) => {
    const words = letterWords(heading);
    return words === null ? [] : [`the heading ${quoteValue(heading)} is damaged: ${words}`];
  });
  return [...(pairs.length === 0 ? [] : [`perhaps meant: ${pairs.join(", ")}`]), ...damaged];
}
