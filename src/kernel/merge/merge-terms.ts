import { compareBytes, type InvertedChunks, type TermPostings } from "../segment/index.ts";

/** The words of one input, and where its chunks go: by old ordinal the new one, ascending, or -1 for a dead chunk. */
export interface MergeInput {
  readonly inverted: InvertedChunks;
  readonly ordinals: Int32Array;
}

/** Merges inverted chunks; the terms of the inputs are read side by side, one at a time. */
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
  return { chunkCount, lengths: [column(0), column(1), column(2)], terms: mergeTerms(inputs) };
}

interface Head {
  readonly rest: Iterator<TermPostings>;
  readonly ordinals: Int32Array;
  postings: TermPostings | undefined;
}

function* mergeTerms(inputs: readonly MergeInput[]): Generator<TermPostings> {
  const heads: Head[] = inputs.map(({ inverted, ordinals }) => {
    const rest = inverted.terms[Symbol.iterator]();
    return { rest, ordinals, postings: nextOf(rest) };
  });
  for (;;) {
    const term = smallestTerm(heads);
    if (term === undefined) return;
    const merged = joinPostings(
      term,
      heads.filter((head) => head.postings && compareBytes(head.postings.term, term) === 0),
    );
    if (merged.ordinals.length > 0) yield merged;
  }
}

function nextOf(rest: Iterator<TermPostings>): TermPostings | undefined {
  const next = rest.next();
  return next.done ? undefined : next.value;
}

function smallestTerm(heads: readonly Head[]): Uint8Array | undefined {
  let smallest: Uint8Array | undefined;
  for (const { postings } of heads) {
    if (postings && (smallest === undefined || compareBytes(postings.term, smallest) < 0)) smallest = postings.term;
  }
  return smallest;
}

/** Takes the term's postings from the heads that have it, live chunks only, in the order of their new ordinals. */
function joinPostings(term: Uint8Array, heads: readonly Head[]): TermPostings {
  const size = heads.reduce((sum, { postings }) => sum + (postings?.ordinals.length ?? 0), 0);
  const ordinals = new Int32Array(size);
  const column = () => new Uint16Array(size);
  const frequencies = [column(), column(), column()] as const;
  let used = 0;
  let isSorted = true;
  for (const head of heads) {
    const { postings } = head;
    for (let index = 0; postings !== undefined && index < postings.ordinals.length; index++) {
      const after = head.ordinals[postings.ordinals[index] ?? 0] ?? -1;
      if (after < 0) continue;
      isSorted &&= used === 0 || after > (ordinals[used - 1] ?? 0);
      ordinals[used] = after;
      for (let field = 0; field < 3; field++) {
        const [from, to] = [postings.frequencies[field], frequencies[field]];
        if (from && to) to[used] = from[index] ?? 0;
      }
      used++;
    }
    head.postings = nextOf(head.rest);
  }
  const joined = { term, ...firstRows({ ordinals, frequencies }, used) };
  return isSorted ? joined : sortByOrdinal(joined);
}

function firstRows({ ordinals, frequencies }: Omit<TermPostings, "term">, used: number): Omit<TermPostings, "term"> {
  const [body, title, headings] = frequencies;
  return {
    ordinals: ordinals.subarray(0, used),
    frequencies: [body.subarray(0, used), title.subarray(0, used), headings.subarray(0, used)],
  };
}

function sortByOrdinal({ term, ordinals, frequencies }: TermPostings): TermPostings {
  const order = Uint32Array.from(ordinals.keys()).sort((left, right) => (ordinals[left] ?? 0) - (ordinals[right] ?? 0));
  const column = (values: Uint16Array): Uint16Array => Uint16Array.from(order, (row) => values[row] ?? 0);
  const [body, title, headings] = frequencies;
  return {
    term,
    ordinals: Int32Array.from(order, (row) => ordinals[row] ?? 0),
    frequencies: [column(body), column(title), column(headings)],
  };
}
