import { cutSafely, type ModelTokenizer } from "./model-tokenizer.ts";
import type { SessionInput } from "./session-messages.ts";

/** A premise that is too long for one run is read in windows, which share so many tokens with the one before … */
const SHARED_TOKENS = 32;
/** … and what lies beyond so many windows is not read. */
const MOST_WINDOWS = 8;
const LONGEST_AVERAGE_TOKEN = 32;
/** Share of the longest input that the hypothesis may take. */
const HYPOTHESIS_SHARE = 1 / 2;

/**
 * A premise and a hypothesis, in this order, in one run if they fit, else in several with a part of the premise each.
 *
 * @returns at least one window; no two of them hold the same part
 */
export function encodePremise(
  { tokenizer, maxTokens }: { readonly tokenizer: ModelTokenizer; readonly maxTokens: number },
  { premise, hypothesis }: { readonly premise: string; readonly hypothesis: string },
): readonly SessionInput[] {
  const { before, between, after, secondType } = tokenizer.pair;
  const claimed = tokenizer
    .ids(cutSafely(hypothesis, maxTokens * LONGEST_AVERAGE_TOKEN))
    .slice(0, Math.floor(maxTokens * HYPOTHESIS_SHARE));
  const read = tokenizer.ids(cutSafely(premise, MOST_WINDOWS * maxTokens * LONGEST_AVERAGE_TOKEN));
  const second = [...claimed, ...after];
  const room = Math.max(1, maxTokens - before.length - between.length - second.length);
  const step = Math.max(1, room - SHARED_TOKENS);
  const windows = Math.min(MOST_WINDOWS, 1 + Math.max(0, Math.ceil((read.length - room) / step)));
  return Array.from({ length: windows }, (_, index) => {
    const first = [...before, ...read.slice(index * step, index * step + room), ...between];
    return {
      tokenIds: [...first, ...second],
      typeIds: [...first.map(() => 0), ...second.map(() => secondType)],
    };
  });
}
