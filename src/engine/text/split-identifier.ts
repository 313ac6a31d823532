/** A written word split for the index: the whole, without joints that are often omitted, and its parts. */
export interface SplitWord {
  /** The whole word; absent if the parts say it all: `tissue-resident`, `500mg`. */
  readonly whole?: string;
  /** Parts as written, in reading order; empty for a plain word. */
  readonly parts: readonly string[];
}

const MAX_PARTS = 16;
const joints = /[-_.@]+/;
const singleLettersWithDots = /^\p{L}(?:\.\p{L})+$/u;
const decimalNumber = /^\p{Nd}+\.\p{Nd}+$/u;
const quantity = /^(\p{Nd}+)([ckmnµμ][glm]|mcg|kcal|[kmgt]b|[km]?hz|[mnµμ]mol|iu|min)$/iu;
// Splits fooBar, userID and HTTPServer, but not mRNA or pH, whose single letters say nothing alone.
const changeOfCase = /(?<=\p{Ll})(?=\p{Lu}\p{Ll})|(?<=\p{Ll}{3})(?=\p{Lu}{2})|(?<=\p{Lu}{2})(?=\p{Lu}\p{Ll}{2})/u;
// A joint between digits has a meaning: 2019-2020 is not 20192020.
const optionalJoint = /(?<!\p{Nd})[-_]+|[-_]+(?!\p{Nd})/gu;
// The parts of tissue-resident say it all, and the rare whole would weigh too much. But x-ray and
// e-mail are also xray and email.
const compoundOfWords = /^\p{L}{3,}(?:-\p{L}{3,})+$/u;

/**
 * Splits an identifier, so that a query for the whole or for a part finds it, and so that `IL-6`, `IL_6` and `IL6` have
 * the same whole. The whole omits hyphens and underscores, unless they are between digits, and the dots of `U.S.A`.
 * Thousands separators are dropped: `1,234` is `1234`. The rules were chosen on SciFact's training claims.
 *
 * @param word  one match of the word pattern in NFKC, with `'` and `-` in their ASCII form
 */
export function splitIdentifier(word: string): SplitWord {
  if (singleLettersWithDots.test(word)) return { whole: word.replaceAll(".", ""), parts: [] };
  const plain = word.replaceAll(",", "");
  if (decimalNumber.test(plain)) return { whole: plain, parts: [] };
  const amount = quantity.exec(plain);
  if (amount !== null) return { parts: amount.slice(1) };
  const whole = plain.replace(optionalJoint, "");
  const joined = plain.split(joints).filter((part) => part !== "");
  if (joined.length < 2) return { whole, parts: splitInside(whole) };
  const parts = joined.flatMap((part) => [part, ...splitInside(part)]).slice(0, MAX_PARTS);
  return compoundOfWords.test(plain) ? { parts } : { whole, parts };
}

function splitInside(part: string): readonly string[] {
  const pieces = part.split(changeOfCase);
  return pieces.length === 1 ? [] : pieces;
}
