import type { Bm25 } from "./bm25.ts";
import { type ByteReader, createByteReader } from "./byte-reader.ts";
import type { Dictionary, DictionaryTerm } from "./dictionary.ts";
import { findTerm, groupOf } from "./find-term.ts";
import { readPartHeader } from "./part-header.ts";
import { openTermBlocks, type TermEntry } from "./term-blocks.ts";
import { createPostingColumns, type PerField, type PostingColumns, type TermPostings } from "./term-postings.ts";
import { type VisitTerm, visitTerms } from "./visit-terms.ts";
import { readWordOrders, type WordOrders } from "./word-order.ts";
import type { WordSpace } from "./word-space.ts";
import { BLOCK_SIZE, GROUP_SIZE } from "./write-lexical.ts";

/** Number of zero bytes after the postings. */
const PADDING_BYTES = 4;

/** Parameters that bounds of impacts depend on. */
export interface BoundParameters {
  readonly bm25: Bm25;
  readonly averageLength: number;
}

/** A segment's `lexical` part. Terms and postings are decoded on use. */
export interface LexicalPart {
  readonly chunkCount: number;
  readonly termCount: number;
  /** Parameters that the stored bounds were computed with. */
  readonly reference: BoundParameters;
  /** Sums of `lengths`. */
  readonly totals: PerField<number>;
  /** Number of terms by chunk ordinal. */
  readonly lengths: PerField<Uint16Array>;
  /** View of the whole part, for `openTermBlocks`. */
  readonly view: DataView;
  /** Work space of the WebAssembly loops; absent if the part is not in a segment's memory. */
  readonly space?: WordSpace;
  /** The order of the chunks' words; undefined in a part of format version 1. */
  readonly orders: WordOrders | undefined;
  find(term: Uint8Array): TermEntry | undefined;
  /** Yields the terms from `start` on, in order. Up to 15 terms before `start` may come first: those of its group. */
  termsFrom(start: Uint8Array): Generator<DictionaryTerm>;
  /** Visits the terms as `termsFrom` yields them, without a copy of each, and without those that `visit` skips. */
  visitFrom(start: Uint8Array, visit: VisitTerm): void;
  /** Yields every term with its postings, in order. */
  terms(): Generator<TermPostings>;
}

/**
 * Opens a `lexical` part.
 *
 * @throws {StoreVersionError} if the bytes are not a `lexical` part, or have a version that cannot be read
 */
export function readLexical(source: Uint8Array): LexicalPart {
  const reader = createByteReader(source);
  const version = readPartHeader(reader, "lexical");
  const [chunkCount, termCount, entryBytes] = [reader.u32(), reader.u32(), reader.u32()];
  const postingsBytes = reader.u32();
  const bm25: Bm25 = { k1: reader.f64(), b: reader.f64(), weights: readThree(reader) };
  const averageLength = reader.f64();
  const totals = readThree(reader);
  const lengths = readLengths(reader, chunkCount);
  reader.align(4);
  const groupCount = Math.ceil(termCount / GROUP_SIZE);
  const table = reader.position();
  const entries = table + groupCount * 8;
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  const dictionary = { source, view, termCount, groupCount, table, entries, postings: entries + entryBytes };
  reader.seek(dictionary.postings + postingsBytes + PADDING_BYTES);
  return {
    chunkCount,
    termCount,
    reference: { bm25, averageLength },
    totals,
    lengths,
    view,
    orders: version === 1 ? undefined : readWordOrders(reader, source, chunkCount),
    find: (term) => findTerm(dictionary, term),
    termsFrom: (start) => readFrom(dictionary, start),
    visitFrom: (start, visit) => visitTerms(dictionary, groupOf(dictionary, start), visit),
    terms: () => readTerms(dictionary),
  };
}

function readThree(reader: ByteReader): PerField<number> {
  return [reader.f64(), reader.f64(), reader.f64()];
}

function readLengths(reader: ByteReader, count: number): PerField<Uint16Array> {
  const column = () => {
    const bytes = reader.bytes(count * 2);
    return new Uint16Array(bytes.buffer, bytes.byteOffset, count);
  };
  return [column(), column(), column()];
}

/** Yields the terms of one group of the dictionary, in order. */
function* readGroup(dictionary: Dictionary, group: number): Generator<DictionaryTerm> {
  const { view, table, groupCount } = dictionary;
  const reader = createByteReader(dictionary.source, dictionary.entries + view.getUint32(table + group * 4, true));
  let start = dictionary.postings + view.getUint32(table + (groupCount + group) * 4, true);
  let term: Uint8Array = new Uint8Array();
  const size = Math.min(GROUP_SIZE, dictionary.termCount - group * GROUP_SIZE);
  for (let index = 0; index < size; index++) {
    const shared = reader.varint();
    const rest = reader.bytes(reader.varint());
    const whole = new Uint8Array(shared + rest.length);
    whole.set(term.subarray(0, shared));
    whole.set(rest, shared);
    term = whole;
    yield { term, entry: { count: reader.varint(), bound: reader.u16(), start } };
    start += reader.varint();
  }
}

function* readFrom(dictionary: Dictionary, start: Uint8Array): Generator<DictionaryTerm> {
  for (let group = groupOf(dictionary, start); group < dictionary.groupCount; group++) {
    yield* readGroup(dictionary, group);
  }
}

/** Yields every term. All terms share the same columns, so each must be used before the next. */
function* readTerms(dictionary: Dictionary): Generator<TermPostings> {
  let columns = createPostingColumns(BLOCK_SIZE);
  for (let group = 0; group < dictionary.groupCount; group++) {
    for (const { term, entry } of readGroup(dictionary, group)) {
      if (entry.count > columns.ordinals.length) columns = createPostingColumns(2 * entry.count);
      readPostings(dictionary.view, entry, columns);
      yield { term, ...columns, start: 0, end: entry.count };
    }
  }
}

/** Decodes all postings of a term into the first rows of `columns`, which must be long enough. */
export function readPostings(view: DataView, entry: TermEntry, { ordinals, frequencies }: PostingColumns): void {
  const blocks = openTermBlocks(view, entry);
  for (let block = 0; block < blocks.blockCount; block++) {
    const at = block * BLOCK_SIZE;
    blocks.decodeOrdinals(block, ordinals, at);
    for (let field = 0; field < 3; field++) {
      const counts = frequencies[field];
      if (counts) blocks.decodeCounts(block, field, { counts, at });
    }
  }
}
