/** Letters with their marks, digits, a line break, or one other character. */
const token = /(?:\p{L}\p{M}{0,1000}){1,100000}|\p{Nd}{1,100000}|\n|[^\s]/gu;

/** Tokens of a text: their places, and their texts. */
export interface Tokens {
  readonly texts: readonly string[];
  /** Offset of each token in UTF-16 code units. */
  readonly starts: readonly number[];
}

/** Splits a text into runs of letters, runs of digits, line breaks and other characters; spaces are left out. */
export function splitTokens(text: string): Tokens {
  const texts: string[] = [];
  const starts: number[] = [];
  for (const { 0: found, index } of text.matchAll(token)) {
    texts.push(found);
    starts.push(index);
  }
  return { texts, starts };
}
