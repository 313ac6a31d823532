import type { AccessScope, EmbeddingSpace, Filter } from "../../../core/index.ts";
import { everything } from "../../../core/index.ts";
import { matchingDocuments } from "../filter/allowed-documents.ts";
import { createWordSources, type WordSource, type WordSources } from "../lexical/word-source.ts";
import type { Segment } from "../segment/open-segment.ts";
import type { DocumentsPart } from "../segment/read-documents-part.ts";
import type { LexicalPart } from "../segment/read-lexical.ts";
import type { VectorsPart } from "../segment/vectors-part.ts";
import { LANGUAGE_COLUMN } from "../segment/write-documents-part.ts";
import { type Allowed, bitsetOfOwners, intersect } from "../select/bitset.ts";
import { createBoundedCache } from "../select/bounded-cache.ts";
import { createReadableChunks, type ReadableChunks } from "./readable-chunks.ts";

/** A segment together with its deleted documents at one generation. */
export interface LiveSegment {
  readonly segment: Segment;
  /** Ordinals of deleted documents, ascending. */
  readonly dead: readonly number[];
  readonly documents: DocumentsPart;
  /** Chunks of documents that are not deleted. */
  readonly live: Allowed;
  readonly liveChunks: number;
  readonly liveDocuments: number;
  /** Returns the live chunks that a scope may read, with the statistics over them. */
  readable(scope: AccessScope): ReadableChunks;
  /** Returns the words as a scope sees them: chunks that it may not read count as deleted. */
  words(scope: AccessScope, signal: AbortSignal): Promise<WordSource>;
  vectors(signal: AbortSignal): Promise<VectorsPart | undefined>;
  /** Returns the live chunks that a caller may find, limited to documents in `languages` if given. */
  allowed(scope: AccessScope, filter: Filter | undefined, languages?: readonly string[]): Allowed;
}

/** Maximum number of cached filters a segment; each takes one bit a chunk. */
const MAX_CACHED_FILTERS = 32;

/**
 * Opens a segment with its deleted documents. Loads its `documents` part at once, and words and vectors on first use.
 *
 * @param dead  ordinals of deleted documents, ascending
 */
export async function openLiveSegment(
  segment: Segment,
  dead: readonly number[],
  signal: AbortSignal,
): Promise<LiveSegment> {
  const documents = await segment.documents(signal);
  const deadOrdinals = new Set(dead);
  const readable = createReadableChunks(documents, deadOrdinals);
  const { chunks: live, count: liveChunks, languages: allLanguages } = readable(everything);
  const filters = createBoundedCache<string, Allowed>(MAX_CACHED_FILTERS);
  // Weak keys: when a part leaves memory, the words built on it go too.
  const sources = new WeakMap<LexicalPart, WordSources>();

  const allowed = (
    scope: AccessScope,
    filter: Filter | undefined,
    languages: readonly string[] = allLanguages,
  ): Allowed => {
    const { chunks } = readable(scope);
    const excluded = allLanguages.filter((language) => !languages.includes(language));
    if (filter === undefined && excluded.length === 0) return chunks;

    const matching = filters.get(JSON.stringify([filter, excluded]), () =>
      intersect(bitsetOfOwners(documents.documentOfChunk, selectDocuments(documents, filter, excluded)), live),
    );
    return chunks === live ? matching : intersect(matching, chunks);
  };

  return {
    segment,
    dead,
    documents,
    live,
    liveChunks,
    liveDocuments: documents.documentIds.length - deadOrdinals.size,
    readable,
    async words(scope, stop) {
      const lexical = await segment.lexical(stop);
      const wordsOf = sources.get(lexical) ?? createWordSources(lexical);
      sources.set(lexical, wordsOf);
      return wordsOf(readable(scope));
    },
    vectors: segment.vectors,
    allowed,
  };
}

/** Returns whether a segment has vectors of an embedding space. */
export function hasVectorsOf({ segment }: LiveSegment, space: EmbeddingSpace): boolean {
  return segment.info.space?.fingerprint === space.fingerprint;
}

/** Returns the documents that satisfy a filter and are not in an excluded language: 1 or 0 by document ordinal. */
function selectDocuments(
  documents: DocumentsPart,
  filter: Filter | undefined,
  excluded: readonly string[],
): Uint8Array {
  const count = documents.documentIds.length;
  const accepted = filter === undefined ? new Uint8Array(count).fill(1) : matchingDocuments(documents, filter);
  if (excluded.length === 0) return accepted;
  const languages = documents.column(LANGUAGE_COLUMN);
  for (let document = 0; document < count; document++) {
    const language = languages?.values[(languages.codes[document] ?? 0) - 1];
    if (typeof language === "string" && excluded.includes(language)) accepted[document] = 0;
  }
  return accepted;
}
