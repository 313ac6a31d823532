import type { WordSource } from "../lexical/word-source.ts";
import type { PairReader } from "../segment/content-pairs.ts";
import type { DocumentsPart } from "../segment/read-documents-part.ts";
import { hashBorder } from "../segment/word-pairs.ts";
import { LANGUAGE_COLUMN } from "../segment/write-documents-part.ts";
import { type Allowed, bitsetOf } from "../select/bitset.ts";

/** Words and documents of one segment. */
export interface SegmentWords {
  readonly source: WordSource;
  readonly documents: DocumentsPart;
}

/** A phrase that may begin at the end of one chunk and continue in the next. */
export interface Crossing {
  readonly firstId: string;
  readonly secondId: string;
  /** Number of words of the phrase in the first chunk. */
  readonly wordsInFirst: number;
}

/** Order of a phrase's words, as far as segments know it. */
export interface PhraseOrder {
  /**
   * Returns the chunks among `candidates` whose text may contain the phrase; undefined if the
   * segment does not store the order of words.
   */
  chunksInOrder(segment: SegmentWords, candidates: Allowed): Uint32Array | undefined;
  /**
   * Returns the chunks that may share the phrase with a neighbour and have most of its words, or the first
   * half. Notes the crossing of each.
   */
  chunksAtBorders(segment: SegmentWords): Uint32Array;
  /** Returns the crossings that `chunksAtBorders` noted for a chunk. */
  crossingsOf(chunkId: string): readonly Crossing[];
}

/**
 * Creates what segments know of the order of a phrase.
 *
 * @param words  the phrase as split by the analyzer's `words`
 */
export function createPhraseOrder(words: readonly string[], readPairs: PairReader): PhraseOrder {
  const crossings = new Map<string, Crossing[]>();
  /** Number of words in the first chunk, by the hash of the border. */
  const splits = new Map<number, number[]>();
  for (let count = 1; count < words.length; count++) {
    const hash = hashBorder(words[count - 1] ?? "", words[count] ?? "");
    splits.set(hash, [...(splits.get(hash) ?? []), count]);
  }

  const note = (chunkId: string, crossing: Crossing): void => {
    const noted = crossings.get(chunkId) ?? [];
    const isNoted = noted.some((one) => one.firstId === crossing.firstId && one.wordsInFirst === crossing.wordsInFirst);
    if (!isNoted) crossings.set(chunkId, [...noted, crossing]);
  };
  return {
    chunksInOrder({ source, documents }, candidates) {
      const { orders, chunkCount } = source.part;
      const pairs = pairsByLanguage(documents, (language) => readPairs(words, language));
      if (orders === undefined || pairs.every((hashes) => hashes.length === 0)) return undefined;
      const languages = documents.column(LANGUAGE_COLUMN)?.codes ?? new Uint32Array();
      const { documentOfChunk } = documents;
      return bitsWhere(candidates ?? bitsetOf(chunkCount, () => true), (ordinal) => {
        const language = languages[documentOfChunk[ordinal] ?? 0] ?? 0;
        return orders.mayHavePairs(ordinal, pairs[language] ?? NO_PAIRS);
      });
    },
    chunksAtBorders({ source, documents }) {
      const { orders, chunkCount } = source.part;
      const bits = new Uint32Array(Math.ceil(chunkCount / 32));
      for (const { ordinal, wordsInFirst } of findSplits(orders?.borders ?? NO_BORDERS, splits)) {
        const firstId = documents.chunkIds.at(ordinal);
        const secondId = documents.chunkIds.at(ordinal + 1);
        const isFirst = 2 * wordsInFirst >= words.length;
        const hit = isFirst ? ordinal : ordinal + 1;
        note(isFirst ? firstId : secondId, { firstId, secondId, wordsInFirst });
        bits[hit >>> 5] = (bits[hit >>> 5] ?? 0) | (1 << (hit & 31));
      }
      return bits;
    },
    crossingsOf: (chunkId) => crossings.get(chunkId) ?? [],
  };
}

const NO_PAIRS = new Uint32Array();
const NO_BORDERS = new Uint16Array();

/** A chunk whose border with the next may split a phrase. */
interface Split {
  readonly ordinal: number;
  readonly wordsInFirst: number;
}

/** Finds the chunks whose border has one of these hashes. */
function findSplits(borders: Uint16Array, splits: ReadonlyMap<number, readonly number[]>): readonly Split[] {
  const found: Split[] = [];
  for (let ordinal = 0; splits.size > 0 && ordinal < borders.length; ordinal++) {
    const counts = splits.get(borders[ordinal] ?? 0);
    for (const wordsInFirst of counts ?? []) found.push({ ordinal, wordsInFirst });
  }
  return found;
}

/** Returns the bits that `accepts` accepts. */
function bitsWhere(bits: Uint32Array, accepts: (ordinal: number) => boolean): Uint32Array {
  const accepted = new Uint32Array(bits.length);
  for (const [at, word] of bits.entries()) {
    for (let rest = word; rest !== 0; rest &= rest - 1) {
      const lowest = rest & -rest;
      if (accepts(at * 32 + 31 - Math.clz32(lowest))) accepted[at] = (accepted[at] ?? 0) | lowest;
    }
  }
  return accepted;
}

/** Returns the hashes of the phrase's pairs by the code of the language in the segment. */
function pairsByLanguage(
  documents: DocumentsPart,
  pairsIn: (language: string) => ReadonlySet<number>,
): readonly Uint32Array[] {
  const languages = documents.column(LANGUAGE_COLUMN)?.values ?? [];
  return [
    NO_PAIRS,
    ...languages.map((language) => Uint32Array.from(typeof language === "string" ? pairsIn(language) : [])),
  ];
}
