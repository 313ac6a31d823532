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

/**
 * Splits a text into tokens and hashes their features: words, runs of two and three words, pairs with a gap of one word, and
 * runs of three and four characters. Case is ignored but for words in capitals; digits all count as 0.
 *
 * @see Weinberger et al.: Feature Hashing for Large Scale Multitask Learning, ICML 2009
 */
export function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let before = "";
  let last = "";
  for (const { 0: written, index } of text.matchAll(tokenPattern)) {
    const word = written
      .toLowerCase()
      .replace(/\p{N}+/u, "0")
      .replace("’", "'");
    const features = [
      hash(seeds.word, word),
      hash(seeds.pair, `${last} ${word}`),
      hash(seeds.triple, `${before} ${last} ${word}`),
      hash(seeds.skip, `${before} ${word}`),
    ];
    if (upperCase.test(written)) features.push(hash(seeds.shape, "capitals"));
    addCharacters(features, `_${word}_`);
    tokens.push({ start: index, end: index + written.length, features });
    before = last;
    last = word;
  }
  return tokens;
}

function addCharacters(features: number[], word: string): void {
  for (const length of CHARACTER_LENGTHS) {
    for (let start = 0; start + length <= word.length; start++) {
      features.push(hash(seeds.characters, word.slice(start, start + length)));
    }
  }
}

/** Hashes a text to 32 bits: FNV-1a over its UTF-16 code units, with its low bits mixed. */
function hash(seed: number, text: string): number {
  let value = FNV_OFFSET ^ seed;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), FNV_PRIME);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}
