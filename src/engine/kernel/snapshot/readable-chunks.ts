import type { AccessScope } from "../../../core/index.ts";
import { readableDocuments } from "../filter/allowed-documents.ts";
import type { CountedChunks } from "../lexical/word-source.ts";
import type { DocumentsPart } from "../segment/read-documents-part.ts";
import { LABELS_COLUMN, LANGUAGE_COLUMN } from "../segment/write-documents-part.ts";
import { bitsetOfOwners, countBits } from "../select/bitset.ts";
import { createBoundedCache } from "../select/bounded-cache.ts";

/** Live chunks of a segment that a scope may read. */
export interface ReadableChunks extends CountedChunks {
  /** Languages of the readable documents as ISO 639-1 codes, each once. */
  readonly languages: readonly string[];
}

/** Maximum number of cached sets of labels a segment. Each takes one bit a chunk, and the counts of some terms. */
const MAX_CACHED_LABEL_SETS = 64;

/**
 * Creates a function that returns what a scope may read of a segment. It returns the same object for all
 * scopes that the segment cannot tell apart: labels that no document has do not count, and to read every
 * document is to read everything.
 *
 * @param dead  ordinals of deleted documents
 */
export function createReadableChunks(
  documents: DocumentsPart,
  dead: Iterable<number>,
): (scope: AccessScope) => ReadableChunks {
  const live = new Uint8Array(documents.documentIds.length).fill(1);
  for (const document of dead) live[document] = 0;
  const everyChunk = chunksOf(documents, live);
  const byLabels = createBoundedCache<string, ReadableChunks>(MAX_CACHED_LABEL_SETS);
  let knownLabels: ReadonlySet<string> | undefined;
  return (scope) => {
    if (scope.kind === "everything") return everyChunk;
    knownLabels ??= labelsIn(documents);
    const labels = [...new Set(scope.labels)].filter((label) => knownLabels?.has(label)).sort();
    return byLabels.get(JSON.stringify(labels), () => {
      const accepted = readableDocuments(documents, { kind: "labels", labels });
      const isEveryDocument = keepLive(accepted, live);
      return isEveryDocument ? everyChunk : chunksOf(documents, accepted);
    });
  };
}

/** Clears the bits of deleted documents, and returns whether those of all others are set. */
function keepLive(accepted: Uint8Array, live: Uint8Array): boolean {
  let areAll = true;
  for (let document = 0; document < live.length; document++) {
    if (live[document] === 0) accepted[document] = 0;
    else if (accepted[document] === 0) areAll = false;
  }
  return areAll;
}

/** @param accepted  1 or 0 by document ordinal */
function chunksOf(documents: DocumentsPart, accepted: Uint8Array): ReadableChunks {
  const owners = documents.documentOfChunk;
  const languages = languagesOf(documents, accepted);
  if (!accepted.includes(0)) return { chunks: undefined, count: owners.length, languages };
  const chunks = bitsetOfOwners(owners, accepted);
  return { chunks, count: countBits(chunks), languages };
}

function labelsIn({ column }: DocumentsPart): ReadonlySet<string> {
  const labels = new Set<string>();
  for (const value of column(LABELS_COLUMN)?.values ?? []) {
    for (const label of Array.isArray(value) ? value : []) labels.add(label);
  }
  return labels;
}

function languagesOf({ column }: DocumentsPart, accepted: Uint8Array): readonly string[] {
  const languages = column(LANGUAGE_COLUMN);
  const codes = new Set<number>();
  for (let document = 0; document < accepted.length; document++) {
    if (accepted[document] === 1) codes.add(languages?.codes[document] ?? 0);
  }
  return [...codes].flatMap((code) => {
    const language = languages?.values[code - 1];
    return typeof language === "string" ? [language] : [];
  });
}
