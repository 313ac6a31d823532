import type { AccessScope, EmbeddingSpace, Filter } from "../../../core/index.ts";
import { allowedDocuments } from "../filter/allowed-documents.ts";
import { createWordSource, type WordSource } from "../lexical/word-source.ts";
import type { Segment } from "../segment/open-segment.ts";
import type { DocumentsPart } from "../segment/read-documents-part.ts";
import type { LexicalPart } from "../segment/read-lexical.ts";
import type { VectorsPart } from "../segment/vectors-part.ts";
import { LANGUAGE_COLUMN } from "../segment/write-documents-part.ts";
import { type Allowed, bitsetOf, bitsetOfOwners, countBits } from "../select/bitset.ts";

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
  /** Languages of the live documents as ISO 639-1 codes, each once. */
  readonly languages: readonly string[];
  words(signal: AbortSignal): Promise<WordSource>;
  vectors(signal: AbortSignal): Promise<VectorsPart | undefined>;
  /** Returns the live chunks that a caller may find, limited to documents in `languages` if given. */
  allowed(scope: AccessScope, filter: Filter | undefined, languages?: readonly string[]): Allowed;
}

/** Maximum number of cached bitsets a segment; each takes one bit a chunk. */
const MAX_CACHED_BITSETS = 32;

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
  const owners = documents.documentOfChunk;
  const deadOrdinals = new Set(dead);
  const live =
    deadOrdinals.size === 0 ? undefined : bitsetOf(owners.length, (chunk) => !deadOrdinals.has(owners[chunk] ?? 0));
  const liveChunks = live === undefined ? owners.length : countBits(live);
  const allLanguages = languagesOf(documents, deadOrdinals);
  const bitsets = new Map<string, Uint32Array>();
  // Weak keys: when a part leaves memory, the words built on it go too.
  const sources = new WeakMap<LexicalPart, WordSource>();

  const allowed = (
    scope: AccessScope,
    filter: Filter | undefined,
    languages: readonly string[] = allLanguages,
  ): Allowed => {
    const excluded = allLanguages.filter((language) => !languages.includes(language));
    if (scope.kind === "everything" && filter === undefined && excluded.length === 0) return live;
    const key = JSON.stringify([scope, filter, excluded]);
    const cached = bitsets.get(key);
    if (cached) return cached;

    const accepted = allowedDocuments(documents, { scope, filter });
    if (excluded.length > 0) excludeLanguages(documents, excluded, accepted);
    for (const document of deadOrdinals) accepted[document] = 0;
    const bits = bitsetOfOwners(owners, accepted);

    const [oldest] = bitsets.keys();
    if (bitsets.size >= MAX_CACHED_BITSETS && oldest !== undefined) bitsets.delete(oldest);
    bitsets.set(key, bits);
    return bits;
  };

  return {
    segment,
    dead,
    documents,
    live,
    liveChunks,
    liveDocuments: documents.documentIds.length - deadOrdinals.size,
    languages: allLanguages,
    async words(signal) {
      const lexical = await segment.lexical(signal);
      const words = sources.get(lexical) ?? createWordSource(lexical, live, liveChunks);
      sources.set(lexical, words);
      return words;
    },
    vectors: segment.vectors,
    allowed,
  };
}

/** Returns whether a segment has vectors of an embedding space. */
export function hasVectorsOf({ segment }: LiveSegment, space: EmbeddingSpace): boolean {
  return segment.info.space?.fingerprint === space.fingerprint;
}

function languagesOf({ column, documentIds }: DocumentsPart, dead: ReadonlySet<number>): readonly string[] {
  const languages = column(LANGUAGE_COLUMN);
  const codes = new Set<number>();
  for (let document = 0; document < documentIds.length; document++) {
    if (!dead.has(document)) codes.add(languages?.codes[document] ?? 0);
  }
  return [...codes].flatMap((code) => {
    const language = languages?.values[code - 1];
    return typeof language === "string" ? [language] : [];
  });
}

function excludeLanguages({ column }: DocumentsPart, excluded: readonly string[], accepted: Uint8Array): void {
  const languages = column(LANGUAGE_COLUMN);
  for (const document of accepted.keys()) {
    const language = languages?.values[(languages.codes[document] ?? 0) - 1];
    if (typeof language === "string" && excluded.includes(language)) accepted[document] = 0;
  }
}
