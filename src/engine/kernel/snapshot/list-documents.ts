import type { WordSearch } from "../lexical/search-words.ts";
import { isAllowed } from "../select/bitset.ts";
import type { TopList } from "../select/top-list.ts";
import type { LiveSegment } from "./live-segment.ts";

/** Offers the first allowed chunk of each document to `top`, with score 0. */
export function listDocuments(searches: readonly WordSearch[], segments: readonly LiveSegment[], top: TopList): void {
  for (const { segment, allowed } of searches) {
    const owners = segments[segment]?.documents.documentOfChunk ?? new Uint32Array();
    const isListed = new Uint8Array(owners.length);
    for (const [ordinal, owner] of owners.entries()) {
      if (isListed[owner] === 1 || (allowed !== undefined && !isAllowed(allowed, ordinal))) continue;
      isListed[owner] = 1;
      top.offer(0, segment, ordinal);
    }
  }
}
