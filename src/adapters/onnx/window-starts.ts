/** Number of tokens that a window shares with the previous one. */
const SHARED_TOKENS = 32;

/**
 * Returns the first token of each window in which a long text is read, starting with 0.
 *
 * @param tokenCount  length of the text in tokens
 * @param room  maximum number of the text's tokens in one window, ≥ 1
 * @param maxWindows  maximum number of windows; the rest of the text is in none
 */
export function windowStarts(tokenCount: number, room: number, maxWindows: number): readonly number[] {
  const step = Math.max(1, room - SHARED_TOKENS);
  const windowCount = 1 + Math.max(0, Math.ceil((tokenCount - room) / step));
  return Array.from({ length: Math.min(maxWindows, windowCount) }, (_, index) => index * step);
}
