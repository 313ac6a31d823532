import { compareBytes } from "../segment/compare-bytes.ts";
import {
  createPostingColumns,
  type InvertedChunks,
  type PostingColumns,
  type TermPostings,
} from "../segment/term-postings.ts";

/** Words of one input of a merge. */
export interface MergeInput {
  readonly inverted: InvertedChunks;
  /** New ordinal by old ordinal, ascending; -1 for a deleted chunk. */
  readonly ordinals: Int32Array;
}

/** Merges inverted chunks. Reads the terms of all inputs in step, one term at a time. */
export function mergeInverted(inputs: readonly MergeInput[], chunkCount: number): InvertedChunks {
  const column = (field: 0 | 1 | 2): Uint16Array => {
    const merged = new Uint16Array(chunkCount);
    for (const { inverted, ordinals } of inputs) {
      for (const [before, after] of ordinals.entries()) {
        if (after >= 0) merged[after] = inverted.lengths[field][before] ?? 0;
      }
    }
    return merged;
  };
  const lengths = [column(0), column(1), column(2)] as const;
  return { chunkCount, lengths, terms: mergeTerms(inputs), orderOf: mergeOrders(inputs, chunkCount) };
}

function mergeOrders(inputs: readonly MergeInput[], chunkCount: number): InvertedChunks["orderOf"] {
  const inputOf = new Uint32Array(chunkCount);
  const ordinalOf = new Uint32Array(chunkCount);
  for (const [input, { ordinals }] of inputs.entries()) {
    for (const [before, after] of ordinals.entries()) {
      if (after < 0) continue;
      inputOf[after] = input;
      ordinalOf[after] = before;
    }
  }
  return (ordinal) => {
    const inverted = inputs[inputOf[ordinal] ?? 0]?.inverted;
    return inverted?.orderOf(ordinalOf[ordinal] ?? 0) ?? { pairs: new Uint8Array(), border: 0 };
  };
}

/** The next term of an input. */
interface Head {
  readonly rest: Iterator<TermPostings>;
  readonly ordinals: Int32Array;
  postings: TermPostings | undefined;
}

/** Yields the merged postings, term by term. All terms share the same columns, so each must be used before the next. */
function* mergeTerms(inputs: readonly MergeInput[]): Generator<TermPostings> {
  const heads: Head[] = inputs.map(({ inverted, ordinals }) => {
    const rest = inverted.terms[Symbol.iterator]();
    return { rest, ordinals, postings: nextOf(rest) };
  });
  let columns = createPostingColumns(1024);
  for (;;) {
    const term = smallestTerm(heads);
    if (term === undefined) return;
    const having = heads.filter(({ postings }) => postings !== undefined && compareBytes(postings.term, term) === 0);
    const size = having.reduce((sum, { postings }) => sum + sizeOf(postings), 0);
    if (size > columns.ordinals.length) columns = createPostingColumns(2 * size);
    const end = joinPostings(having, columns);
    for (const head of having) head.postings = nextOf(head.rest);
    if (end > 0) yield { term, ...columns, start: 0, end };
  }
}

function nextOf(rest: Iterator<TermPostings>): TermPostings | undefined {
  const next = rest.next();
  return next.done ? undefined : next.value;
}

function sizeOf(postings: TermPostings | undefined): number {
  return postings === undefined ? 0 : postings.end - postings.start;
}

function smallestTerm(heads: readonly Head[]): Uint8Array | undefined {
  let smallest: Uint8Array | undefined;
  for (const { postings } of heads) {
    if (postings && (smallest === undefined || compareBytes(postings.term, smallest) < 0)) smallest = postings.term;
  }
  return smallest;
}

/** Writes a term's postings of live chunks from all heads to `columns`, by new ordinal. Returns their number. */
function joinPostings(heads: readonly Head[], columns: PostingColumns): number {
  const joined: JoinedPostings = { columns, used: 0, isSorted: true };
  for (const { postings, ordinals } of heads) {
    if (postings !== undefined) appendPostings(joined, postings, ordinals);
  }
  if (!joined.isSorted) sortByOrdinal(columns, joined.used);
  return joined.used;
}

/** Postings of several inputs, one after the other. */
interface JoinedPostings {
  readonly columns: PostingColumns;
  /** Number of rows in use. */
  used: number;
  /** True if the ordinals are ascending until now. */
  isSorted: boolean;
}

function appendPostings(joined: JoinedPostings, postings: TermPostings, newOrdinals: Int32Array): void {
  const { ordinals, frequencies } = joined.columns;
  const [body, title, headings] = frequencies;
  const [fromBody, fromTitle, fromHeadings] = postings.frequencies;
  let { used, isSorted } = joined;
  for (let row = postings.start; row < postings.end; row++) {
    const after = newOrdinals[postings.ordinals[row] ?? 0] ?? -1;
    if (after < 0) continue;
    isSorted &&= used === 0 || after > (ordinals[used - 1] ?? 0);
    ordinals[used] = after;
    body[used] = fromBody[row] ?? 0;
    title[used] = fromTitle[row] ?? 0;
    headings[used] = fromHeadings[row] ?? 0;
    used++;
  }
  joined.used = used;
  joined.isSorted = isSorted;
}

function sortByOrdinal({ ordinals, frequencies }: PostingColumns, used: number): void {
  const order = Uint32Array.from({ length: used }, (_, row) => row);
  order.sort((left, right) => (ordinals[left] ?? 0) - (ordinals[right] ?? 0));
  for (const column of [ordinals, ...frequencies]) {
    const before = column.slice(0, used);
    for (const [row, from] of order.entries()) column[row] = before[from] ?? 0;
  }
}
