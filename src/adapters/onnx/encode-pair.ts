import { defined, type RerankPassage, type Span } from "../../core/index.ts";
import { locateTokens } from "./locate-tokens.ts";
import { cutSafely, MAX_AVERAGE_TOKEN_LENGTH, type ModelTokenizer } from "./model-tokenizer.ts";
import type { SessionInput } from "./session-messages.ts";
import { windowStarts } from "./window-starts.ts";

/** Maximum number of windows. The text after the last window is not read. */
const MAX_WINDOWS = 4;
/** Maximum share of the input that a title takes. */
const TITLE_SHARE = 1 / 8;

export interface PairEncoding {
  readonly tokenizer: ModelTokenizer;
  /** Maximum input in tokens, special tokens included. */
  readonly maxTokens: number;
  readonly maxQuestionTokens: number;
}

/** Input of one run of a cross-encoder: the question, the title, and as much of the text as fits. */
export interface PairWindow extends SessionInput {
  /** Index of the input's token at which the text begins. */
  readonly textFrom: number;
  /** Spans of the text's tokens in their order. Absent if the tokenizer cannot locate its tokens. */
  readonly spans?: readonly Span[];
}

/**
 * Encodes a question and a passage as `title. text`: in one window if they fit, or else in windows that overlap.
 *
 * @returns at least one window; the first begins at the start of the text
 */
export function encodePair(
  { tokenizer, maxTokens, maxQuestionTokens }: PairEncoding,
  question: string,
  { title, text }: RerankPassage,
): readonly PairWindow[] {
  const { before, between, after, secondType } = tokenizer.pair;
  const questionIds = tokenizer.ids(cutSafely(question, maxQuestionTokens * MAX_AVERAGE_TOKEN_LENGTH));
  const titleIds = title === "" ? [] : tokenizer.ids(`${title}.`).slice(0, Math.floor(maxTokens * TITLE_SHARE));
  const first = [...before, ...questionIds.slice(0, maxQuestionTokens), ...between];

  const readableText = cutSafely(text, MAX_WINDOWS * maxTokens * MAX_AVERAGE_TOKEN_LENGTH);
  const tokens = tokenizer.isWordByWord ? locateTokens(readableText, tokenizer) : undefined;
  const textIds = tokens?.map(({ id }) => id) ?? tokenizer.ids(readableText);

  const room = Math.max(1, maxTokens - first.length - titleIds.length - after.length);
  return windowStarts(textIds.length, room, MAX_WINDOWS).map((start) => {
    const second = [...titleIds, ...textIds.slice(start, start + room), ...after];
    return defined({
      tokenIds: [...first, ...second],
      typeIds: [...first.map(() => 0), ...second.map(() => secondType)],
      textFrom: first.length + titleIds.length,
      spans: tokens?.slice(start, start + room).map(({ span }) => span),
    });
  });
}
