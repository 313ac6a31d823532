const CHARACTERS_PER_TOKEN = 4;
const TOKENS_PER_WORD = 1.3;

/**
 * About how many tokens a text has, for services whose tokenizer is not here: the larger of words × 1.3 and ASCII
 * characters / 4 + other characters, so that it errs on the high side, also for scripts without spaces. It never
 * falls when a text grows.
 */
export function estimateTokens(text: string): number {
  const words = text.match(/\S+/g)?.length ?? 0;
  const others = text.match(/[^\0-\x7f]/gu)?.length ?? 0;
  const ascii = text.match(/[\0-\x7f]/g)?.length ?? 0;
  return Math.ceil(Math.max(words * TOKENS_PER_WORD, ascii / CHARACTERS_PER_TOKEN + others));
}

/** The longest beginning of a text whose estimate is at most `maxTokens`; never half a character. */
export function cutToTokens(text: string, maxTokens: number): string {
  const longest = text.slice(0, maxTokens * CHARACTERS_PER_TOKEN);
  if (longest.length === text.length && estimateTokens(text) <= maxTokens) return text;
  let fits = 0;
  let tooLong = longest.length + 1;
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (estimateTokens(longest.slice(0, middle)) <= maxTokens) fits = middle;
    else tooLong = middle;
  }
  return longest.slice(0, fits).replace(/[\ud800-\udbff]$/, "");
}
