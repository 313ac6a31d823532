import type { Measure } from "../define-guard.ts";

/**
 * Creates the guard `length`: texts that are too short or too long. The place in a long
 * text is the part beyond the limit.
 *
 * @param minCharacters  in UTF-16 code units, as `maxCharacters`
 */
export function createLengthCheck(minCharacters: number, maxCharacters: number): Measure {
  return {
    version: "1",
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
