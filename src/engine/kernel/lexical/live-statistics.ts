import type { LexicalPart } from "../segment/read-lexical.ts";
import { openTermBlocks, type TermEntry } from "../segment/term-blocks.ts";
import type { PerField } from "../segment/term-postings.ts";
import { BLOCK_SIZE } from "../segment/write-lexical.ts";
import { type Allowed, isAllowed } from "../select/bitset.ts";

/** Returns the sums of the field lengths over the live chunks. */
export function liveTotals(part: LexicalPart, live: Allowed): PerField<number> {
  if (live === undefined) return part.totals;
  const [body, title, headings] = part.lengths;
  let [ofBody, ofTitle, ofHeadings] = [0, 0, 0];
  // Loops over the bits that are set are fast, which matters because the first search of each scope waits for them.
  for (let word = 0; word < live.length; word++) {
    for (let bits = live[word] ?? 0; bits !== 0; bits &= bits - 1) {
      const ordinal = word * 32 + 31 - Math.clz32(bits & -bits);
      ofBody += body[ordinal] ?? 0;
      ofTitle += title[ordinal] ?? 0;
      ofHeadings += headings[ordinal] ?? 0;
    }
  }
  return [ofBody, ofTitle, ofHeadings];
}

/** Returns the number of live chunks that contain a term. Reads its postings only if the segment has deleted chunks. */
export function liveCount(part: LexicalPart, live: Allowed, entry: TermEntry): number {
  if (live === undefined) return entry.count;
  const blocks = openTermBlocks(part.view, entry);
  const ordinals = new Int32Array(BLOCK_SIZE);
  let count = 0;
  for (let block = 0; block < blocks.blockCount; block++) {
    blocks.decodeOrdinals(block, ordinals);
    for (let index = 0; index < blocks.size(block); index++) {
      if (isAllowed(live, ordinals[index] ?? 0)) count++;
    }
  }
  return count;
}
