import type { VectorRows } from "../segment/vector-rows.ts";
import { scanTwelveWords } from "./scan-twelve-words.ts";

/** Returns the number of bits in which each code differs from the query's, by chunk ordinal. */
export function hammingDistances(part: VectorRows, queryCode: Uint8Array): Uint16Array {
  const words = wordsOf(queryCode, part.codeWords);
  const distances = new Uint16Array(part.count);
  if (part.codeWords === 12) scanTwelveWords(part.codes, words, distances);
  else scanWords(part, words, distances);
  return distances;
}

function wordsOf(code: Uint8Array, count: number): Int32Array {
  const bytes = new Uint8Array(count * 4);
  bytes.set(code);
  return new Int32Array(bytes.buffer);
}

/** Scans rows of any width, four words at a time: their bit counts are summed before the last, more expensive steps. */
function scanWords({ codes, codeWords, count }: VectorRows, query: Int32Array, distances: Uint16Array): void {
  let at = 0;
  for (let ordinal = 0; ordinal < count; ordinal++) {
    let distance = 0;
    for (let word = 0; word < codeWords; word += 4) {
      let bytes = 0;
      for (let lane = 0; lane < 4; lane++) {
        let bits = (codes[at++] ?? 0) ^ (query[word + lane] ?? 0);
        bits -= (bits >>> 1) & 0x55555555;
        bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
        bytes += (bits + (bits >>> 4)) & 0x0f0f0f0f;
      }
      distance += Math.imul(bytes, 0x01010101) >>> 24;
    }
    distances[ordinal] = distance;
  }
}
