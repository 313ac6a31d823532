import { type DocumentSummary, defined, type Hit, type LocationMap, locateSpan } from "../../core/index.ts";
import type { FoldedHit } from "./fold/folded-hit.ts";
import { requireChange } from "./require-change.ts";
import type { SearchRun } from "./search-run.ts";

/** A hit with its document and its place, before it is explained. */
export type PlacedHit = Omit<Hit, "rank" | "score" | "stage" | "explanation">;

interface PlacedHits {
  readonly hits: readonly PlacedHit[];
  /** The documents of these hits, each once. */
  readonly documents: readonly DocumentSummary[];
  /** Whether the work that the request may take ended before all hits were placed. */
  readonly isCut: boolean;
}

/**
 * Maximum number of merged ids of a hit, and of its duplicates, so that thousands of equal passages do not make an
 * answer of megabytes. The neighbours joined to a hit are among the first ones.
 */
const MAX_MERGED = 1_000;
/** Number of characters of a hit that are read in one step. */
const CHARACTERS_PER_STEP = 20;

/**
 * Adds to each hit its document's title and URI, the text of its span, and the place of that text in the original.
 * Drops a hit whose document was replaced since it was found: its span would point at other words. Of a document only
 * the spans of its hits are read. Hits for which the request has no work left are dropped.
 *
 * @param generation  of the index that found the hits
 */
export async function placeHits(
  run: SearchRun,
  hits: readonly FoldedHit[],
  generation: number | undefined,
): Promise<PlacedHits> {
  const firstLeft = hits.findIndex(({ span }) => !run.work.trySpend((span.end - span.start) / CHARACTERS_PER_STEP));
  const affordable = firstLeft < 0 ? hits : hits.slice(0, firstLeft);

  const documents: DocumentSummary[] = [];
  const placedHits = new Map<FoldedHit, PlacedHit>();
  for (const [id, hitsOfDocument] of groupByDocument(affordable)) {
    const document = await readPassages(run, id, hitsOfDocument);
    if (document === undefined) continue;
    documents.push(document.summary);
    for (const [hit, text] of document.texts)
      if (hasText(hit, text)) placedHits.set(hit, placeHit(document, hit, text));
  }

  if (placedHits.size < affordable.length) await requireChange(run, generation);
  return { hits: affordable.flatMap((hit) => placedHits.get(hit) ?? []), documents, isCut: firstLeft >= 0 };
}

function groupByDocument(hits: readonly FoldedHit[]): ReadonlyMap<string, readonly FoldedHit[]> {
  const groups = new Map<string, FoldedHit[]>();
  for (const hit of hits) {
    const group = groups.get(hit.chunk.documentId);
    if (group === undefined) groups.set(hit.chunk.documentId, [hit]);
    else group.push(hit);
  }
  return groups;
}

/** A document without its text, and the texts of its hits. */
interface DocumentPassages {
  readonly summary: DocumentSummary;
  readonly locations: LocationMap;
  readonly texts: ReadonlyMap<FoldedHit, string>;
}

/**
 * Reads the texts of hits, and the location map of their document; undefined if it was removed or replaced meanwhile.
 */
async function readPassages(
  { readable, services: { store }, signal }: SearchRun,
  document: string,
  hits: readonly FoldedHit[],
): Promise<DocumentPassages | undefined> {
  const excerpts = await store.readExcerpts({ ...readable, document, spans: hits.map(({ span }) => span) }, signal);
  if (excerpts === undefined) return undefined;
  const { document: summary, texts } = excerpts;
  const locations = await store.readLocations({ ...readable, summary }, signal);
  return locations && { summary, locations, texts: new Map(hits.map((hit, index) => [hit, texts[index] ?? ""])) };
}

/** Tests whether the text of a hit's span holds the text of its chunk. */
function hasText({ chunk, span }: FoldedHit, text: string): boolean {
  return text.startsWith(chunk.text, chunk.span.start - span.start);
}

function placeHit(
  { summary, locations }: DocumentPassages,
  { chunk, span, merged, duplicates }: FoldedHit,
  text: string,
): PlacedHit {
  return defined({
    chunkId: chunk.id,
    documentId: summary.id,
    title: summary.title,
    uri: summary.uri,
    span,
    text,
    headingPath: chunk.headingPath,
    location: locateSpan(locations, span),
    merged: merged.length === 0 ? undefined : merged.slice(0, MAX_MERGED),
    duplicates: duplicates.length === 0 ? undefined : duplicates.slice(0, MAX_MERGED),
  });
}
