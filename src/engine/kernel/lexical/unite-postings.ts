import { openTermBlocks } from "../segment/term-blocks.ts";
import type { PerField } from "../segment/term-postings.ts";
import { BLOCK_SIZE } from "../segment/write-lexical.ts";
import { isAllowed } from "../select/bitset.ts";
import type { Member } from "./candidates.ts";
import type { WordSource } from "./word-source.ts";

/** Where one of several terms occurs in a segment, as if they were one. */
export interface UnitedPostings {
  /** Ascending; dead chunks too. */
  readonly ordinals: Int32Array;
  /** Σ share × weighted occurrences, summed in the order of the members. */
  readonly frequencies: Float64Array;
  /** Live chunks with one of the terms. */
  readonly liveCount: number;
}

export function unitePostings(
  source: WordSource,
  members: readonly Member[],
  weights: PerField<number>,
): UnitedPostings {
  const sums = new Float64Array(source.part.chunkCount);
  for (const member of members) addPostings(source, { member, weights }, sums);
  const ordinals = Int32Array.from(indexesAboveZero(sums));
  const { live } = source;
  const liveCount = live === undefined ? ordinals.length : ordinals.filter((one) => isAllowed(live, one)).length;
  return { ordinals, frequencies: Float64Array.from(ordinals, (ordinal) => sums[ordinal] ?? 0), liveCount };
}

function addPostings(
  source: WordSource,
  { member, weights }: { readonly member: Member; readonly weights: PerField<number> },
  sums: Float64Array,
): void {
  const found = source.find(member.term);
  if (found === undefined) return;
  const blocks = openTermBlocks(source.part.view, found.entry);
  const ordinals = new Int32Array(BLOCK_SIZE);
  const frequencies = new Float64Array(BLOCK_SIZE);
  for (let block = 0; block < blocks.blockCount; block++) {
    blocks.decodeOrdinals(block, ordinals);
    blocks.decodeFrequencies(block, weights, frequencies);
    for (let index = 0; index < blocks.size(block); index++) {
      const ordinal = ordinals[index] ?? 0;
      sums[ordinal] = (sums[ordinal] ?? 0) + member.share * (frequencies[index] ?? 0);
    }
  }
}

function indexesAboveZero(sums: Float64Array): number[] {
  const indexes: number[] = [];
  for (let index = 0; index < sums.length; index++) if ((sums[index] ?? 0) > 0) indexes.push(index);
  return indexes;
}
