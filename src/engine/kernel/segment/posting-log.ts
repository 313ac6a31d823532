import { compareBytes, compareStrings } from "./compare-bytes.ts";
import { createPostingColumns, MAX_COUNT, type PostingColumns, type TermPostings } from "./term-postings.ts";

/** The postings of many terms in the order in which they are met, to be sorted by their terms in the end. */
export interface PostingLog {
  /** An occurrence in a field. Ordinals never descend. */
  count(term: string, ordinal: number, field: number): void;
  /** By the order of the terms' bytes. */
  terms(): Iterable<TermPostings>;
}

/** Columns of numbers instead of lists for each term: a commit has millions of postings, and most terms a few. */
interface Rows extends PostingColumns {
  readonly terms: Int32Array;
}

const utf8 = new TextEncoder();

export function createPostingLog(): PostingLog {
  const numbers = new Map<string, number>();
  let rows = createRows(4096);
  /** By a term's number: its newest row. */
  let newest = new Int32Array(1024);
  let used = 0;

  const numberOf = (term: string): number => {
    const known = numbers.get(term);
    if (known !== undefined) return known;
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

/** A counting sort: rows of a term stay in their order, which is that of the ordinals. */
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

/** The numbers of terms by the order of their bytes, which is that of their UTF-16 code units unless there are surrogates. */
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

/** By a term's number: its first row in the sorted order. */
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
