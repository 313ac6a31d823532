import type { Signature } from "../../core/index.ts";
import { signatureLayout } from "./signature-layout.ts";
import { hasUnspacedScript } from "./word-pattern.ts";

/** Number of words in a shingle. */
const SHINGLE_WORDS = 5;
const { bands, firstMinimum, minima: minimaCount, minimaOfBand, version, wordBytes } = signatureLayout;
const written = /[\p{L}\p{N}\p{M}]+/gu;
const blank = /[ \n]/g;
const PART_CHARACTERS = 65_536;

/**
 * Computes the MinHash signature of a text: 120 minima of its shingles under 120 random permutations. Every five consecutive
 * words form a shingle; a shorter text is one shingle. Words are compared in NFKC and lower case, and each character of a script
 * without spaces is a word. The same text always has the same signature.
 *
 * @returns undefined for a text without words
 * @see Broder: On the resemblance and containment of documents, 1997; Leskovec, Rajaraman, Ullman: Mining of Massive
 *      Datasets, chapter 3
 */
export function signText(text: string): Signature | undefined {
  const words = hashWords(text);
  if (words.length === 0) return undefined;
  const minima = new Uint32Array(minimaCount).fill(0xffffffff);
  const last = Math.max(0, words.length - SHINGLE_WORDS);
  for (let start = 0; start <= last; start++) lowerMinima(minima, hashShingle(words, start));
  return { bytes: layOut(words, minima), bands: hashBands(minima) };
}

function hashWords(text: string): Uint32Array {
  let hashes = new Uint32Array(1_024);
  let count = 0;
  const add = (word: string) => {
    if (count === hashes.length) {
      const larger = new Uint32Array(2 * count);
      larger.set(hashes);
      hashes = larger;
    }
    hashes[count++] = hashText(word);
  };
  for (const part of partsOf(text)) {
    for (const [run] of part.normalize("NFKC").toLowerCase().matchAll(written)) {
      if (hasUnspacedScript(run)) for (const character of run) add(character);
      else add(run);
    }
  }
  return hashes.subarray(0, count);
}

/**
 * Cuts a text before blanks and line ends into parts of about 64,000 code units: the words of a large text take many times
 * its memory. A blank is no part of a word, and neither normalisation nor lower case look across it.
 */
function* partsOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    blank.lastIndex = start + PART_CHARACTERS;
    const end = blank.exec(text)?.index ?? text.length;
    yield text.slice(start, end);
    start = end;
  }
}

/** Hashes a text by FNV-1a over UTF-16 code units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

function hashShingle(words: Uint32Array, start: number): number {
  const end = Math.min(start + SHINGLE_WORDS, words.length);
  let hash = 0;
  for (let index = start; index < end; index++) hash = mix(hash ^ (words[index] ?? 0));
  return hash;
}

/** Mixes a number by the finaliser of MurmurHash3: each input bit changes each output bit with probability 1/2. */
function mix(value: number): number {
  let hash = value + 0x9e3779b9;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Multipliers a of the fixed permutations x → a·x + b of the 32-bit numbers; all are odd. */
const multipliers = Int32Array.from({ length: minimaCount }, (_, index) => mix(2 * index) | 1);
/** Increments b of these permutations. */
const increments = Int32Array.from({ length: minimaCount }, (_, index) => mix(2 * index + 1) | 0);

function lowerMinima(minima: Uint32Array, shingle: number): void {
  for (let index = 0; index < minimaCount; index++) {
    const value = (Math.imul(multipliers[index] ?? 1, shingle) + (increments[index] ?? 0)) >>> 0;
    if (value < (minima[index] ?? 0)) minima[index] = value;
  }
}

function layOut(words: Uint32Array, minima: Uint32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer((firstMinimum + minimaCount) * wordBytes));
  let [low, high] = [1, 2];
  for (const word of words) {
    low = mix(low ^ word);
    high = mix(Math.imul(high, 31) ^ word);
  }
  for (const [index, word] of [version, low, high, ...minima].entries()) view.setUint32(index * wordBytes, word, true);
  return new Uint8Array(view.buffer);
}

function hashBands(minima: Uint32Array): readonly number[] {
  return Array.from({ length: bands }, (_, band) => {
    const rows = minima.subarray(band * minimaOfBand, (band + 1) * minimaOfBand);
    return rows.reduce((hash, row) => mix(hash ^ row), 0);
  });
}
