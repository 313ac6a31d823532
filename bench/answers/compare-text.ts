/** Words that carry no content, in the comparison of quotations. */
const STOP_WORDS = new Set(
  `a an and are as at be been but by did do does for from had has have he her his i in into is it its of on or our she so than
  that the their them then they this to us was we were which while who will with would you your`.split(/\s+/),
);

/**
 * Returns a text as answers are compared: lower case, without punctuation, currency signs and commas of thousands,
 * and with `12 percent` as `12%`.
 */
export function normalizeAnswer(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?<![\p{Nd}.,])\p{Nd}{1,3}(?:,\p{Nd}{3})+(?!\p{Nd}|,\p{Nd})/gu, (number) => number.replaceAll(",", ""))
    .replace(/\s*(?:%|(?<!\p{L})per ?cent(?![\p{L}\p{N}_]))/gu, "% ")
    .replace(/[^\p{L}\p{N}.%]+/gu, " ")
    .replace(/\.(?!\p{Nd})/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
}

/** Returns whether a text has an accepted answer in it, as whole words. */
export function containsAnswer(text: string, accepted: string): boolean {
  return ` ${normalizeAnswer(text)} `.includes(` ${normalizeAnswer(accepted)} `);
}

/**
 * Returns the share of a quotation's content words that occur close together in a cited text: in the best run of
 * twice as many words and four more.
 */
export function shareOfQuote(cited: string, quote: string): number {
  const wanted = contentWords(quote);
  const words = contentWords(cited);
  const size = 2 * wanted.length + 4;
  let best = 0;
  for (let start = 0; start <= Math.max(0, words.length - size); start++)
    best = Math.max(best, countShared(wanted, words.slice(start, start + size)));
  return best / Math.max(1, wanted.length);
}

function contentWords(text: string): readonly string[] {
  const words = normalizeAnswer(text).split(" ");
  const content = words.filter((word) => !STOP_WORDS.has(word));
  return content.length > 0 ? content : words;
}

/** Counts the words that both lists have, a word as often as in the list that has it less often. */
function countShared(wanted: readonly string[], words: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of words) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    shared++;
  }
  return shared;
}
