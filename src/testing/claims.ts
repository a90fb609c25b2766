import { expect } from "vitest";
import type { Month } from "../domain/month.js";
import { monthOf } from "../domain/month.js";

/** A form that sentences have, and whether the figures of a world bear out what its words claim. */
export type Claim<World> = [
  pattern: RegExp,
  holds: (words: Readonly<Record<string, string | undefined>>, world: World) => boolean,
];

/**
 * Reads sentences back and checks what they claim against the figures alone. A sentence that no claim can read fails, as
 * nobody could check it; {@link seen} says which claims were met, so that a test can ask for all of them.
 */
export class ClaimReader<World> {
  private readonly met = new Set<number>();

  constructor(private readonly claims: readonly Claim<World>[]) {}

  /** Fails unless the figures bear the sentence out. */
  check(sentence: string, world: World): void {
    const plain = sentence.replaceAll("\u00a0", " ");
    const place = this.claims.findIndex(([pattern]) => pattern.test(plain));
    const claim = this.claims[place];
    if (claim === undefined) throw new Error(`nobody can check: ${plain}`);
    const [pattern, holds] = claim;
    this.met.add(place);
    expect(holds(pattern.exec(plain)?.groups ?? {}, world), plain).toBe(true);
  }

  /** The forms that were met, in their order. */
  seen(): string[] {
    return this.claims.filter((_, place) => this.met.has(place)).map(([pattern]) => pattern.source);
  }

  /** All forms, in their order. */
  all(): string[] {
    return this.claims.map(([pattern]) => pattern.source);
  }
}

const names = "januar februar marts april maj juni juli august september oktober november december".split(
  " ",
);

/** The month that Danish words name, for example `Marts 2024`. */
export function monthIn(words = ""): Month {
  const [name = "", yearWord = ""] = words.toLowerCase().split(" ");
  const found = monthOf(Number(yearWord), names.indexOf(name) + 1);
  if (found === null) throw new Error(`${words} is no month`);
  return found;
}

/** The number that Danish digits write, for example `1.234,5`. */
export function numberIn(words = ""): number {
  return Number(words.replaceAll(".", "").replace(",", "."));
}
