import type { Span } from "../../core/index.ts";
import type { ModelTokenizer } from "./model-tokenizer.ts";

/** Other white space is left to the tokenizer, as in `rememberWords`. */
const word = /[^ \n\t]+/g;
/** A run of letters and digits with their marks, or one other character. */
const piece = /[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]/gu;

/** A model's token, and the word or mark of the text that it is, or is a part of. */
export interface LocatedToken {
  readonly id: number;
  readonly span: Span;
}

/**
 * The tokens of a text with their places, for a tokenizer that is word by word. Where the pieces of a word have not
 * the word's own tokens, each of its tokens stands for the whole word.
 */
export function locateTokens(text: string, tokenizer: Pick<ModelTokenizer, "ids">): readonly LocatedToken[] {
  return [...text.matchAll(word)].flatMap(({ 0: found, index }) => locateInWord(found, index, tokenizer));
}

function locateInWord(found: string, start: number, { ids }: Pick<ModelTokenizer, "ids">): readonly LocatedToken[] {
  const own = ids(found);
  const fine = [...found.matchAll(piece)].flatMap(({ 0: part, index }) => {
    const span = { start: start + index, end: start + index + part.length };
    return ids(part).map((id) => ({ id, span }));
  });
  const isSame = fine.length === own.length && fine.every(({ id }, index) => id === own[index]);
  if (isSame) return fine;
  const span = { start, end: start + found.length };
  return own.map((id) => ({ id, span }));
}
