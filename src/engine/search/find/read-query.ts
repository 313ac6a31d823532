import { hasOnlyStopWords } from "../../text/index.ts";

/** A query as a person types it, with what its marks ask for taken apart. */
export interface ReadQuery {
  /** The query without the marks: its words, those of the phrases and the beginnings too. */
  readonly text: string;
  /** The same without the beginnings. */
  readonly words: string;
  /** What stands in quotation marks. */
  readonly phrases: readonly string[];
  /** Whether each hit must hold all phrases, word for word: nothing else is asked for. Otherwise those that do come first. */
  readonly requiresPhrases: boolean;
  /** Beginnings of words, of at least three characters. */
  readonly prefixes: readonly string[];
}

// The marks stand outside of words: in `5" and 6" pipes` they are inches.
const quoted = /(?<![\p{L}\p{N}\p{M}"“”])(?:"(?<straight>[^"\n]+)"|“(?<curly>[^“”\n]+)”)(?![\p{L}\p{N}\p{M}"“”])/gu;
const begun = /(?<![^\s("“])([\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{2,})\*(?![^\s)"”,;:.?!])/gu;
const hasWord = /[\p{L}\p{N}]/u;

/** Reads `"exact words"` and `begin*`. What is not such a mark is text, so that no query is malformed. */
export function readQuery(query: string): ReadQuery {
  const phrases: string[] = [];
  const prefixes: string[] = [];
  const text = query.replace(quoted, (whole: string, straight: string | undefined, curly: string | undefined) => {
    const phrase = (straight ?? curly ?? "").trim();
    if (!hasWord.test(phrase)) return whole;
    phrases.push(phrase);
    return phrase;
  });
  const outside = query.replace(quoted, (whole: string, straight: string | undefined, curly: string | undefined) =>
    hasWord.test(straight ?? curly ?? "") ? " " : whole,
  );
  const requiresPhrases = phrases.length > 0 && hasOnlyStopWords(outside);
  const words = text.replace(begun, (_, beginning: string) => {
    prefixes.push(beginning);
    return "";
  });
  return { text: text.replace(begun, "$1"), words, phrases, requiresPhrases, prefixes };
}
