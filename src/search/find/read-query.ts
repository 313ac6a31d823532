/** A query as a person types it, with what its marks ask for taken apart. */
export interface ReadQuery {
  /** The query without the marks: its words, those of the phrases too. */
  readonly text: string;
  /** What stands in quotation marks; a hit must hold each of them, word for word. */
  readonly phrases: readonly string[];
}

// The marks stand outside of words: in `5" and 6" pipes` they are inches.
const quoted = /(?<![\p{L}\p{N}\p{M}"“”])(?:"(?<straight>[^"\n]+)"|“(?<curly>[^“”\n]+)”)(?![\p{L}\p{N}\p{M}"“”])/gu;
const hasWord = /[\p{L}\p{N}]/u;

/** Reads `"exact words"`. What is not such a mark is text, so that no query is malformed. */
export function readQuery(query: string): ReadQuery {
  const phrases: string[] = [];
  const text = query.replace(quoted, (whole: string, straight: string | undefined, curly: string | undefined) => {
    const phrase = (straight ?? curly ?? "").trim();
    if (!hasWord.test(phrase)) return whole;
    phrases.push(phrase);
    return phrase;
  });
  return { text, phrases };
}
