import { identityWord } from "./identity-words.ts";

const link = /https?:\/\/\S{1,500}/gi;
const mention = /@\w{1,40}/g;
const characterReference = /&#?\w{1,8};/g;
const longRun = /(\p{L})\1{2,100000}/gu;
const word = /[\p{L}\p{M}\p{N}]{1,40}(?:['’]\p{L}{1,8})?|\p{Extended_Pictographic}/gu;

/** Seeds keep the kinds of features apart. */
const seeds = { word: 1, pair: 2, characters: 3 } as const;
const MIN_CHARACTERS = 2;
const MAX_CHARACTERS = 5;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Number of buckets that the features are hashed to, a power of two. */
export const FEATURE_BUCKETS = 1 << 18;

/**
 * Hashes the features of a text: its words, each two words that follow each other, and the runs of two to five
 * characters within a word and its ends. Case, links, names after `@`, digits, the length of repeated letters, and
 * words for identities of people do not count.
 *
 * @returns bucket of each distinct feature, from 0 to `FEATURE_BUCKETS` - 1, in the order of the text
 * @see Weinberger et al.: Feature Hashing for Large Scale Multitask Learning, ICML 2009
 */
export function readFeatures(text: string): readonly number[] {
  const buckets = new Set<number>();
  let last = "";
  for (const each of readWords(text)) {
    buckets.add(toBucket(hash(seeds.word, each)));
    buckets.add(toBucket(hash(seeds.pair, `${last} ${each}`)));
    addCharacters(buckets, `<${each}>`);
    last = each;
  }
  return [...buckets];
}

/** Returns the words of a text in the form in which they are compared. */
function readWords(text: string): readonly string[] {
  const plain = [link, mention, characterReference, identityWord].reduce(
    (left, ignored) => left.replace(ignored, " "),
    text,
  );
  return (plain.toLowerCase().match(word) ?? []).map((each) =>
    each.replace(longRun, "$1$1").replace(/\p{N}/gu, "0").replace("’", "'"),
  );
}

function addCharacters(buckets: Set<number>, bounded: string): void {
  for (let start = 0; start + MIN_CHARACTERS <= bounded.length; start++) {
    let value = FNV_OFFSET ^ seeds.characters;
    const end = Math.min(bounded.length, start + MAX_CHARACTERS);
    for (let index = start; index < end; index++) {
      value = Math.imul(value ^ bounded.charCodeAt(index), FNV_PRIME);
      if (index - start + 1 >= MIN_CHARACTERS) buckets.add(toBucket(value));
    }
  }
}

/** Hashes a text to 32 bits by FNV-1a over its UTF-16 code units. */
function hash(seed: number, text: string): number {
  let value = FNV_OFFSET ^ seed;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), FNV_PRIME);
  return value;
}

/** Mixes the low bits of a hash, which FNV leaves weak. */
function toBucket(value: number): number {
  const mixed = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) & (FEATURE_BUCKETS - 1);
}
