import { type DocumentText, findMax } from "../../core/index.ts";
import { denseLetter, LETTERS_OF_DENSE } from "./dense-letters.ts";
import { isPlainlyEnglish } from "./is-plainly-english.ts";
import { languageCode } from "./language-code.ts";

/** Minimum number of letters for a guess. */
const MIN_LETTERS = 24;
/** Minimum number of letters at which a reliable guess overrides the language that the document declares. */
const LONG_LETTERS = 400;
/** Share of the best score above which languages are hard to tell apart, such as Danish and Norwegian. */
const NEAR_SHARE = 0.93;
/** Share of the best score that English reaches in an English text full of names and titles of another language. */
const MIXED_SHARE = 0.88;
/** Length of a sample in UTF-16 code units; the detector reads no more. */
const SAMPLE_CHARACTERS = 1_000;
/** Number of samples taken from a long text. */
const SAMPLES = 3;

const letter = /\p{L}/gu;
// Addresses and codes say nothing about the language around them.
const noWords = /(?<![!-~])[!-~]*[/\\@_<>{}=|\d][!-~]*/gu;

/** A text whose language is detected. */
export interface LanguageEvidence {
  readonly text: DocumentText;
  /** Language tag that the document declares, such as `de-AT`. */
  readonly declared?: string;
}

/** Result of the detector for one sample. */
interface Guess {
  readonly language: string;
  readonly isSure: boolean;
  readonly scores: Readonly<Record<string, number>>;
}

/**
 * Detects the language of a text as an ISO 639-1 code, among the 60 that the detector knows. Returns undefined if
 * the text is too short or unlike any of them. The majority of three samples, from the beginning, the middle and
 * the end, decides. The declared language wins if the text is short, the guess is unsure, or the text is nearly as
 * much like the declared language.
 *
 * @see decision 15 for the choice of the detector
 */
export async function detectLanguage({ text, declared }: LanguageEvidence): Promise<string | undefined> {
  const declaredCode = declared === undefined ? undefined : languageCode(declared);
  const samples = takeSamples(text);
  const letters = samples.reduce((sum, sample) => sum + countLetters(sample), 0);
  if (letters < MIN_LETTERS) return declaredCode;

  const { eld } = await import("eld/extrasmall");
  const guesses = samples.map((sample) => withoutMixture(guess(eld.detect(sample))));
  const detected = mostFrequent(guesses.filter(({ isSure }) => isSure).map(({ language }) => language));
  if (declaredCode === undefined || detected === undefined) return declaredCode ?? detected;
  if (letters < LONG_LETTERS || guesses.every((sample) => isNear(sample, declaredCode))) return declaredCode;
  return detected;
}

/**
 * Returns the one of `languages` that a text is most like, even if it is short; undefined if it is like none of them.
 * Ties go to the earlier language.
 */
export async function likeliestLanguage(text: string, languages: readonly string[]): Promise<string | undefined> {
  const { eld } = await import("eld/extrasmall");
  const { scores } = guess(eld.detect(clean(text.slice(0, SAMPLE_CHARACTERS))));
  const best = Math.max(0, findMax(languages.map((language) => scores[language] ?? 0)));
  return best === 0 ? undefined : languages.find((language) => scores[language] === best);
}

/** Letters with diacritics or of another script, which English hardly uses. */
const foreignLetter = /(?![a-z])\p{L}/giu;
/** Number of letters that a foreign letter counts for. */
const LETTERS_OF_FOREIGN = 3;
/** Share of the best score below which a text is in none of the given languages. */
const OUTSIDE_SHARE = 0.8;

/**
 * Returns the language of a text that is in none of `languages`; undefined if it is in one of them, too short, or
 * unclear. None of 11,140 English questions from six data sets is recognised as another language (`bench/languages.mjs`).
 */
export async function detectOtherLanguage(text: string, languages: readonly string[]): Promise<string | undefined> {
  const sample = clean(text.slice(0, SAMPLE_CHARACTERS));
  const foreignLetters = sample.match(foreignLetter)?.length ?? 0;
  if (foreignLetters === 0 && languages.includes("en") && isPlainlyEnglish(sample)) return undefined;
  if (countLetters(sample) + foreignLetters * (LETTERS_OF_FOREIGN - 1) < MIN_LETTERS) return undefined;
  const { eld } = await import("eld/extrasmall");
  const { language, isSure, scores } = guess(eld.detect(sample));
  const best = Math.max(0, findMax(languages.map((candidate) => scores[candidate] ?? 0)));
  // A score of zero in all given languages means another script.
  const isClear = isSure || best === 0;
  return isClear && best < OUTSIDE_SHARE * (scores[language] ?? 0) ? language : undefined;
}

/** Result as the package `eld` returns it. */
interface Detection {
  readonly language: string;
  isReliable(): boolean;
  getScores(): Readonly<Record<string, number>>;
}

function guess(result: Detection): Guess {
  return { language: result.language, isSure: result.isReliable(), scores: result.getScores() };
}

/** Corrects the guess for an English text with foreign names and titles, which looks like their language. */
function withoutMixture(sample: Guess): Guess {
  const { language, scores } = sample;
  return (scores.en ?? 0) >= MIXED_SHARE * (scores[language] ?? 0) ? { ...sample, language: "en" } : sample;
}

function isNear({ language, scores }: Guess, declaredCode: string): boolean {
  return (scores[declaredCode] ?? 0) >= NEAR_SHARE * (scores[language] ?? 0);
}

function takeSamples(text: DocumentText): readonly string[] {
  if (text.length <= SAMPLE_CHARACTERS * SAMPLES) return [clean(text.slice(0, SAMPLE_CHARACTERS))];
  const step = (text.length - SAMPLE_CHARACTERS) / (SAMPLES - 1);
  return Array.from({ length: SAMPLES }, (_, index) => {
    const start = Math.floor(index * step);
    return clean(text.slice(start, start + SAMPLE_CHARACTERS));
  });
}

function clean(sample: string): string {
  return sample.replace(noWords, " ");
}

function countLetters(sample: string): number {
  const dense = sample.match(denseLetter)?.length ?? 0;
  return (sample.match(letter)?.length ?? 0) + dense * (LETTERS_OF_DENSE - 1);
}

/** Returns the most frequent language, the first of equal ones. */
function mostFrequent(languages: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const language of languages) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort(([, left], [, right]) => right - left)[0]?.[0];
}
