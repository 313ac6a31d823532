import { isPlainlyEnglish } from "./is-plainly-english.ts";
import { languageCode } from "./language-code.ts";

/** Letters; below it only a script that one language has says anything. */
const FEWEST_LETTERS = 24;
/** From so many letters on a text that is sure of its language is believed over what its document says. */
const LONG_LETTERS = 400;
/** Scores this near to the best are those of languages that are hard to tell apart: Danish and Norwegian. */
const NEAR = 0.93;
/** So much of the best score has English in an English text full of names and titles of another language. */
const MIXED = 0.88;
/** The detector reads no more of a text. */
const SAMPLE_CHARACTERS = 1_000;
const SAMPLES = 3;

const letter = /\p{L}/gu;
/** A character of these says as much as several letters do. */
const denseLetter = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu;
const LETTERS_OF_DENSE = 4;
// Addresses and code-like words say nothing of the language around them.
const noWords = /[!-~]*[/\\@_<>{}=|\d][!-~]*/gu;

export interface LanguageEvidence {
  readonly text: string;
  /** What the document says of itself, as a language tag (`de-AT`). */
  readonly declared?: string;
}

/** What is found of one sample. */
interface Guess {
  readonly language: string;
  readonly isSure: boolean;
  readonly scores: Readonly<Record<string, number>>;
}

/**
 * The language of a text as ISO 639-1, of 60 that the detector knows; undefined where the text is too short or too
 * little like any. Its beginning, middle and end are looked at, and the most of them decide. What the document says of
 * itself decides where the text is short, unsure, or nearly as much like that language as like the nearest.
 *
 * @see decision 15 for the choice of the detector
 */
export async function detectLanguage({ text, declared }: LanguageEvidence): Promise<string | undefined> {
  const stated = declared === undefined ? undefined : languageCode(declared);
  const samples = takeSamples(text);
  const letters = samples.reduce((sum, sample) => sum + countLetters(sample), 0);
  if (letters < FEWEST_LETTERS) return stated;
  const { eld } = await import("eld/extrasmall");
  const guesses = samples.map((sample) => withoutMixture(guess(eld.detect(sample))));
  const found = mostFrequent(guesses.filter(({ isSure }) => isSure).map(({ language }) => language));
  if (stated === undefined || found === undefined) return stated ?? found;
  if (letters < LONG_LETTERS || guesses.every((one) => isNear(one, stated))) return stated;
  return found;
}

/**
 * The one of `languages` that a text is most like, however short it is; undefined where it is like none of them. Equal
 * ones in the order given.
 */
export async function likeliestLanguage(text: string, languages: readonly string[]): Promise<string | undefined> {
  const { eld } = await import("eld/extrasmall");
  const { scores } = guess(eld.detect(clean(text.slice(0, SAMPLE_CHARACTERS))));
  const best = Math.max(0, ...languages.map((language) => scores[language] ?? 0));
  return best === 0 ? undefined : languages.find((language) => scores[language] === best);
}

/** With marks above it or of another script: no language of the plain alphabet has many. */
const foreignLetter = /(?![a-z])\p{L}/giu;
const LETTERS_OF_FOREIGN = 3;
/** A question whose likeness to a language that is read is below this part of the best is in none of them. */
const OUTSIDE = 0.8;

/**
 * The language of a text that is in none of `languages`; undefined if it is in one of them, too short, or not clearly
 * outside. Of 11,140 English questions of six data sets none is taken for another language (`bench/languages.mjs`).
 */
export async function detectOtherLanguage(text: string, languages: readonly string[]): Promise<string | undefined> {
  const sample = clean(text.slice(0, SAMPLE_CHARACTERS));
  const foreignLetters = sample.match(foreignLetter)?.length ?? 0;
  if (foreignLetters === 0 && languages.includes("en") && isPlainlyEnglish(sample)) return undefined;
  if (countLetters(sample) + foreignLetters * (LETTERS_OF_FOREIGN - 1) < FEWEST_LETTERS) return undefined;
  const { eld } = await import("eld/extrasmall");
  const { language, isSure, scores } = guess(eld.detect(sample));
  const best = Math.max(0, ...languages.map((one) => scores[one] ?? 0));
  // Nothing at all of a language that is read: another script.
  const isClear = isSure || best === 0;
  return isClear && best < OUTSIDE * (scores[language] ?? 0) ? language : undefined;
}

function guess(result: {
  readonly language: string;
  isReliable(): boolean;
  getScores(): Readonly<Record<string, number>>;
}): Guess {
  return { language: result.language, isSure: result.isReliable(), scores: result.getScores() };
}

/** An English text with foreign names and titles is like their language; text in another is far less like English. */
function withoutMixture(found: Guess): Guess {
  const { language, scores } = found;
  return (scores.en ?? 0) >= MIXED * (scores[language] ?? 0) ? { ...found, language: "en" } : found;
}

function isNear({ language, scores }: Guess, stated: string): boolean {
  return (scores[stated] ?? 0) >= NEAR * (scores[language] ?? 0);
}

function takeSamples(text: string): readonly string[] {
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

/** The first of those that occur most often. */
function mostFrequent(languages: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const language of languages) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0];
}
