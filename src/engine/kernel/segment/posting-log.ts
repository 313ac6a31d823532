import { type ByteStreams, createByteStreams } from "./byte-streams.ts";
import { compareBytes, compareStrings } from "./compare-bytes.ts";
import { createPostingColumns, MAX_COUNT, type PostingColumns, type TermPostings } from "./term-postings.ts";

/** Postings collected chunk by chunk, and sorted by term at the end. */
export interface PostingLog {
  /** Counts one occurrence of a term in a field. Ordinals never decrease from call to call. */
  count(term: string, ordinal: number, field: number): void;
  /** Returns the postings by the byte order of their terms. */
  terms(): Iterable<TermPostings>;
}

const utf8 = new TextEncoder();

/** Kinds of a stored posting: one occurrence in the body, and any other. */
const [ONCE_IN_BODY, ANY] = [1, 0];

/**
 * Creates an empty log. A commit has millions of postings, so a posting that no longer changes is stored in two to
 * three bytes: the distance of its ordinal from the one before, and its counts.
 */
export function createPostingLog(): PostingLog {
  const numbers = new Map<string, number>();
  const streams = createByteStreams();
  /** Newest posting of each term, which may still change, and the number of stored postings, by the term's number. */
  let newest = createPostingColumns(1_024);
  let counts = new Int32Array(1_024);
  /** Ordinal of the last posting of each term that was stored. */
  let last = new Int32Array(1_024);

  const numberOf = (term: string): number => {
    const existing = numbers.get(term);
    if (existing !== undefined) return existing;
    const number = numbers.size;
    numbers.set(term, number);
    if (number === counts.length) {
      newest = enlargeColumns(newest, 2 * number);
      counts = enlarge(counts);
      last = enlarge(last);
    }
    newest.ordinals[number] = -1;
    return number;
  };
  /** Stores the newest posting of a term, if it has one. */
  const store = (number: number): void => {
    const ordinal = newest.ordinals[number] ?? -1;
    if (ordinal < 0) return;
    const [bodies, titles, headings] = newest.frequencies;
    const body = takeCount(bodies, number);
    const inTitle = takeCount(titles, number);
    const inHeadings = takeCount(headings, number);
    const isOnce = body === 1 && inTitle === 0 && inHeadings === 0;
    streams.varint(number, (ordinal - takeCount(last, number)) * 2 + (isOnce ? ONCE_IN_BODY : ANY));
    if (!isOnce) {
      streams.varint(number, body);
      streams.varint(number, inTitle);
      streams.varint(number, inHeadings);
    }
    last[number] = ordinal;
    counts[number] = takeCount(counts, number) + 1;
    newest.ordinals[number] = -1;
  };
  return {
    count(term, ordinal, field) {
      const number = numberOf(term);
      if (newest.ordinals[number] !== ordinal) {
        store(number);
        newest.ordinals[number] = ordinal;
      }
      const frequencies = newest.frequencies[field];
      const frequency = frequencies?.[number] ?? 0;
      if (frequencies && frequency < MAX_COUNT) frequencies[number] = frequency + 1;
    },
    terms: () => {
      for (const number of numbers.values()) store(number);
      return readTerms([...numbers.keys()], streams, counts);
    },
  };
}

/** Returns a number of a column, and sets it to zero. */
function takeCount(column: Int32Array | Uint16Array, number: number): number {
  const count = column[number] ?? 0;
  column[number] = 0;
  return count;
}

/**
 * Yields the postings of each term in the byte order of terms, in columns that the next term overwrites.
 *
 * @param streams  postings of each term, by the term's number
 * @param counts   number of postings of each term
 */
function* readTerms(terms: readonly string[], streams: ByteStreams, counts: Int32Array): Generator<TermPostings> {
  let columns = createPostingColumns(4_096);
  for (const number of sortTerms(terms)) {
    const count = counts[number] ?? 0;
    if (count > columns.ordinals.length) columns = createPostingColumns(2 * count);
    readPostings(streams.read(number), columns, count);
    yield { term: utf8.encode(terms[number]), ...columns, start: 0, end: count };
  }
}

function readPostings(next: () => number, columns: PostingColumns, count: number): void {
  const [body, title, headings] = columns.frequencies;
  let ordinal = 0;
  for (let at = 0; at < count; at++) {
    const first = next();
    const isOnce = first % 2 === ONCE_IN_BODY;
    ordinal += Math.floor(first / 2);
    columns.ordinals[at] = ordinal;
    body[at] = isOnce ? 1 : next();
    title[at] = isOnce ? 0 : next();
    headings[at] = isOnce ? 0 : next();
  }
}

function enlargeColumns({ ordinals, frequencies }: PostingColumns, size: number): PostingColumns {
  const larger = createPostingColumns(size);
  larger.ordinals.set(ordinals);
  for (const [field, counts] of larger.frequencies.entries()) counts.set(frequencies[field] ?? []);
  return larger;
}

function enlarge(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
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
