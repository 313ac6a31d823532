import type { SearchMode } from "../../core/index.ts";
import {
  defined,
  type Embedder,
  type Grounded,
  type GuardEngine,
  type Listener,
  LydianError,
  type Reranker,
  type TextGenerator,
  type Warning,
  type WorkBudget,
} from "../../core/index.ts";
import type { SearchServices } from "../../engine/search/index.ts";
import { type CallContext, type RerankerUse, requireStore } from "../call-context.ts";
import type { Masks } from "../guard/guard-model.ts";
import type { LydianParts, ReadingHalf } from "../lydian-parts.ts";
import { createRephraserOpener } from "./open-rephraser.ts";
import type { WarnOfChunking } from "./warn-of-chunking.ts";

/** Options that decide which services a search opens. */
interface Needs {
  readonly collection: string;
  readonly mode: SearchMode;
  readonly reranker: RerankerUse;
  /** Whether the settings may rephrase the question. Default: true. */
  readonly rephrases?: boolean;
  /** Counts the usage of the model that rephrases the question. */
  readonly countRephraser?: (generator: TextGenerator) => TextGenerator;
}

/** Opens the services of a search. If an optional model cannot be opened, returns a warning instead. */
export type OpenSearch = (
  needs: Needs,
  signal: AbortSignal,
) => Promise<SearchServices & { readonly warnings: readonly Warning[] }>;

/** Context of a call that can search. */
export interface SearchContext extends CallContext {
  /** Budget of the call, from which everything spends that grows with the question or with what was found. */
  readonly work: WorkBudget;
  readonly open: OpenSearch;
  readonly warnOfChunking: WarnOfChunking;
  /** Returns the search and the parts that another guard changes. The masks are those of a conversation. */
  guardedBy(guard: GuardEngine, masks?: Masks): { readonly open: OpenSearch; readonly parts: GuardedParts };
  /** Returns the context of the same call with a new budget, for the next of many questions that the call asks one after the other. */
  renew(): SearchContext;
  /** Receives an answer that a person must see before it is shown. */
  readonly hold?: (draft: Grounded) => void;
  /** Masks of the call's conversation. */
  readonly masks?: Masks;
}

/** The guard, and the language models behind it. */
export type GuardedParts = Pick<LydianParts, "guard" | "generator" | "verifier">;

/** Returns the context of the same call under another guard, with the masks of its conversation. Without them, each prompt has its own. */
export function underGuard(context: SearchContext, guard: GuardEngine, masks?: Masks): SearchContext {
  const { open, parts } = context.guardedBy(guard, masks);
  const { masks: _, ...rest } = context;
  return defined({ ...rest, open, parts: { ...context.parts, ...parts }, masks });
}

/** Makes the function that opens searches for a listener. All searches share a cache of the latest documents. */
export function createSearchOpener(
  context: Pick<CallContext, "parts">,
): (emit: Listener, guarded: GuardedParts, work: WorkBudget) => OpenSearch {
  const openRephraser = createRephraserOpener();
  let remembered: { readonly half: ReadingHalf; readonly store: SearchServices["store"] } | undefined;
  return (emit, guarded, work) => {
    const parts = { ...context.parts, ...guarded };
    return async ({ collection, mode, reranker, rephrases = true, countRephraser }, signal) => {
      const [half, embedder] = await Promise.all([requireStore(context, collection), openEmbedder(parts, mode)]);
      const isByMeaning = embedder !== undefined && (await hasVectors(half, collection, signal));
      // The models load in threads of their own, while this one loads the code and reads the index.
      if (isByMeaning) embedder.warm?.();
      // Without vectors, an answer does not use the scores of a reranker that only reads.
      const reranking = await openReranker(parts, reranker === "read" && !isByMeaning ? "none" : reranker);
      reranking.reranker?.warm?.();
      const store = await openStore(half);
      const { guard, clock } = parts;
      const { warnings, ...rephrasing } = rephrases ? await openRephraser(parts, countRephraser) : { warnings: [] };
      return defined({
        index: half.index,
        store,
        guard,
        clock,
        emit,
        work,
        embedder,
        ...reranking,
        ...rephrasing,
        warnings: [...reranking.warnings, ...warnings],
      });
    };
  };

  /** Opens the store for one search, which reads each document once. */
  async function openStore(half: ReadingHalf): Promise<SearchServices["store"]> {
    const { readOnce, rememberDocuments } = await import("../../engine/search/index.ts");
    if (remembered?.half !== half) remembered = { half, store: rememberDocuments(half.store) };
    return readOnce(remembered.store);
  }
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
