import { compareBytes, compareStrings } from "./compare-bytes.ts";
import { createPostingColumns, MAX_COUNT, type PostingColumns, type TermPostings } from "./term-postings.ts";

/** Postings collected chunk by chunk, and sorted by term at the end. */
export interface PostingLog {
  /** Counts one occurrence of a term in a field. Ordinals never decrease from call to call. */
  count(term: string, ordinal: number, field: number): void;
  /** Returns the postings by the byte order of their terms. */
  terms(): Iterable<TermPostings>;
}

/** Postings as columns of numbers. Lists for each term would cost more: a commit has millions of postings, most terms few. */
interface Rows extends PostingColumns {
  readonly terms: Int32Array;
}

const utf8 = new TextEncoder();

/** Creates an empty log. */
export function createPostingLog(): PostingLog {
  const numbers = new Map<string, number>();
  let rows = createRows(4096);
  /** Newest row of each term, by the term's number. */
  let newest = new Int32Array(1024);
  let used = 0;

  const numberOf = (term: string): number => {
    const existing = numbers.get(term);
    if (existing !== undefined) return existing;
    const number = numbers.size;
    numbers.set(term, number);
    if (number === newest.length) newest = enlarge(newest, new Int32Array(2 * number));
    newest[number] = -1;
    return number;
  };
  return {
    count(term, ordinal, field) {
      const number = numberOf(term);
      let row = newest[number] ?? -1;
      if (row < 0 || rows.ordinals[row] !== ordinal) {
        if (used === rows.terms.length) rows = copyRows(rows, 2 * used);
        row = used++;
        rows.terms[row] = number;
        rows.ordinals[row] = ordinal;
        newest[number] = row;
      }
      const counts = rows.frequencies[field];
      const count = counts?.[row] ?? 0;
      if (counts && count < MAX_COUNT) counts[row] = count + 1;
    },
    terms: () => sortRows([...numbers.keys()], rows, used),
  };
}

function createRows(size: number): Rows {
  return { terms: new Int32Array(size), ...createPostingColumns(size) };
}

function copyRows(rows: Rows, size: number): Rows {
  const larger = createRows(size);
  larger.terms.set(rows.terms);
  larger.ordinals.set(rows.ordinals);
  for (const [field, counts] of larger.frequencies.entries()) counts.set(rows.frequencies[field] ?? []);
  return larger;
}

function enlarge(numbers: Int32Array<ArrayBuffer>, larger: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  larger.set(numbers);
  return larger;
}

/** Sorts rows by term with a counting sort, which preserves the order of ordinals within a term. */
function* sortRows(terms: readonly string[], rows: Rows, used: number): Generator<TermPostings> {
  const order = sortTerms(terms);
  const starts = startsOf(order, rows, used);
  const sorted = createPostingColumns(used);
  const next = starts.slice();
  for (let row = 0; row < used; row++) {
    const number = rows.terms[row] ?? 0;
    const at = next[number] ?? 0;
    next[number] = at + 1;
    sorted.ordinals[at] = rows.ordinals[row] ?? 0;
    for (let field = 0; field < 3; field++)
      copyCount(sorted.frequencies[field], at, rows.frequencies[field]?.[row] ?? 0);
  }
  for (const number of order) {
    yield { term: utf8.encode(terms[number]), ...sorted, start: starts[number] ?? 0, end: next[number] ?? 0 };
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

function copyCount(counts: Uint16Array | undefined, at: number, count: number): void {
  if (counts && count > 0) counts[at] = count;
}

/** Returns the first row of each term in the sorted order, by the term's number. */
function startsOf(order: Uint32Array, rows: Rows, used: number): Int32Array {
  const sizes = new Int32Array(order.length);
  for (let row = 0; row < used; row++) {
    const number = rows.terms[row] ?? 0;
    sizes[number] = (sizes[number] ?? 0) + 1;
  }
  const starts = new Int32Array(order.length);
  let start = 0;
  for (const number of order) {
    starts[number] = start;
    start += sizes[number] ?? 0;
  }
  return starts;
}
