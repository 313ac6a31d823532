import type { ChunkStanding, DocumentQuery, PassageExplanation, Span } from "../../core/index.ts";
import { DocumentNotFoundError, defined, everything, type Hit, stoppedText } from "../../core/index.ts";
import { collectionOf, filterOf, requireStore, rerankerUseOf, searchSettings, signalOf } from "../call/call-context.ts";
import { findDocument } from "../documents/find-document.ts";
import { checkCall } from "../guard/check-call.ts";
import type { ReadingHalf } from "../parts/lydian-parts.ts";
import { nearestDocument } from "./nearest-document.ts";
import { openSearch, type SearchContext } from "./open-search.ts";
import type { SearchOptions } from "./search-collection.ts";

/** Options of an explanation. */
export interface ExplainOptions extends SearchOptions {
  /** Limits the explanation to the document's chunks that touch this span, in UTF-16 code units of its text. */
  readonly span?: Span;
}

export async function explain(
  context: SearchContext,
  query: string,
  name: string,
  options: ExplainOptions = {},
): Promise<PassageExplanation> {
  const { parts } = context;
  const { settings } = parts;
  const { mode = settings.search.mode, limit = settings.search.limit, scope = everything, exact = false } = options;
  const filter = filterOf(options.where);
  const collection = collectionOf(context, options);
  const signal = signalOf(options);
  const stop = await checkCall(context, [query], signal);
  if (stop !== undefined) throw stoppedText(stop, "preflight");
  const half = await requireStore(context, collection);
  const document = await findDocument({ parts, half }, { collection, scope: everything, document: name }, signal);
  if (document === undefined) throw await notFound(half, name, { collection, scope }, signal);
  // A reranker that only reads keeps the order. So the explanation is valid for a search, and its noise for an answer.
  const use = rerankerUseOf(context, options, "question");
  const needs = { collection, mode, reranker: use };
  const services = await openSearch(context, needs, signal);
  const { explainPassages } = await import("../../engine/search/index.ts");
  const { cutNoise } = await import("../../engine/answer/index.ts");
  const told = await explainPassages(
    { ...services, chunksOfDocument: (reference, stop) => half.store.chunksOfDocument(reference, stop) },
    defined({
      query,
      hasOperators: true,
      collection,
      scope,
      mode,
      limit,
      exact,
      document,
      settings: searchSettings(context, use),
      filter,
      span: options.span,
    }),
    signal,
  );
  const kept = new Set(cutNoise(told.shown).map(({ rank }) => rank));
  const { shown, ...explanation } = told;
  const chunks = explanation.chunks.map((chunk) => markNoise(chunk, kept, shown));
  return { ...explanation, chunks };
}

/** Creates the error for a missing document. It suggests only documents that the caller may see. */
async function notFound(
  { store }: ReadingHalf,
  name: string,
  query: DocumentQuery,
  signal: AbortSignal,
): Promise<DocumentNotFoundError> {
  const near = nearestDocument(name, await store.listDocuments(query, signal));
  const hint = near === undefined ? "`lydian list` shows all of them." : `Did you mean "${near}"?`;
  return new DocumentNotFoundError(`No document is called "${name}".`, { hint });
}

/** Marks a hit that is shown but too weak for an answer. */
function markNoise(chunk: ChunkStanding, kept: ReadonlySet<number>, hits: readonly Hit[]): ChunkStanding {
  const { hitRank, outcome } = chunk;
  if (outcome.kind !== "shown" || hitRank === undefined || kept.has(hitRank)) return chunk;
  const message = `It is hit ${hitRank} of ${hits.length}, but too weak compared with the best one to be given to the answerer.`;
  return { ...chunk, outcome: { kind: "noise", message } };
}
