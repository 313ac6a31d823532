import type { Analyzer } from "../../core/index.ts";
import { analysisFingerprint } from "./analysis-fingerprint.ts";
import { characterPairs } from "./character-pairs.ts";
import { likeliestLanguage } from "./detect-language.ts";
import { foldWords } from "./fold-words.ts";
import { withoutParticle } from "./korean-particles.ts";
import { mayHoldWords } from "./may-hold-words.ts";
import { segmentRun } from "./segment-run.ts";
import { splitIdentifier } from "./split-identifier.ts";
import { stemWords } from "./stem-words.ts";
import { stopWords } from "./stop-words.ts";
import { createTermCache } from "./term-cache.ts";
import { hasUnspacedScript } from "./word-pattern.ts";
import { writtenWords } from "./written-words.ts";

const rememberedWords = 32_768;
const longestTerm = 64;
const latinWord = /^[\p{sc=Latin}']+$/u;
const plainWord = /^[\p{L}\p{M}']+$/u;
// The 1990s, two A320s, both E2Fs; not 16S, whose S belongs to it.
const pluralOfCode = /[\p{Nd}\p{Lu}]s$/u;
// l'homme, dell'arte: what stands before the apostrophe is a word of its own.
const elidingLanguages: ReadonlySet<string> = new Set(["ca", "fr", "it"]);

type TermsOfWord = (word: string) => readonly string[];

/**
 * The analysis of words for the lexical index: NFKC, lower case, Unicode words (`Intl.Segmenter` for scripts without
 * spaces), Snowball stems, stop words dropped. An identifier gives its whole and its parts (`ICD-10` gives `icd10`,
 * `icd`, `10`), a long Han or Hangul word itself and its pairs of characters, a Korean word also itself without its
 * particle. In a language of another script, words in Latin letters are analysed as English. Words with digits are never
 * stemmed; a term has at most 64 UTF-16 code units. Languages without a stemmer keep their words as written.
 *
 * @see Lucene's EnglishAnalyzer and CJKAnalyzer; Porter: Snowball, 2001
 */
export function createAnalyzer(): Analyzer {
  const languages = new Map<string, TermsOfWord>();
  return {
    fingerprint: analysisFingerprint(),
    likeliestLanguage,
    analyze(text, language, asked = language) {
      const key = `${language} ${asked}`;
      let termsOfWord = languages.get(key);
      if (termsOfWord === undefined) {
        termsOfWord = createTermsOfWord(language, stopWords(asked));
        languages.set(key, termsOfWord);
      }
      return collectTerms(text, termsOfWord);
    },
    words: foldWords,
    mayHold: mayHoldWords,
  };
}

function collectTerms(text: string, termsOfWord: TermsOfWord): string[] {
  const terms: string[] = [];
  for (const word of writtenWords(text)) {
    for (const term of termsOfWord(word)) terms.push(term);
  }
  return terms;
}

function createTermsOfWord(language: string, alsoDropped: ReadonlySet<string>): TermsOfWord {
  const cache = createTermCache(rememberedWords);
  const toOwnTerm = createToTerm(language, alsoDropped);
  const toLatinTerm = isWrittenInLatin(language) ? toOwnTerm : createToTerm("en", alsoDropped);
  const toTerm = (word: string): string => (latinWord.test(word) ? toLatinTerm(word) : toOwnTerm(word));
  return (word) => {
    const known = cache.get(word);
    if (known !== undefined) return known;
    const terms = splitWord(word, language)
      .map(toTerm)
      .filter((term) => term !== "");
    cache.set(word, terms);
    return terms;
  };
}

/** A word's term; empty for a stop word. */
function createToTerm(language: string, alsoDropped: ReadonlySet<string>): (word: string) => string {
  const stem = stemWords(language);
  const dropped = stopWords(language);
  return (word) => {
    const lower = word.toLocaleLowerCase(language === "tr" ? "tr" : "en");
    if (dropped.has(lower) || alsoDropped.has(lower)) return "";
    if (pluralOfCode.test(word)) return cutTerm(lower.slice(0, -1));
    return cutTerm(plainWord.test(lower) ? stem(lower) : lower);
  };
}

function isWrittenInLatin(language: string): boolean {
  return (new Intl.Locale(language).maximize().script ?? "Latn") === "Latn";
}

function splitWord(word: string, language: string): readonly string[] {
  if (!hasUnspacedScript(word)) return splitSpacedWord(word, language);
  return segmentRun(word).flatMap(({ start, end }) => splitSpacedWord(word.slice(start, end), language));
}

function splitSpacedWord(word: string, language: string): readonly string[] {
  const ascii = word.replaceAll("’", "'").replaceAll("‐", "-");
  const spoken = elidingLanguages.has(language) ? ascii.split("'") : [ascii];
  return spoken.flatMap((piece) => {
    const { whole, parts } = splitIdentifier(piece);
    if (whole === undefined) return parts;
    const forms = language === "ko" ? withoutParticle(whole) : [whole];
    return [...new Set([...characterPairs(whole), ...forms]), ...parts];
  });
}

function cutTerm(term: string): string {
  return term.length <= longestTerm ? term : term.slice(0, longestTerm).replace(/[\uD800-\uDBFF]$/, "");
}
