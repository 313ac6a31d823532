import { compareBytes, type InvertedChunks, type PerField, type TermPostings } from "../segment/index.ts";

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
  const rows: (readonly [ordinal: number, body: number, title: number, headings: number])[] = [];
  for (const head of heads) {
    const { ordinals, frequencies } = head.postings ?? { ordinals: [], frequencies: [[], [], []] };
    for (const [index, before] of ordinals.entries()) {
      const after = head.ordinals[before] ?? -1;
      const [body, title, headings] = frequencies;
      if (after >= 0) rows.push([after, body?.[index] ?? 0, title?.[index] ?? 0, headings?.[index] ?? 0]);
    }
    head.postings = nextOf(head.rest);
  }
  if (heads.length > 1) rows.sort((left, right) => left[0] - right[0]);
  const frequencies: PerField<number[]> = [
    rows.map((row) => row[1]),
    rows.map((row) => row[2]),
    rows.map((row) => row[3]),
  ];
  return { term, ordinals: rows.map((row) => row[0]), frequencies };
}
