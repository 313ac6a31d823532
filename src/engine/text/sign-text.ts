import type { DocumentText, Signature } from "../../core/index.ts";
import { signatureLayout } from "./signature-layout.ts";
import { textParts } from "./text-parts.ts";
import { hasUnspacedScript } from "./word-pattern.ts";

/** Number of words in a shingle. */
const SHINGLE_WORDS = 5;
const { bands, firstMinimum, minima: minimaCount, minimaOfBand, version, wordBytes } = signatureLayout;
const written = /[\p{L}\p{N}\p{M}]+/gu;

/**
 * Computes the MinHash signature of a text: 120 minima of its shingles under 120 random permutations. Every five
 * consecutive words form a shingle; a shorter text is one shingle. Words are compared in NFKC and lower case, and each
 * character of a script without spaces is a word. The same text always has the same signature.
 *
 * @returns undefined for a text without words
 * @see Broder: On the resemblance and containment of documents, 1997; Leskovec, Rajaraman, Ullman: Mining of Massive
 *      Datasets, chapter 3
 */
export function signText(text: DocumentText): Signature | undefined {
  const minima = new Uint32Array(minimaCount).fill(0xffffffff);
  const fingerprint = new Uint32Array([1, 2]);
  /** Hashes of the last words, as many as a shingle has. */
  const last: number[] = [];
  let count = 0;
  // Neither normalisation nor lower case look across a blank.
  for (const part of textParts(text)) {
    visitWords(part.text, (hash) => {
      count++;
      if (last.push(hash) > SHINGLE_WORDS) last.shift();
      if (last.length === SHINGLE_WORDS) lowerMinima(minima, hashShingle(last));
      widenFingerprint(fingerprint, hash);
    });
  }
  if (count === 0) return undefined;
  if (count < SHINGLE_WORDS) lowerMinima(minima, hashShingle(last));
  return { bytes: layOut(fingerprint, minima), bands: hashBands(minima) };
}

/** Calls `visit` with the hash of each word of a part. */
function visitWords(part: string, visit: (hash: number) => void): void {
  for (const [run] of part.normalize("NFKC").toLowerCase().matchAll(written)) {
    if (hasUnspacedScript(run)) for (const character of run) visit(hashText(character));
    else visit(hashText(run));
  }
}

/** Hashes a text by FNV-1a over UTF-16 code units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

function hashShingle(words: readonly number[]): number {
  let hash = 0;
  for (const word of words) hash = mix(hash ^ word);
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

/** Adds a word to the two hashes of all words. */
function widenFingerprint(fingerprint: Uint32Array, word: number): void {
  const [low = 0, high = 0] = fingerprint;
  fingerprint[0] = mix(low ^ word);
  fingerprint[1] = mix(Math.imul(high, 31) ^ word);
}

function layOut(fingerprint: Uint32Array, minima: Uint32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer((firstMinimum + minimaCount) * wordBytes));
  for (const [index, word] of [version, ...fingerprint, ...minima].entries())
    view.setUint32(index * wordBytes, word, true);
  return new Uint8Array(view.buffer);
}

function hashBands(minima: Uint32Array): readonly number[] {
  return Array.from({ length: bands }, (_, band) => {
    const rows = minima.subarray(band * minimaOfBand, (band + 1) * minimaOfBand);
    return rows.reduce((hash, row) => mix(hash ^ row), 0);
  });
}
