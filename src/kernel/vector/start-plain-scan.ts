import { isAllowed } from "../select/index.ts";
import { cosine } from "./cosine.ts";
import { hammingDistances } from "./hamming-distances.ts";
import type { QuantizedQuery } from "./quantize.ts";
import type { Scan, VectorSource } from "./scan.ts";

/** A scan in JavaScript, for where WebAssembly SIMD is not to be had. */
export function startPlainScan({ part, allowed, segment }: VectorSource, query: QuantizedQuery): Scan {
  let distances: Uint16Array = new Uint16Array();
  const forEachAllowed = (visit: (ordinal: number) => void): void => {
    for (let ordinal = 0; ordinal < part.count; ordinal++) {
      if (allowed === undefined || isAllowed(allowed, ordinal)) visit(ordinal);
    }
  };
  return {
    countDistances(counts) {
      distances = hammingDistances(part, query.code);
      forEachAllowed((ordinal) => {
        const distance = distances[ordinal] ?? 0;
        counts[distance] = (counts[distance] ?? 0) + 1;
      });
    },
    offerNear(furthest, top) {
      forEachAllowed((ordinal) => {
        if ((distances[ordinal] ?? 0) <= furthest) top.offer(cosine(part, ordinal, query), segment, ordinal);
      });
    },
    offerAll(top) {
      forEachAllowed((ordinal) => top.offer(cosine(part, ordinal, query), segment, ordinal));
    },
  };
}
