import { CollectionNotFoundError, type Filter, type Listener, never, type WorkBudget } from "../../core/index.ts";
import { checkFilter, parseFilter } from "../../engine/kernel/index.ts";
import type { SearchSettings } from "../../engine/search/index.ts";
import type { LydianParts, ReadingHalf } from "../parts/lydian-parts.ts";
import type { CallOptions } from "./call-options.ts";

/** Context of a call: the parts of the library, the listener to the call's events, and the call's budget of work. */
export interface CallContext {
  readonly parts: LydianParts;
  readonly emit: Listener;
  /** Budget that pays for all work that grows with the question or its results. */
  readonly work: WorkBudget;
  /**
   * Returns the context of the same call with a new budget, for the next of many questions that the call asks one after
   * the other.
   */
  renew(): this;
}

export const signalOf = ({ signal }: { readonly signal?: AbortSignal }): AbortSignal => signal ?? never;

/** Returns the collection that a call names, or the one of the settings. */
export const collectionOf = (
  { parts }: { readonly parts: Pick<LydianParts, "settings"> },
  options: Pick<CallOptions, "collection">,
): string => options.collection ?? parts.settings.collection;

/** Returns the settings of answers for a collection. */
export function answerSettingsOf({ parts }: Pick<CallContext, "parts">, collection: string) {
  const { byCollection = {}, ...usual } = parts.settings.answer;
  const own = Object.hasOwn(byCollection, collection) ? byCollection[collection] : undefined;
  return { ...usual, ...own };
}

/**
 * Use of the reranker in a call: `none`, `read` (it reads the first hits, but keeps their order), or `rerank` (it
 * reorders them).
 */
export type RerankerUse = "none" | "read" | "rerank";

/** Number of hits read for an answer. Reading more changed nothing in our measurements. */
const DEPTH_FOR_ANSWERS = 5;
const DEPTH_FOR_RERANKING = 30;

/** Returns the use of the reranker by the options, or else by the settings. */
export function rerankerUseOf(
  { parts }: Pick<CallContext, "parts">,
  { rerank }: { readonly rerank?: boolean },
  what: "search" | "question",
): RerankerUse {
  const { model } = parts.settings.rerank;
  if (rerank === undefined && model === "auto") return what === "question" ? "read" : "none";
  return (rerank ?? model !== "off") ? "rerank" : "none";
}

/** Returns how many chunks the reranker reads in a call, its weight in their order, and its time budget. */
export function rerankSettings({ parts }: Pick<CallContext, "parts">, use: RerankerUse) {
  const { depth, weight, budgetMs } = parts.settings.rerank;
  const isReading = use === "read";
  return {
    depth: depth ?? (isReading ? DEPTH_FOR_ANSWERS : DEPTH_FOR_RERANKING),
    weight: isReading ? 0 : weight,
    budgetMs,
  };
}

/** Returns the settings of a search. */
export function searchSettings(context: CallContext, use: RerankerUse): Partial<SearchSettings> {
  const { depth, weight, budgetMs } = rerankSettings(context, use);
  const { synonyms = [] } = context.parts.settings.search;
  // An answer must not depend on the speed of the machine, so reading its few passages has no time limit.
  const rerankBudgetMs = use === "read" ? Number.POSITIVE_INFINITY : budgetMs;
  return { synonyms, rerankDepth: depth, rerankWeight: weight, rerankBudgetMs };
}

/** Reads a filter, as text or as a value, and checks it. */
export function filterOf(where: string | Filter | undefined): Filter | undefined {
  if (where === undefined) return undefined;
  return typeof where === "string" ? parseFilter(where) : checkFilter(where);
}

/**
 * Returns the opened store.
 *
 * @throws {CollectionNotFoundError} if there is no store yet
 */
export async function requireStore({ parts }: Pick<CallContext, "parts">, collection: string): Promise<ReadingHalf> {
  const half = await parts.read();
  if (half !== undefined) return half;
  throw new CollectionNotFoundError(
    `There is no collection "${collection}", since ${parts.directory} holds no store yet.`,
    {
      hint: "Add documents first: `lydian add PATH`. Or name the store's folder with `--store DIR`.",
    },
  );
}
