import { isGeneralWord, stopWords } from "../../../../engine/text/index.ts";

/**
 * Word lists by class. Each is a text with one space between the entries; entries of several words have `_` between
 * them.
 */
export type GazetteerLists = Readonly<Record<GazetteerClass, string>>;

/** Classes of words, each with one bit of a token's classes. */
export const gazetteerClasses = [
  "firstNames",
  "lastNames",
  "cities",
  "countries",
  "nationalities",
  "titles",
  "jobWords",
  "streetWords",
  "organisationWords",
  "timeWords",
  "stateCodes",
] as const;
export type GazetteerClass = (typeof gazetteerClasses)[number];

const GENERAL = 1 << gazetteerClasses.length;
const STOP = GENERAL << 1;
/** Longest entry, in tokens. */
const MAX_ENTRY_TOKENS = 4;

/** Words by class. */
export interface Gazetteers {
  /** Returns the classes of each token, one bit a class. Every token of a longer entry has the entry's classes. */
  classesOf(tokens: readonly string[]): Int32Array;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range begins there
const ascii = /^[\x00-\x7f]*$/;

/** Returns a word in lower case without its marks, as gazetteers hold it. */
export function foldName(word: string): string {
  const lower = word.toLowerCase();
  return ascii.test(lower) ? lower : lower.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
}

/** Creates gazetteers from their lists. */
export function createGazetteers(lists: GazetteerLists): Gazetteers {
  const bitsOf = new Map<string, number>();
  const longStarts = new Set<string>();
  gazetteerClasses.forEach((name, bit) => {
    for (const entry of lists[name].split(" ")) {
      if (entry === "") continue;
      bitsOf.set(entry, (bitsOf.get(entry) ?? 0) | (1 << bit));
      const first = entry.indexOf("_");
      if (first > 0) longStarts.add(entry.slice(0, first));
    }
  });
  const englishStopWords = stopWords("en");
  const wordClasses = (word: string): number => {
    const listed = bitsOf.get(word) ?? 0;
    // Many names are frequent words too: of these, only the words that are not names tell that a word is not one.
    const isGeneral = withoutNames(listed) === listed && isGeneralWord(word);
    return listed | (isGeneral ? GENERAL : 0) | (englishStopWords.has(word) ? STOP : 0);
  };

  return {
    classesOf(tokens) {
      const folded = tokens.map(foldName);
      const classes = Int32Array.from(folded, wordClasses);
      folded.forEach((word, at) => {
        if (longStarts.has(word)) markEntries(folded, at, classes, bitsOf);
      });
      return classes;
    },
  };
}

/** Marks the words of each entry of several words that begins at a word. */
function markEntries(
  words: readonly string[],
  start: number,
  classes: Int32Array,
  bitsOf: ReadonlyMap<string, number>,
): void {
  for (let end = start + 2; end <= Math.min(start + MAX_ENTRY_TOKENS, words.length); end++) {
    const bits = bitsOf.get(words.slice(start, end).join("_")) ?? 0;
    for (let at = start; at < end; at++) classes[at] = (classes[at] ?? 0) | bits;
  }
}

/** Returns whether a word is frequent and no name. */
export const isCommonWord = (classes: number): boolean => (classes & (GENERAL | STOP)) !== 0;

/** Returns classes without those that only a name can have, as if the gazetteers did not know the word. */
export const withoutNames = (classes: number): number => classes & ~0b11111;

const bitsOfClasses = (...names: readonly GazetteerClass[]): number =>
  names.reduce((bits, name) => bits | (1 << gazetteerClasses.indexOf(name)), 0);

/** Classes of people, of places with their peoples, and of the words around them. */
export const classGroups = {
  person: bitsOfClasses("firstNames", "lastNames"),
  place: bitsOfClasses("cities", "countries", "nationalities"),
  thing: ~bitsOfClasses("firstNames", "lastNames", "cities", "countries", "nationalities"),
} as const;

const nameOrPlace = bitsOfClasses("firstNames", "lastNames", "cities");

/** Returns whether a word may be the name of a person or a town. */
export const isNameOrPlace = (classes: number): boolean => (classes & nameOrPlace) !== 0;

const country = bitsOfClasses("countries");

/** Returns whether a word is the name of a country, or a part of one. */
export const isCountry = (classes: number): boolean => (classes & country) !== 0;

/** Returns whether a word may be a part of a person's name. */
export const isNamePart = (classes: number): boolean => (classes & classGroups.person) !== 0;

const streetWord = bitsOfClasses("streetWords");

/** Returns whether a word names a street, a floor or a box. */
export const isStreetWord = (classes: number): boolean => (classes & streetWord) !== 0;
