import type { AccessScope, Filter } from "../../../core/index.ts";
import { allowedDocuments } from "../filter/allowed-documents.ts";
import { createWordSource, type WordSource } from "../lexical/word-source.ts";
import type { Segment } from "../segment/open-segment.ts";
import type { DocumentsPart } from "../segment/read-documents.ts";
import type { LexicalPart } from "../segment/read-lexical.ts";
import type { VectorsPart } from "../segment/vectors-part.ts";
import { LANGUAGE_COLUMN } from "../segment/write-documents.ts";
import { type Allowed, bitsetOf, bitsetOfOwners, countBits } from "../select/bitset.ts";

/** A segment under one state of its tombstones. */
export interface LiveSegment {
  readonly segment: Segment;
  /** Document ordinals, ascending. */
  readonly dead: readonly number[];
  readonly documents: DocumentsPart;
  /** Chunks of live documents. */
  readonly live: Allowed;
  readonly liveChunks: number;
  readonly liveDocuments: number;
  /** Of the live documents: ISO 639-1, each once. */
  readonly languages: readonly string[];
  words(signal: AbortSignal): Promise<WordSource>;
  vectors(signal: AbortSignal): Promise<VectorsPart | undefined>;
  /** Live chunks that a reader may find; of documents in these languages only, where they are given. */
  allowed(scope: AccessScope, filter: Filter | undefined, languages?: readonly string[]): Allowed;
}

/** Bitsets that are kept of one segment: an eighth of a byte a chunk each. */
const MAX_REMEMBERED = 32;

export async function openLiveSegment(
  segment: Segment,
  dead: readonly number[],
  signal: AbortSignal,
): Promise<LiveSegment> {
  const documents = await segment.documents(signal);
  const owners = documents.documentOfChunk;
  const gone = new Set(dead);
  const live = gone.size === 0 ? undefined : bitsetOf(owners.length, (chunk) => !gone.has(owners[chunk] ?? 0));
  const liveChunks = live === undefined ? owners.length : countBits(live);
  const remembered = new Map<string, Uint32Array>();
  /** A part that was let go of takes its words along. */
  const sources = new WeakMap<LexicalPart, WordSource>();

  const spoken = languagesOf(documents, gone);
  const allowed = (scope: AccessScope, filter: Filter | undefined, languages: readonly string[] = spoken): Allowed => {
    const others = spoken.filter((language) => !languages.includes(language));
    if (scope.kind === "everything" && filter === undefined && others.length === 0) return live;
    const key = JSON.stringify([scope, filter, others]);
    const known = remembered.get(key);
    if (known) return known;
    const accepted = allowedDocuments(documents, { scope, filter });
    if (others.length > 0) refuseLanguages(documents, others, accepted);
    for (const document of gone) accepted[document] = 0;
    const bits = bitsetOfOwners(owners, accepted);
    const [oldest] = remembered.keys();
    if (remembered.size >= MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    remembered.set(key, bits);
    return bits;
  };
  return {
    segment,
    dead,
    documents,
    live,
    liveChunks,
    liveDocuments: documents.documentIds.length - gone.size,
    languages: spoken,
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

function languagesOf({ column, documentIds }: DocumentsPart, gone: ReadonlySet<number>): readonly string[] {
  const languages = column(LANGUAGE_COLUMN);
  const codes = new Set<number>();
  for (let document = 0; document < documentIds.length; document++) {
    if (!gone.has(document)) codes.add(languages?.codes[document] ?? 0);
  }
  return [...codes].flatMap((code) => {
    const language = languages?.values[code - 1];
    return typeof language === "string" ? [language] : [];
  });
}

function refuseLanguages({ column }: DocumentsPart, others: readonly string[], accepted: Uint8Array): void {
  const languages = column(LANGUAGE_COLUMN);
  for (const document of accepted.keys()) {
    const language = languages?.values[(languages.codes[document] ?? 0) - 1];
    if (typeof language === "string" && others.includes(language)) accepted[document] = 0;
  }
}
