import { compareBytes, compareStrings } from "./compare-bytes.ts";
import { createPostingColumns, MAX_COUNT, type PostingColumns, type TermPostings } from "./term-postings.ts";

/** Postings collected chunk by chunk, and sorted by term at the end. */
export interface PostingLog {
  /** Counts one occurrence of a term in a field. Ordinals never decrease from call to call. */
  count(term: string, ordinal: number, field: number): void;
  /** Returns the postings by the byte order of their terms. */
  terms(): Iterable<TermPostings>;
}

/**
 * Rows of postings as columns of numbers. Lists for each term would cost more: a commit has millions of postings, most terms
 * few. The columns grow by blocks, since copying them to larger ones would take their memory once more.
 */
interface RowBlock extends PostingColumns {
  /** The row before of the same term, or -1. */
  readonly previous: Int32Array;
}

/** Number of rows in a block: 2 to the power of this. */
const BLOCK_BITS = 16;
const BLOCK_ROWS = 2 ** BLOCK_BITS;
const utf8 = new TextEncoder();

/** Creates an empty log. */
export function createPostingLog(): PostingLog {
  const numbers = new Map<string, number>();
  const blocks: RowBlock[] = [];
  /** Newest row of each term and its number of rows, by the term's number. */
  let newest = new Int32Array(1024);
  let counts = new Int32Array(1024);
  let used = 0;

  const numberOf = (term: string): number => {
    const existing = numbers.get(term);
    if (existing !== undefined) return existing;
    const number = numbers.size;
    numbers.set(term, number);
    if (number === newest.length) {
      newest = enlarge(newest);
      counts = enlarge(counts);
    }
    newest[number] = -1;
    return number;
  };
  const addRow = (number: number, ordinal: number): number => {
    const row = used++;
    if (row === blocks.length * BLOCK_ROWS) blocks.push(createBlock());
    const block = blockOf(blocks, row);
    block.ordinals[row % BLOCK_ROWS] = ordinal;
    block.previous[row % BLOCK_ROWS] = newest[number] ?? -1;
    newest[number] = row;
    counts[number] = (counts[number] ?? 0) + 1;
    return row;
  };
  return {
    count(term, ordinal, field) {
      const number = numberOf(term);
      const last = newest[number] ?? -1;
      const isLast = last >= 0 && blockOf(blocks, last).ordinals[last % BLOCK_ROWS] === ordinal;
      const row = isLast ? last : addRow(number, ordinal);
      const frequencies = blockOf(blocks, row).frequencies[field];
      const frequency = frequencies?.[row % BLOCK_ROWS] ?? 0;
      if (frequencies && frequency < MAX_COUNT) frequencies[row % BLOCK_ROWS] = frequency + 1;
    },
    terms: () => gatherRows([...numbers.keys()], { blocks, newest, counts }),
  };
}

const createBlock = (): RowBlock => ({ previous: new Int32Array(BLOCK_ROWS), ...createPostingColumns(BLOCK_ROWS) });

function blockOf(blocks: readonly RowBlock[], row: number): RowBlock {
  const block = blocks[row >>> BLOCK_BITS];
  if (block === undefined) throw new RangeError(`There is no row ${row}.`);
  return block;
}

function enlarge(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}

/** Rows of all terms. Those of one term are linked, from the newest on. */
interface LinkedRows {
  readonly blocks: readonly RowBlock[];
  /** Newest row of each term, by the term's number. */
  readonly newest: Int32Array;
  /** Number of rows of each term. */
  readonly counts: Int32Array;
}

/** Yields the rows of each term in the byte order of terms, in columns that the next term overwrites. */
function* gatherRows(terms: readonly string[], { blocks, newest, counts }: LinkedRows): Generator<TermPostings> {
  let columns = createPostingColumns(BLOCK_ROWS);
  for (const number of sortTerms(terms)) {
    const count = counts[number] ?? 0;
    if (count > columns.ordinals.length) columns = createPostingColumns(2 * count);
    let row = newest[number] ?? -1;
    for (let at = count - 1; at >= 0; at--) {
      const block = blockOf(blocks, row);
      copyRow(block, row % BLOCK_ROWS, { columns, at });
      row = block.previous[row % BLOCK_ROWS] ?? -1;
    }
    yield { term: utf8.encode(terms[number]), ...columns, start: 0, end: count };
  }
}

function copyRow(
  block: PostingColumns,
  row: number,
  to: { readonly columns: PostingColumns; readonly at: number },
): void {
  const { columns, at } = to;
  columns.ordinals[at] = block.ordinals[row] ?? 0;
  for (let field = 0; field < columns.frequencies.length; field++) {
    const frequencies = columns.frequencies[field];
    if (frequencies) frequencies[at] = block.frequencies[field]?.[row] ?? 0;
  }
}

const surrogate = /[\uD800-\uDFFF]/;

/** Returns the terms' numbers in byte order. Without surrogates, this equals the cheaper order of UTF-16 code units. */
function sortTerms(terms: readonly string[]): Uint32Array {
  const order = Uint32Array.from(terms.keys());
  if (terms.some((term) => surrogate.test(term))) {
    const bytes = terms.map((term) => utf8.encode(term));
    return order.sort((left, right) => compareBytes(bytes[left] ?? noBytes, bytes[right] ?? noBytes));
  }
  return order.sort((left, right) => compareStrings(terms[left] ?? "", terms[right] ?? ""));
}

const noBytes = new Uint8Array();
