import { hasOnlyStopWords, takeBeginning } from "../../text/index.ts";
import { replaceQuotations } from "./quotation-marks.ts";
import { type FieldNames, type QueryCondition, splitQuery } from "./split-query.ts";

/** A query as a user types it, split into words, quotations, prefixes and conditions. */
export interface ReadQuery {
  /** The query without the marks; it includes the words of quotations, prefixes and required fields of the passage. */
  readonly text: string;
  /** The text without the prefixes; of a long query only the beginning. */
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
  /** Conditions that every hit meets. */
  readonly conditions: readonly QueryCondition[];
  /** True if the query has conditions and no words, so that it lists the documents that meet them. */
  readonly listsDocuments: boolean;
  /** Number of UTF-16 code units at the end that are not searched by words, quotations and prefixes. */
  readonly charactersLeftOut: number;
}

const letterOrDigit = /[\p{L}\p{N}]/u;

/** Fields of a passage whose words are also searched for, by the name that users type. */
export const passageFields = ["text", "title", "heading"] as const;

const begun = /(?<![^\s("“])([\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{2,})\*(?![^\s)"”,;:.?!])/gu;

/**
 * Maximum number of characters that are searched by words, where one of Chinese, Japanese or Korean counts as four:
 * about 350 words. It bounds the time that a search takes.
 */
const MAX_CHARACTERS = 2_048;

/**
 * Reads the marks `"exact words"`, in the quotation marks of any language, and `begin*`. With `fields`, also reads
 * exclusions and field searches. Anything else is text, so no query is malformed. Of a long query only the
 * beginning is searched by words.
 *
 * @param languages  ISO 639-1; only their stop words may be beside phrases that every hit must contain
 */
export function readQuery(query: string, languages: readonly string[], fields?: FieldNames): ReadQuery {
  const parts = fields === undefined ? [{ source: query }] : splitQuery(query, fields);
  const conditions = parts.flatMap(({ condition }) => condition ?? []);
  const prose = parts.map(({ source, condition }) => (condition === undefined ? source : " ")).join("");
  const { text, words, ...marks } = readBeginning(prose, languages);
  if (conditions.length === 0) return { text, words, ...marks, conditions, listsDocuments: false };
  const searched = conditions.filter(isSearched).map((condition) => condition.text);
  const withSearched = (base: string) => [base, ...searched].join(" ").replace(/\s+/g, " ").trim();
  const searchedText = withSearched(text);
  const listsDocuments = !letterOrDigit.test(searchedText);
  return { text: searchedText, words: withSearched(words), ...marks, conditions, listsDocuments };
}

/** A query without its conditions. */
type MarkedText = Omit<ReadQuery, "conditions" | "listsDocuments">;

/** Reads the marks of the beginning, and the whole text without marks. */
function readBeginning(query: string, languages: readonly string[]): MarkedText {
  const beginning = takeBeginning(query, MAX_CHARACTERS);
  if (beginning.length === query.length) return readMarks(query, languages);
  const charactersLeftOut = query.length - beginning.length;
  return { ...readMarks(beginning, languages), text: readMarks(query, languages).text, charactersLeftOut };
}

function readMarks(query: string, languages: readonly string[]): MarkedText {
  const phrases: string[] = [];
  const prefixes: string[] = [];
  const text = replaceQuotations(query, (quoted) => {
    phrases.push(quoted);
    return quoted;
  });
  const outside = replaceQuotations(query, () => " ");
  const requiresPhrases = phrases.length > 0 && hasOnlyStopWords(outside, languages);
  const words = text.replace(begun, (_, beginning: string) => {
    prefixes.push(beginning);
    return "";
  });
  return { text: text.replace(begun, "$1"), words, phrases, requiresPhrases, prefixes, charactersLeftOut: 0 };
}

/** Returns whether the words of a condition say what the passage is about, and so are searched for, too. */
function isSearched({ field, isExcluded }: QueryCondition): boolean {
  return !isExcluded && passageFields.some((name) => name === field);
}

/** Returns another phrasing of a query, a text without marks. Its hits meet the conditions of the query, too. */
export function plainQuery(text: string, { conditions }: Pick<ReadQuery, "conditions">): ReadQuery {
  const words = takeBeginning(text, MAX_CHARACTERS);
  const marks = { phrases: [], prefixes: [], requiresPhrases: false, charactersLeftOut: text.length - words.length };
  return { text, words, ...marks, conditions, listsDocuments: false };
}
