import type { Guard } from "../../guard.ts";

export interface LengthOptions {
  /** Minimum number of characters, as UTF-16 code units. Default: 0. */
  readonly minCharacters?: number;
  /** Maximum number of characters. Default: 20,000. */
  readonly maxCharacters?: number;
}

const DEFAULT_MAX_CHARACTERS = 20_000;

/** Creates the guard `length`: texts that are too short or too long. The place of a long text is what is too much of it. */
export function createLengthCheck({
  minCharacters = 0,
  maxCharacters = DEFAULT_MAX_CHARACTERS,
}: LengthOptions = {}): Guard {
  return {
    id: "length",
    version: "1",
    cost: "rules",
    threshold: 0.5,
    check({ text: { length } }) {
      const score = length < minCharacters || length > maxCharacters ? 1 : 0;
      const spans =
        length > maxCharacters
          ? [{ start: maxCharacters, end: length, type: "TOO_LONG", evidence: "length", score }]
          : [];
      return { score, spans };
    },
  };
}
