import {
  type Embedder,
  LydianError,
  type Reranker,
  type SearchMode,
  type TextGenerator,
  type Warning,
} from "../../core/index.ts";
import type { SearchServices } from "../../engine/search/index.ts";
import { type CallContext, type RerankerUse, requireStore } from "../call/call-context.ts";
import type { LydianParts, ReadingHalf } from "../parts/lydian-parts.ts";
import type { SearchMemory } from "./search-memory.ts";

/** Context of a call that can search. */
export interface SearchContext extends CallContext {
  /** Memory of searches from one call to the next. */
  readonly memory: SearchMemory;
}

/** Options that decide which services a search opens. */
interface SearchNeeds {
  readonly collection: string;
  readonly mode: SearchMode;
  readonly reranker: RerankerUse;
  /** Counts the usage of the model that rephrases the question. */
  readonly countRephraser?: (generator: TextGenerator) => TextGenerator;
}

/** Opens the services of a search. If an optional model cannot be opened, the search has a warning instead. */
export async function openSearch(
  context: SearchContext,
  { collection, mode, reranker, countRephraser }: SearchNeeds,
  signal: AbortSignal,
): Promise<SearchServices> {
  const { parts, emit, memory, work } = context;
  const [half, embedder] = await Promise.all([requireStore(context, collection), openEmbedder(parts, mode)]);
  const isByMeaning = embedder !== undefined && (await hasVectors(half, collection, signal));
  // The models load in separate threads, while this one loads the code and reads the index.
  if (isByMeaning) embedder.warm?.();
  // Without vectors, an answer does not use the scores of a reranker that only reads.
  const reranking = await openReranker(parts, reranker === "read" && !isByMeaning ? "none" : reranker);
  reranking.reranker?.warm?.();

  const store = await memory.openStore(half);
  const rephrasing = await memory.openRephraser(parts, countRephraser);
  return {
    index: half.index,
    store,
    guard: parts.guard,
    clock: parts.clock,
    emit,
    work,
    embedder,
    reranker: reranking.reranker,
    rephrase: rephrasing.rephrase,
    warnings: [...reranking.warnings, ...rephrasing.warnings],
  };
}

/** Opens the embedder; undefined if it cannot be opened, which the story reports as a warning. */
export function openEmbedderIfThere(parts: LydianParts): Promise<Embedder | undefined> {
  return parts.embedder().catch((error: unknown) => {
    if (!(error instanceof LydianError)) throw error;
    return undefined;
  });
}

interface OpenedReranker {
  readonly reranker?: Reranker;
  readonly warnings: readonly Warning[];
}

async function openReranker(parts: LydianParts, use: RerankerUse): Promise<OpenedReranker> {
  if (use === "none") return { warnings: [] };
  try {
    return { reranker: await parts.reranker(), warnings: [] };
  } catch (error) {
    if (!(error instanceof LydianError)) throw error;
    const what = use === "read" ? "The reranker did not read the passages." : "Not reranked.";
    return { warnings: [{ code: error.code, message: `${what} ${error.message}` }] };
  }
}

/** Opens the embedder of a search by meaning. Only a search by meaning alone fails without it. */
async function openEmbedder(parts: LydianParts, mode: SearchMode): Promise<Embedder | undefined> {
  if (mode === "lexical") return undefined;
  return mode === "vector" ? parts.embedder() : openEmbedderIfThere(parts);
}

async function hasVectors({ store }: ReadingHalf, collection: string, signal: AbortSignal): Promise<boolean> {
  return (await store.collection(collection, signal))?.space !== undefined;
}
