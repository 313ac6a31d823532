import type { SearchServices } from "../../engine/search/index.ts";
import type { LydianParts, ReadingHalf } from "../parts/lydian-parts.ts";
import { createRephraserOpener, type OpenRephraser } from "./open-rephraser.ts";
import { createChunkingWarner, type WarnOfChunking } from "./warn-of-chunking.ts";

/** Memory of the searches of a `Lydian`: the latest documents, rephrasings, and counts of outdated chunks. */
export interface SearchMemory {
  readonly openRephraser: OpenRephraser;
  readonly warnOfChunking: WarnOfChunking;
  /** Opens the store for one search, which reads each document once. */
  openStore(half: ReadingHalf): Promise<SearchServices["store"]>;
}

export function createSearchMemory(parts: Pick<LydianParts, "read" | "settings">): SearchMemory {
  let remembered: { readonly half: ReadingHalf; readonly store: SearchServices["store"] } | undefined;
  return {
    openRephraser: createRephraserOpener(),
    warnOfChunking: createChunkingWarner(parts),
    async openStore(half) {
      const { readOnce, rememberDocuments } = await import("../../engine/search/index.ts");
      if (remembered?.half !== half) remembered = { half, store: rememberDocuments(half.store) };
      return readOnce(remembered.store);
    },
  };
}
