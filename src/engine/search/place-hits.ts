import { type Document, type DocumentSummary, defined, type Hit, locateSpan } from "../../core/index.ts";
import type { FoldedHit } from "./fold/folded-hit.ts";
import { requireChange } from "./require-change.ts";
import type { SearchRun } from "./search-run.ts";

/** A hit with its document and its place, before it is explained. */
export type PlacedHit = Omit<Hit, "rank" | "score" | "stage" | "explanation">;

interface PlacedHits {
  readonly hits: readonly PlacedHit[];
  /** The documents of these hits, each once. */
  readonly documents: readonly Document[];
  /** Whether the work that the request may take ended before all hits were placed. */
  readonly isCut: boolean;
}

/**
 * Maximum number of merged ids of a hit, and of its duplicates, so that thousands of equal passages do not make an answer
 * of megabytes. The neighbours joined to a hit are among the first ones.
 */
const MAX_MERGED = 1_000;
/** Number of characters of a document that are read in one step. */
const CHARACTERS_PER_STEP = 20;

/**
 * Adds to each hit its document's title and URI, the text of its span, and the place of that text in the original.
 * Drops a hit whose document was replaced since it was found: its span would point at other words. Each document is
 * read whole, so very large ones may leave no work for the last hits, which are dropped.
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
  const found = await store.readSummaries({ ...readable, ids }, signal);
  const { summaries, left } = chooseAffordable(run, found);
  const documents = await store.readDocuments({ ...readable, summaries }, signal);

  const documentsById = new Map(documents.map((document) => [document.id, document]));
  const firstLeft = hits.findIndex(({ chunk }) => left.has(chunk.documentId));
  const affordable = firstLeft < 0 ? hits : hits.slice(0, firstLeft);
  const placed = affordable.flatMap((hit) => {
    const document = documentsById.get(hit.chunk.documentId);
    return document === undefined || !hasText(document, hit) ? [] : [placeHit(document, hit)];
  });
  if (placed.length < affordable.length) await requireChange(run, generation);
  return { hits: placed, documents, isCut: firstLeft >= 0 };
}

interface AffordableDocuments {
  readonly summaries: readonly DocumentSummary[];
  /** Ids of the documents that are not read. */
  readonly left: ReadonlySet<string>;
}

/** Returns the first documents that the work left allows to read. */
function chooseAffordable({ work }: SearchRun, summaries: readonly DocumentSummary[]): AffordableDocuments {
  const excess = summaries.findIndex(({ receipt }) => !work.trySpend(receipt.characters / CHARACTERS_PER_STEP));
  if (excess < 0) return { summaries, left: new Set() };
  return { summaries: summaries.slice(0, excess), left: new Set(summaries.slice(excess).map(({ id }) => id)) };
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
    merged: merged.length === 0 ? undefined : merged.slice(0, MAX_MERGED),
    duplicates: duplicates.length === 0 ? undefined : duplicates.slice(0, MAX_MERGED),
  });
}
