const CHARACTERS_PER_TOKEN = 4;
const TOKENS_PER_WORD = 1.3;

/**
 * Estimates the tokens of a text for services whose tokenizer is not available: the larger of words × 1.3 and
 * ASCII characters / 4 + other characters.
 *
 * The estimate is more often too high than too low, even for scripts without spaces. It never falls when a text grows.
 */
export function estimateTokens(text: string): number {
  const words = text.match(/\S+/g)?.length ?? 0;
  const others = text.match(/[^\0-\x7f]/gu)?.length ?? 0;
  const ascii = text.match(/[\0-\x7f]/g)?.length ?? 0;
  return Math.ceil(Math.max(words * TOKENS_PER_WORD, ascii / CHARACTERS_PER_TOKEN + others));
}
