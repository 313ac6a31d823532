import { hasOnlyStopWords } from "../../text/index.ts";

/** A query as a user types it, split into words, quotations and prefixes. */
export interface ReadQuery {
  /** The query without the marks; it includes the words of quotations and the prefixes. */
  readonly text: string;
  /** The text without the prefixes. */
  readonly words: string;
  /** The texts in quotation marks. */
  readonly phrases: readonly string[];
  /**
   * True if every hit must contain all phrases, because the query asks for nothing else. Otherwise, hits with the
   * phrases come first.
   */
  readonly requiresPhrases: boolean;
  /** Beginnings of words, of at least three characters. */
  readonly prefixes: readonly string[];
}

// Quotation marks count only outside words: in `5" and 6" pipes` they are inches.
const quoted = /(?<![\p{L}\p{N}\p{M}"“”])(?:"(?<straight>[^"\n]+)"|“(?<curly>[^“”\n]+)”)(?![\p{L}\p{N}\p{M}"“”])/gu;
const begun = /(?<![^\s("“])([\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{2,})\*(?![^\s)"”,;:.?!])/gu;
const hasWord = /[\p{L}\p{N}]/u;

/** Reads the marks `"exact words"` and `begin*`. Anything else is text, so no query is malformed. */
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

/** Returns a text as a query without marks. */
export function plainQuery(text: string): ReadQuery {
  return { text, words: text, phrases: [], prefixes: [], requiresPhrases: false };
}
