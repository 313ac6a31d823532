import { type Document, defined, type Hit, locateSpan } from "../../core/index.ts";
import type { FoldedHit } from "./fold/folded-hit.ts";
import { requireChange } from "./require-change.ts";
import type { SearchRun } from "./search-run.ts";

/** A hit with its document and its place, before it is explained. */
export type PlacedHit = Omit<Hit, "rank" | "score" | "stage" | "explanation">;

interface PlacedHits {
  readonly hits: readonly PlacedHit[];
  /** The documents of these hits, each once. */
  readonly documents: readonly Document[];
}

/**
 * Adds to each hit its document's title and URI, the text of its span, and the place of that text in the original. Drops a
 * hit whose document was replaced since it was found: its span would point at other words.
 *
 * @param generation  of the index that found the hits
 */
export async function placeHits(
  run: SearchRun,
  hits: readonly FoldedHit[],
  generation: number | undefined,
): Promise<PlacedHits> {
  const { readable, signal } = run;
  const { store } = run.services;
  const ids = [...new Set(hits.map(({ chunk }) => chunk.documentId))];
  const summaries = await store.readSummaries({ ...readable, ids }, signal);
  const documents = await store.readDocuments({ ...readable, summaries }, signal);

  const documentsById = new Map(documents.map((document) => [document.id, document]));
  const placed = hits.flatMap((hit) => {
    const document = documentsById.get(hit.chunk.documentId);
    return document === undefined || !hasText(document, hit) ? [] : [placeHit(document, hit)];
  });
  if (placed.length < hits.length) await requireChange(run, generation);
  return { hits: placed, documents };
}

function hasText(document: Document, { chunk }: FoldedHit): boolean {
  return document.text.slice(chunk.span.start, chunk.span.end) === chunk.text;
}

function placeHit(document: Document, { chunk, span, merged, duplicates }: FoldedHit): PlacedHit {
  return defined({
    chunkId: chunk.id,
    documentId: document.id,
    title: document.title,
    uri: document.uri,
    span,
    text: document.text.slice(span.start, span.end),
    headingPath: chunk.headingPath,
    location: locateSpan(document.locations, span),
    merged: merged.length === 0 ? undefined : merged,
    duplicates: duplicates.length === 0 ? undefined : duplicates,
  });
}
