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

/** Opening and closing quotation marks by language; the longer list of closing marks of `„` covers German and Polish. */
const pairs: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["“", "”"],
  ["„", "“”"],
  ["”", "”"],
  ["«", "»"],
  ["»", "«"],
  ["‹", "›"],
  ["›", "‹"],
];
const marked = pairs.map(([open, close]) => `${open}([^${open}${close}\\n]+)[${close}]`).join("|");
// Quotation marks count only outside words: in `5" and 6" pipes` they are inches. Those of Chinese and Japanese need no space.
const quoted = new RegExp(
  `(?<![\\p{L}\\p{N}\\p{M}"“”„])(?:${marked})(?![\\p{L}\\p{N}\\p{M}"“”„])|「([^「」\\n]+)」|『([^『』\\n]+)』`,
  "gu",
);
const begun = /(?<![^\s("“])([\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{2,})\*(?![^\s)"”,;:.?!])/gu;
const hasWord = /[\p{L}\p{N}]/u;

/** Reads the marks `"exact words"`, in the quotation marks of any language, and `begin*`. Anything else is text, so no query is malformed. */
export function readQuery(query: string): ReadQuery {
  const phrases: string[] = [];
  const prefixes: string[] = [];
  const text = query.replace(quoted, (whole: string) => {
    const phrase = withoutMarks(whole);
    if (!hasWord.test(phrase)) return whole;
    phrases.push(phrase);
    return phrase;
  });
  const outside = query.replace(quoted, (whole: string) => (hasWord.test(withoutMarks(whole)) ? " " : whole));
  const requiresPhrases = phrases.length > 0 && hasOnlyStopWords(outside);
  const words = text.replace(begun, (_, beginning: string) => {
    prefixes.push(beginning);
    return "";
  });
  return { text: text.replace(begun, "$1"), words, phrases, requiresPhrases, prefixes };
}

/** Returns the words between a pair of quotation marks. */
function withoutMarks(quotation: string): string {
  return quotation.slice(1, -1).trim();
}

/** Returns a text as a query without marks. */
export function plainQuery(text: string): ReadQuery {
  return { text, words: text, phrases: [], prefixes: [], requiresPhrases: false };
}
