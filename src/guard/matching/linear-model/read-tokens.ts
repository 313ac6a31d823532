/** A word, a number or a single sign, with the hashes of the features that begin or end with it. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** Hashes of its n-grams of characters and words, 32 bits each. */
  readonly features: readonly number[];
}

const tokenPattern = /[\p{L}\p{M}]{1,64}(?:['’][\p{L}]{1,8})?|\p{N}{1,32}|[^\s\p{L}\p{M}\p{N}]/gu;
const upperCase = /^\p{Lu}{3,}$/u;

/** Seeds keep the kinds of features apart. */
const seeds = { word: 1, pair: 2, triple: 3, skip: 4, characters: 5, shape: 6 } as const;
const CHARACTER_LENGTHS = [3, 4] as const;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const SPACE = 0x20;

/** Features of a word alone. */
interface WordFeatures {
  /** The word in the form in which words are compared. */
  readonly word: string;
  /** Hashes of the word, of its capitals and of its runs of characters. */
  readonly features: readonly number[];
}

/** V8 copies shorter words; a longer one would keep its whole text in memory. */
const MAX_KEPT_LENGTH = 12;
const MAX_KEPT_WORDS = 16_384;
/** Features of the words that were read lately. */
const keptWords = new Map<string, WordFeatures>();

/**
 * Splits a text into tokens and hashes their features: words, runs of two and three words, pairs with a gap of one
 * word, and runs of three and four characters. Case is ignored but for words in capitals; digits all count as 0.
 *
 * @see Weinberger et al.: Feature Hashing for Large Scale Multitask Learning, ICML 2009
 */
export function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let before = "";
  let last = "";
  for (const { 0: written, index } of text.matchAll(tokenPattern)) {
    const { word, features } = readWord(written);
    tokens.push({
      start: index,
      end: index + written.length,
      features: [
        hash(seeds.pair, last, word),
        hash(seeds.triple, before, last, word),
        hash(seeds.skip, before, word),
        ...features,
      ],
    });
    before = last;
    last = word;
  }
  return tokens;
}

function readWord(written: string): WordFeatures {
  const kept = keptWords.get(written);
  if (kept !== undefined) return kept;
  const word = written
    .toLowerCase()
    .replace(/\p{N}{1,100000}/u, "0")
    .replace("’", "'");
  const features = [hash(seeds.word, word)];
  if (upperCase.test(written)) features.push(hash(seeds.shape, "capitals"));
  addCharacters(features, `_${word}_`);
  const read = { word, features };
  if (written.length <= MAX_KEPT_LENGTH) {
    if (keptWords.size >= MAX_KEPT_WORDS) keptWords.clear();
    keptWords.set(written, read);
  }
  return read;
}

function addCharacters(features: number[], word: string): void {
  for (const length of CHARACTER_LENGTHS) {
    for (let start = 0; start + length <= word.length; start++) {
      features.push(hash(seeds.characters, word.slice(start, start + length)));
    }
  }
}

/**
 * Hashes words with one space between them to 32 bits: FNV-1a over their UTF-16 code units, with its low bits mixed.
 */
function hash(seed: number, ...words: readonly string[]): number {
  let value = FNV_OFFSET ^ seed;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (at > 0) value = Math.imul(value ^ SPACE, FNV_PRIME);
    for (let index = 0; index < word.length; index++) value = Math.imul(value ^ word.charCodeAt(index), FNV_PRIME);
  }
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}
