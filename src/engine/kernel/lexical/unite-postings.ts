import { openTermBlocks } from "../segment/term-blocks.ts";
import type { PerField } from "../segment/term-postings.ts";
import { BLOCK_SIZE } from "../segment/write-lexical.ts";
import { isAllowed } from "../select/bitset.ts";
import type { Member } from "./expansion-candidates.ts";
import type { WordSource } from "./word-source.ts";

/** Postings of several terms in a segment, united as if they were one term. */
export interface UnitedPostings {
  /** Chunk ordinals, ascending; deleted chunks included. */
  readonly ordinals: Int32Array;
  /** Σ share × weighted occurrences, summed in the order of the members. */
  readonly frequencies: Float64Array;
  /** Number of live chunks that contain any of the terms. */
  readonly liveCount: number;
}

/** Unites the postings of all members in a segment. */
export function unitePostings(
  source: WordSource,
  members: readonly Member[],
  weights: PerField<number>,
): UnitedPostings {
  const sums = new Float64Array(source.part.chunkCount);
  for (const member of members) addPostings(source, { member, weights }, sums);
  const ordinals = Int32Array.from(indexesAboveZero(sums));
  const { live } = source;
  const liveCount =
    live === undefined ? ordinals.length : ordinals.filter((ordinal) => isAllowed(live, ordinal)).length;
  return { ordinals, frequencies: Float64Array.from(ordinals, (ordinal) => sums[ordinal] ?? 0), liveCount };
}

interface WeightedMember {
  readonly member: Member;
  readonly weights: PerField<number>;
}

function addPostings(source: WordSource, { member, weights }: WeightedMember, sums: Float64Array): void {
  const liveTerm = source.find(member.term);
  if (liveTerm === undefined) return;
  const blocks = openTermBlocks(source.part.view, liveTerm.entry);
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
