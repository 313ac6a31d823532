import type { Analyzer } from "../../core/index.ts";
import { likeliestLanguage } from "./detect-language.ts";
import { foldWords } from "./fold-words.ts";

import { isGeneralWord } from "./is-general-word.ts";
import { mayHoldWords } from "./may-hold-words.ts";
import { segmentRun } from "./segment-run.ts";
import { splitIdentifier } from "./split-identifier.ts";
import { stemmerVersion, stemWords } from "./stem-words.ts";
import { stopWords, stopWordsText } from "./stop-words.ts";
import { createTermCache, type TermCache } from "./term-cache.ts";
import { hasUnspacedScript } from "./word-pattern.ts";
import { writtenWords } from "./written-words.ts";

/** Version of the rules in this file. Every change of them raises it: segments of another version are rebuilt. */
const RULES_VERSION = 3;
/** Number of recent words whose terms are cached. */
const CACHED_WORDS = 32_768;
/** Maximum length of a cached word. A longer one rarely occurs twice. */
const MAX_CACHED_LENGTH = 1_024;
/** Number of recent runs of scripts without spaces whose words are cached. */
const CACHED_RUNS = 256;
/** Maximum length of a term in UTF-16 code units. */
const MAX_TERM_LENGTH = 64;
/** Maximum length of a word that is stemmed. The stemmers take quadratic time. */
const MAX_STEMMED_LENGTH = 128;
const latinWord = /^[\p{sc=Latin}']+$/u;
const plainWord = /^[\p{L}\p{M}']+$/u;
const unstemmedWord =
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+$/u;
// Matches "the 1990s", "two A320s", "both E2Fs"; not "16S", whose S belongs to the name.
const pluralOfCode = /[\p{Nd}\p{Lu}]s$/u;
// Languages in which the part before an apostrophe is a separate word: "l'homme", "dell'arte".
const elidingLanguages: ReadonlySet<string> = new Set(["ca", "fr", "it"]);

// Matches 北京大学: a word of a script without spaces that may contain a shorter word.
const longUnspacedWord = /^(?:\p{sc=Han}{3,}|\p{sc=Hangul}{3,})$/u;
const hangulWord = /^\p{sc=Hangul}{2,}$/u;
// Longer particles come first: 에서는 before 는.
const koreanParticles =
  /^(.+?)(?:에서는|에서도|에게는|으로는|까지는|부터는|이라고|에서|에게|한테|으로|까지|부터|처럼|보다|마다|밖에|이나|이며|은|는|이|가|을|를|과|와|의|에|도|로|만|나)$/u;

type TermsOfWord = (word: string) => readonly string[];

/**
 * Creates the analyser that turns texts into terms for the lexical index: NFKC, lower case, Unicode words
 * (`Intl.Segmenter` for scripts without spaces), Snowball stems, without stop words.
 *
 * - An identifier gives its whole and its parts: `ICD-10` gives `icd10`, `icd`, `10`.
 * - A Han or Hangul word of three or more characters also gives its pairs of characters.
 * - A Korean word also gives itself without its particle.
 * - In languages of other scripts, words in Latin letters are analysed as English.
 * - Words with digits or more than 128 UTF-16 code units are never stemmed; languages without a
 *   stemmer keep their words as written.
 * - A term has at most 64 UTF-16 code units.
 *
 * @see Lucene's EnglishAnalyzer and CJKAnalyzer; Porter: Snowball, 2001
 */
export function createAnalyzer(): Analyzer {
  const languages = new Map<string, TermsOfWord>();
  // All languages of a query have the same runs.
  const splitRun = createRunSplitter();
  return {
    fingerprint: analysisFingerprint(),
    likeliestLanguage,
    analyze(text, language, questionLanguage = language) {
      const key = `${language} ${questionLanguage}`;
      let termsOfWord = languages.get(key);
      if (termsOfWord === undefined) {
        termsOfWord = createTermsOfWord(language, stopWords(questionLanguage), splitRun);
        languages.set(key, termsOfWord);
      }
      return collectTerms(text, termsOfWord);
    },
    words: foldWords,
    mayHold: mayHoldWords,
    isGeneralWord,
  };
}

/**
 * Returns the fingerprint of the rules, the stemmer, the stop words and the Unicode version; readable, since errors
 * show it.
 */
function analysisFingerprint(): string {
  const unicode = process.versions.unicode ?? "unknown";
  return `words ${RULES_VERSION}, ${stemmerVersion}, stop words ${checksum(stopWordsText)}, Unicode ${unicode}`;
}

/** Computes FNV-1a over UTF-16 code units, as eight hexadecimal digits. */
function checksum(text: string): string {
  let sum = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, "0");
}

function collectTerms(text: string, termsOfWord: TermsOfWord): string[] {
  const terms: string[] = [];
  for (const word of writtenWords(text)) {
    for (const term of termsOfWord(word)) terms.push(term);
  }
  return terms;
}

/** Creates a function that splits a word with characters of scripts without spaces into words. */
function createRunSplitter(): TermsOfWord {
  const cache = createTermCache(CACHED_RUNS);
  const split = (word: string) => segmentRun(word).map(({ start, end }) => word.slice(start, end));
  return (word) => remember(cache, word, split);
}

/**
 * Creates the function that turns a word into its terms.
 *
 * @param moreStopWords  stop words of another language that are omitted too
 */
function createTermsOfWord(
  language: string,
  moreStopWords: ReadonlySet<string>,
  splitRun: (run: string) => readonly string[],
): TermsOfWord {
  const cache = createTermCache(CACHED_WORDS);
  const toNativeTerm = createToTerm(language, moreStopWords);
  const toLatinTerm = isWrittenInLatin(language) ? toNativeTerm : createToTerm("en", moreStopWords);
  const toTerm = (word: string): string => (latinWord.test(word) ? toLatinTerm(word) : toNativeTerm(word));
  const termsOf = (word: string): readonly string[] =>
    splitSpacedWord(word, language)
      .map(toTerm)
      .filter((term) => term !== "");
  // The words of a run are few, however many runs there are.
  const cacheOfParts = createTermCache(CACHED_WORDS);
  const termsOfPart = (part: string) => remember(cacheOfParts, part, termsOf);
  const termsOfRun = (run: string) => splitRun(run).flatMap(termsOfPart);
  return (word) => remember(cache, word, hasUnspacedScript(word) ? termsOfRun : termsOf);
}

/** Returns the terms of a word, which are found once. */
function remember(cache: TermCache, word: string, find: TermsOfWord): readonly string[] {
  if (word.length > MAX_CACHED_LENGTH) return find(word);
  const cached = cache.get(word);
  if (cached !== undefined) return cached;
  const terms = find(word);
  cache.set(word, terms);
  return terms;
}

/** Creates a function that returns a word's term; empty for a stop word. */
function createToTerm(language: string, moreStopWords: ReadonlySet<string>): (word: string) => string {
  const stem = stemWords(language);
  const ownStopWords = stopWords(language);
  return (word) => {
    const lower = word.toLocaleLowerCase(language === "tr" ? "tr" : "en");
    if (ownStopWords.has(lower) || moreStopWords.has(lower)) return "";
    if (pluralOfCode.test(word)) return cutTerm(lower.slice(0, -1));
    // No stemmer changes a word of these scripts, and asking each of them takes most of the time.
    const mayBeStemmed = lower.length <= MAX_STEMMED_LENGTH && !unstemmedWord.test(lower);
    const isStemmed = mayBeStemmed && plainWord.test(lower);
    return cutTerm(isStemmed ? stem(lower) : lower);
  };
}

function isWrittenInLatin(language: string): boolean {
  return (new Intl.Locale(language).maximize().script ?? "Latn") === "Latn";
}

function splitSpacedWord(word: string, language: string): readonly string[] {
  const ascii = word.replaceAll("’", "'").replaceAll("‐", "-");
  const spokenWords = elidingLanguages.has(language) ? ascii.split("'") : [ascii];
  return spokenWords.flatMap((piece) => {
    const { whole, parts } = splitIdentifier(piece);
    if (whole === undefined) return parts;
    const forms = language === "ko" ? withoutParticle(whole) : [whole];
    return [...new Set([...characterPairs(whole), ...forms]), ...parts];
  });
}

/**
 * Returns a word, and also its overlapping pairs if it is long and of Han or Hangul characters. The dictionary's
 * longest word often contains the one that a query asks for, as 北京大学 contains 北京 and 大学.
 */
function characterPairs(word: string): readonly string[] {
  if (!longUnspacedWord.test(word)) return [word];
  const characters = Array.from(word);
  return [word, ...characters.slice(1).map((character, index) => `${characters[index]}${character}`)];
}

/**
 * Returns a Korean word, and also the word without a particle at its end: 도서관에서 (in the library) is found by
 * 도서관. An ending that only looks like a particle is removed too (고양이, the cat). This does no harm, since texts
 * and queries are treated alike.
 */
function withoutParticle(word: string): readonly string[] {
  if (!hangulWord.test(word)) return [word];
  const bare = word.replace(koreanParticles, "$1");
  return bare === word ? [word] : [word, bare];
}

function cutTerm(term: string): string {
  return term.length <= MAX_TERM_LENGTH ? term : term.slice(0, MAX_TERM_LENGTH).replace(/[\uD800-\uDBFF]$/, "");
}
