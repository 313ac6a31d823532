import { estimateTokens } from "../../core/index.ts";

/** Number of characters that no estimated token exceeds. */
const CHARACTERS_PER_TOKEN = 4;

/** Returns the longest start of a text with an estimate of at most `maxTokens`, without splitting a surrogate pair. */
export function cutToTokens(text: string, maxTokens: number): string {
  const longest = text.slice(0, maxTokens * CHARACTERS_PER_TOKEN);
  if (longest.length === text.length && estimateTokens(text) <= maxTokens) return text;

  let fittingLength = 0;
  let tooLongLength = longest.length + 1;
  while (tooLongLength - fittingLength > 1) {
    const middle = Math.floor((fittingLength + tooLongLength) / 2);
    if (estimateTokens(longest.slice(0, middle)) <= maxTokens) fittingLength = middle;
    else tooLongLength = middle;
  }
  return longest.slice(0, fittingLength).replace(/[\ud800-\udbff]$/, "");
}
