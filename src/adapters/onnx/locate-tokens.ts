import type { Span } from "../../core/index.ts";
import type { ModelTokenizer } from "./model-tokenizer.ts";

/** Word between blanks. The tokenizer handles other white space, as in `rememberWords`. */
const word = /[^ \n\t]+/g;
/** Run of letters and digits with their marks, or one other character. */
const piece = /[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]/gu;

/** A token of the model, and the word or sign of the text to which it belongs. */
export interface LocatedToken {
  readonly id: number;
  readonly span: Span;
}

/**
 * Returns the tokens of a text with their spans, for a tokenizer that reads word by word.
 *
 * A word is located piece by piece if its pieces have the same tokens as the whole word. Otherwise each of its tokens
 * gets the span of the whole word.
 */
export function locateTokens(text: string, tokenizer: Pick<ModelTokenizer, "ids">): readonly LocatedToken[] {
  return [...text.matchAll(word)].flatMap(({ 0: match, index }) => locateInWord(match, index, tokenizer));
}

function locateInWord(text: string, start: number, { ids }: Pick<ModelTokenizer, "ids">): readonly LocatedToken[] {
  const wordIds = ids(text);
  const pieces = [...text.matchAll(piece)].flatMap(({ 0: part, index }) => {
    const span = { start: start + index, end: start + index + part.length };
    return ids(part).map((id) => ({ id, span }));
  });
  const isSame = pieces.length === wordIds.length && pieces.every(({ id }, index) => id === wordIds[index]);
  if (isSame) return pieces;

  const span = { start, end: start + text.length };
  return wordIds.map((id) => ({ id, span }));
}
