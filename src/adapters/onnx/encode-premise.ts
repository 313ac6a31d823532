import type { EntailmentPair } from "../../core/index.ts";
import { cutSafely, MAX_AVERAGE_TOKEN_LENGTH, type ModelTokenizer } from "./model-tokenizer.ts";
import type { SessionInput } from "./session-messages.ts";
import { windowStarts } from "./window-starts.ts";

/** Maximum number of windows. The premise after the last window is not read. */
const MAX_WINDOWS = 8;
/** Maximum share of the input that the hypothesis takes. */
const HYPOTHESIS_SHARE = 1 / 2;

export interface PremiseEncoding {
  readonly tokenizer: ModelTokenizer;
  /** Maximum input in tokens, special tokens included. */
  readonly maxTokens: number;
}

/**
 * Encodes a premise and a hypothesis, in this order: in one window if they fit, or else in several that each contain a
 * part of the premise and overlap.
 *
 * @returns at least one window
 */
export function encodePremise(
  { tokenizer, maxTokens }: PremiseEncoding,
  { premise, hypothesis }: EntailmentPair,
): readonly SessionInput[] {
  const { before, between, after, secondType } = tokenizer.pair;
  const hypothesisIds = tokenizer
    .ids(cutSafely(hypothesis, maxTokens * MAX_AVERAGE_TOKEN_LENGTH))
    .slice(0, Math.floor(maxTokens * HYPOTHESIS_SHARE));
  const premiseIds = tokenizer.ids(cutSafely(premise, MAX_WINDOWS * maxTokens * MAX_AVERAGE_TOKEN_LENGTH));

  const second = [...hypothesisIds, ...after];
  const room = Math.max(1, maxTokens - before.length - between.length - second.length);
  return windowStarts(premiseIds.length, room, MAX_WINDOWS).map((start) => {
    const first = [...before, ...premiseIds.slice(start, start + room), ...between];
    return {
      tokenIds: [...first, ...second],
      typeIds: [...first.map(() => 0), ...second.map(() => secondType)],
    };
  });
}
