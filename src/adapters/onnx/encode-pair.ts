import type { RerankPassage, Span } from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import { locateTokens } from "./locate-tokens.ts";
import { cutSafely, type ModelTokenizer } from "./model-tokenizer.ts";
import type { SessionInput } from "./session-messages.ts";

/** A passage that is too long for one run is read in windows, which share so many tokens with the one before … */
const SHARED_TOKENS = 32;
/** … and what lies beyond so many windows is not read. */
const MOST_WINDOWS = 4;
const LONGEST_AVERAGE_TOKEN = 32;
/** Share of the longest input that a title may take. */
const TITLE_SHARE = 1 / 8;

export interface PairBounds {
  /** Of the whole input, special tokens included. */
  readonly maxTokens: number;
  readonly maxQuestionTokens: number;
}

/** One run of a cross-encoder: the question, the title, and as much of the text as fits. */
export interface PairWindow extends SessionInput {
  /** At which token of the input the text begins. */
  readonly textFrom: number;
  /** Of the text's tokens in their order; absent where the tokenizer does not tell them. */
  readonly spans?: readonly Span[];
}

/**
 * A question and a passage as `title. text`, in one run if they fit, else in several whose texts overlap.
 *
 * @returns at least one window, the first of which begins where the text does
 */
export function encodePair(
  { tokenizer, maxTokens, maxQuestionTokens }: PairBounds & { readonly tokenizer: ModelTokenizer },
  question: string,
  { title, text }: RerankPassage,
): readonly PairWindow[] {
  const { before, between, after, secondType } = tokenizer.pair;
  const readable = cutSafely(text, MOST_WINDOWS * maxTokens * LONGEST_AVERAGE_TOKEN);
  const asked = tokenizer.ids(cutSafely(question, maxQuestionTokens * LONGEST_AVERAGE_TOKEN));
  const named = title === "" ? [] : tokenizer.ids(`${title}.`).slice(0, Math.floor(maxTokens * TITLE_SHARE));
  const first = [...before, ...asked.slice(0, maxQuestionTokens), ...between];
  const located = tokenizer.isWordByWord ? locateTokens(readable, tokenizer) : undefined;
  const ids = located?.map(({ id }) => id) ?? tokenizer.ids(readable);
  const room = Math.max(1, maxTokens - first.length - named.length - after.length);
  return windowStarts(ids.length, room).map((start) => {
    const second = [...named, ...ids.slice(start, start + room), ...after];
    return defined({
      tokenIds: [...first, ...second],
      typeIds: [...first.map(() => 0), ...second.map(() => secondType)],
      textFrom: first.length + named.length,
      spans: located === undefined ? undefined : located.slice(start, start + room).map(({ span }) => span),
    });
  });
}

function windowStarts(tokens: number, room: number): readonly number[] {
  const step = Math.max(1, room - SHARED_TOKENS);
  const needed = 1 + Math.max(0, Math.ceil((tokens - room) / step));
  return Array.from({ length: Math.min(MOST_WINDOWS, needed) }, (_, index) => index * step);
}
