import type { WordSource } from "../lexical/word-source.ts";
import { openTermBlocks } from "../segment/term-blocks.ts";
import { BLOCK_SIZE } from "../segment/write-lexical.ts";
import { type Allowed, intersect } from "../select/bitset.ts";
import type { AnyOf } from "./required-terms.ts";

/** Returns the allowed chunks of a segment that contain a term of each set. */
export function narrowAllowed(source: WordSource, required: readonly AnyOf[], allowed: Allowed): Allowed {
  return required.reduce((narrowed, anyOf) => intersect(chunksWithAny(source, anyOf), narrowed), allowed);
}

function chunksWithAny(source: WordSource, anyOf: AnyOf): Uint32Array {
  const bits = new Uint32Array(Math.ceil(source.part.chunkCount / 32));
  const ordinals = new Int32Array(BLOCK_SIZE);
  for (const term of anyOf) {
    const liveTerm = source.find(term);
    if (liveTerm === undefined) continue;
    const blocks = openTermBlocks(source.part.view, liveTerm.entry);
    for (let block = 0; block < blocks.blockCount; block++) {
      blocks.decodeOrdinals(block, ordinals);
      for (const ordinal of ordinals.subarray(0, blocks.size(block))) {
        bits[ordinal >>> 5] = (bits[ordinal >>> 5] ?? 0) | (1 << (ordinal & 31));
      }
    }
  }
  return bits;
}
