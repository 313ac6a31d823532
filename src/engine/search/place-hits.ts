import { type Document, defined, type Hit, locateSpan } from "../../core/index.ts";
import type { MergedHit } from "./merge/merged-hit.ts";
import { type Found, requireChange } from "./require-change.ts";

/** A hit that knows its document and its place, before it is explained. */
export type PlacedHit = Omit<Hit, "rank" | "score" | "stage" | "explanation">;

export interface PlacedHits {
  readonly hits: readonly PlacedHit[];
  /** Each document of these hits once. */
  readonly documents: readonly Document[];
}

/**
 * Gives each hit its document's title and URI, the text of its span, and where that stands in the original. A hit whose
 * document was replaced since it was found is left out: its span would point at other words.
 */
export async function placeHits(found: Found, hits: readonly MergedHit[], signal: AbortSignal): Promise<PlacedHits> {
  const { store, readable } = found;
  const ids = [...new Set(hits.map(({ chunk }) => chunk.documentId))];
  const summaries = await store.readSummaries({ ...readable, ids }, signal);
  const read = await store.readDocuments({ ...readable, summaries }, signal);
  const documents = new Map(read.map((document) => [document.id, document]));
  const placed = hits.flatMap((hit) => {
    const document = documents.get(hit.chunk.documentId);
    return document === undefined || !isStillThere(document, hit) ? [] : [placeHit(document, hit)];
  });
  if (placed.length < hits.length) await requireChange(found, signal);
  return { hits: placed, documents: read };
}

function isStillThere(document: Document, { chunk }: MergedHit): boolean {
  return document.text.slice(chunk.span.start, chunk.span.end) === chunk.text;
}

function placeHit(document: Document, { chunk, span, merged, duplicates }: MergedHit): PlacedHit {
  const location = locateSpan(document.locations, span);
  return defined({
    chunkId: chunk.id,
    documentId: document.id,
    title: document.title,
    uri: document.uri,
    span,
    text: document.text.slice(span.start, span.end),
    headingPath: chunk.headingPath,
    location,
    ...(merged.length === 0 ? {} : { merged }),
    ...(duplicates.length === 0 ? {} : { duplicates }),
  });
}
