import { openTermBlocks } from "../segment/term-blocks.ts";
import type { PerField } from "../segment/term-postings.ts";
import { BLOCK_SIZE } from "../segment/write-lexical.ts";
import { type Allowed, isAllowed } from "../select/bitset.ts";
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

/** Share of a segment's chunks above which adding in an array of all chunks is faster than in a map. */
const DENSE_SHARE = 1 / 16;

/** Unites the postings of all members in a segment. */
export function unitePostings(
  source: WordSource,
  members: readonly Member[],
  weights: PerField<number>,
): UnitedPostings {
  const { chunkCount } = source.part;
  const count = members.reduce((sum, { term }) => sum + (source.find(term)?.entry.count ?? 0), 0);
  const united = count > chunkCount * DENSE_SHARE ? addInArray : addInMap;
  const { ordinals, frequencies } = united(source, members, weights);
  return { ordinals, frequencies, liveCount: countLive(ordinals, source.live) };
}

type Sums = Pick<UnitedPostings, "ordinals" | "frequencies">;

function addInMap(source: WordSource, members: readonly Member[], weights: PerField<number>): Sums {
  const sums = new Map<number, number>();
  for (const member of members) {
    visitPostings(source, member, weights, (ordinal, frequency) =>
      sums.set(ordinal, (sums.get(ordinal) ?? 0) + frequency),
    );
  }
  const ordinals = Int32Array.from(sums.keys()).sort();
  return { ordinals, frequencies: Float64Array.from(ordinals, (ordinal) => sums.get(ordinal) ?? 0) };
}

/** Adds in an array of all chunks. Loops over typed arrays are much faster than their methods. */
function addInArray(source: WordSource, members: readonly Member[], weights: PerField<number>): Sums {
  const sums = new Float64Array(source.part.chunkCount);
  for (const member of members) {
    visitPostings(source, member, weights, (ordinal, frequency) => {
      sums[ordinal] = (sums[ordinal] ?? 0) + frequency;
    });
  }
  let count = 0;
  for (let ordinal = 0; ordinal < sums.length; ordinal++) if ((sums[ordinal] ?? 0) > 0) count++;
  const ordinals = new Int32Array(count);
  const frequencies = new Float64Array(count);
  let at = 0;
  for (let ordinal = 0; ordinal < sums.length; ordinal++) {
    const sum = sums[ordinal] ?? 0;
    if (sum === 0) continue;
    ordinals[at] = ordinal;
    frequencies[at++] = sum;
  }
  return { ordinals, frequencies };
}

/** Visits the chunks that contain a term, with the share of its weighted occurrences that counts. */
function visitPostings(
  source: WordSource,
  member: Member,
  weights: PerField<number>,
  visit: (ordinal: number, frequency: number) => void,
): void {
  const liveTerm = source.find(member.term);
  if (liveTerm === undefined) return;
  const blocks = openTermBlocks(source.part.view, liveTerm.entry);
  const ordinals = new Int32Array(BLOCK_SIZE);
  const frequencies = new Float64Array(BLOCK_SIZE);
  for (let block = 0; block < blocks.blockCount; block++) {
    blocks.decodeOrdinals(block, ordinals);
    blocks.decodeFrequencies(block, weights, frequencies);
    for (let index = 0; index < blocks.size(block); index++) {
      visit(ordinals[index] ?? 0, member.share * (frequencies[index] ?? 0));
    }
  }
}

function countLive(ordinals: Int32Array, live: Allowed): number {
  if (live === undefined) return ordinals.length;
  let count = 0;
  for (const ordinal of ordinals) if (isAllowed(live, ordinal)) count++;
  return count;
}
