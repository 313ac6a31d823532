import { bitWidth, createBitPacker } from "./bit-pack.ts";
import { averageLength, type Bm25, DEFAULT_BM25, impact, lengthNorm, weigh, weighLength } from "./bm25.ts";
import { type ByteWriter, createByteWriter } from "./byte-writer.ts";
import { sharedPrefix } from "./compare-bytes.ts";
import { writePartHeader } from "./part-header.ts";
import type { InvertedChunks, PerField, TermPostings } from "./term-postings.ts";
import { writeWordOrders } from "./word-order.ts";

/** Maximum number of postings in a block. */
export const BLOCK_SIZE = 128;
/** Number of terms in a group of the dictionary; only the first of each group is stored whole. */
export const GROUP_SIZE = 16;
/** Steps of a stored impact: 0 to 1 in 16 bits, rounded up so that it stays an upper bound. */
export const IMPACT_LEVELS = 65_535;

/** Returns the impact of one posting under the parameters that the bounds are computed for. */
type ImpactOf = (postings: TermPostings, index: number) => number;

/**
 * Writes the `lexical` part: field lengths, term dictionary, postings, order of words. Equal input gives equal bytes.
 */
export function writeLexical(chunks: InvertedChunks, bm25: Bm25 = DEFAULT_BM25): Uint8Array {
  const totals = sumLengths(chunks.lengths);
  const average = averageLength(bm25.weights, totals, chunks.chunkCount);
  const dictionary = writeTerms(chunks.terms, impactWith(chunks.lengths, bm25, average));
  const writer = createByteWriter(dictionary.entries.length + dictionary.postings.length + 1024);
  writePartHeader(writer, "lexical");
  writer.u32(chunks.chunkCount);
  writer.u32(dictionary.termCount);
  writer.u32(dictionary.entries.length);
  writer.u32(dictionary.postings.length);
  for (const value of [bm25.k1, bm25.b, ...bm25.weights, average, ...totals]) writer.f64(value);
  for (const lengths of chunks.lengths) for (const length of lengths) writer.u16(length);
  writer.align(4);
  for (const offset of dictionary.entryOffsets) writer.u32(offset);
  for (const offset of dictionary.postingsOffsets) writer.u32(offset);
  writer.bytes(dictionary.entries);
  writer.bytes(dictionary.postings);
  writer.u32(0); // Packed bits are read four bytes at a time.
  writeWordOrders(writer, chunks.chunkCount, (ordinal) => chunks.orderOf(ordinal));
  return writer.finish();
}

function sumLengths(lengths: PerField<Uint16Array>): PerField<number> {
  const sum = (values: Uint16Array) => values.reduce((total, value) => total + value, 0);
  return [sum(lengths[0]), sum(lengths[1]), sum(lengths[2])];
}

function impactWith(lengths: PerField<Uint16Array>, bm25: Bm25, average: number): ImpactOf {
  const norm = lengthNorm(bm25, average);
  return ({ ordinals, frequencies }, index) => {
    const length = weighLength(bm25.weights, lengths, ordinals[index] ?? 0);
    const [inBody, inTitle, inHeadings] = frequencies;
    const frequency = weigh(bm25.weights, [inBody[index] ?? 0, inTitle[index] ?? 0, inHeadings[index] ?? 0]);
    return impact(frequency, norm.base + norm.step * length);
  };
}

function writeTerms(terms: Iterable<TermPostings>, impactOf: ImpactOf) {
  const entries = createByteWriter(65_536);
  const postings = createByteWriter(65_536);
  const entryOffsets: number[] = [];
  const postingsOffsets: number[] = [];
  let termCount = 0;
  let previous: Uint8Array = new Uint8Array();
  for (const term of terms) {
    const isFirst = termCount++ % GROUP_SIZE === 0;
    if (isFirst) {
      entryOffsets.push(entries.position());
      postingsOffsets.push(postings.position());
    }
    const start = postings.position();
    const bound = writePostings(postings, term, impactOf);
    const shared = isFirst ? 0 : sharedPrefix(previous, term.term);
    entries.varint(shared);
    entries.varint(term.term.length - shared);
    entries.bytes(term.term.subarray(shared));
    entries.varint(term.end - term.start);
    entries.u16(bound);
    entries.varint(postings.position() - start);
    previous = term.term;
  }
  return { termCount, entryOffsets, postingsOffsets, entries: entries.finish(), postings: postings.finish() };
}

/** Writes a term's postings and returns the largest bound of its blocks. A term with a single block has no table. */
function writePostings(writer: ByteWriter, postings: TermPostings, impactOf: ImpactOf): number {
  const count = postings.end - postings.start;
  if (count <= BLOCK_SIZE) {
    writer.bytes(packBlock(postings, postings.start, postings.end));
    return blockBound(postings, postings, impactOf);
  }
  const blocks = createByteWriter(count * 2);
  let largest = 0;
  for (let { start } = postings; start < postings.end; start += BLOCK_SIZE) {
    const end = Math.min(postings.end, start + BLOCK_SIZE);
    const bound = blockBound(postings, { start, end }, impactOf);
    writer.u32(postings.ordinals[end - 1] ?? 0);
    writer.u32(blocks.position());
    writer.u16(bound);
    blocks.bytes(packBlock(postings, start, end));
    largest = Math.max(largest, bound);
  }
  writer.bytes(blocks.finish());
  return largest;
}

interface RowRange {
  readonly start: number;
  readonly end: number;
}

function blockBound(postings: TermPostings, range: RowRange, impactOf: ImpactOf): number {
  let largest = 0;
  for (let index = range.start; index < range.end; index++) largest = Math.max(largest, impactOf(postings, index));
  return Math.min(IMPACT_LEVELS, Math.floor(largest * IMPACT_LEVELS) + 1);
}

/** Packer with room for the widths and for four columns of the maximum width. */
const packer = createBitPacker(8 + (4 * BLOCK_SIZE * 25) / 8);
const gaps = new Int32Array(BLOCK_SIZE);

/**
 * Packs a block: four widths of five bits each, then the gaps, then the frequencies field by field. The next call
 * overwrites the returned bytes.
 */
function packBlock(postings: TermPostings, start: number, end: number): Uint8Array {
  const { ordinals, frequencies } = postings;
  let previous = start === postings.start ? -1 : (ordinals[start - 1] ?? 0);
  for (let index = start; index < end; index++) {
    const ordinal = ordinals[index] ?? 0;
    gaps[index - start] = ordinal - previous - 1;
    previous = ordinal;
  }
  const [body, title, headings] = frequencies;
  const widths = [
    widthOf(gaps, 0, end - start),
    widthOf(body, start, end),
    widthOf(title, start, end),
    widthOf(headings, start, end),
  ] as const;
  for (const width of widths) packer.put(width, 5);
  packer.flush();
  packColumn(gaps, 0, end - start, widths[0]);
  packColumn(body, start, end, widths[1]);
  packColumn(title, start, end, widths[2]);
  packColumn(headings, start, end, widths[3]);
  packer.flush();
  return packer.take();
}

function widthOf(column: Int32Array | Uint16Array, start: number, end: number): number {
  let all = 0;
  for (let index = start; index < end; index++) all |= column[index] ?? 0;
  return bitWidth(all);
}

function packColumn(column: Int32Array | Uint16Array, start: number, end: number, width: number): void {
  if (width === 0) return;
  for (let index = start; index < end; index++) packer.put(column[index] ?? 0, width);
}
