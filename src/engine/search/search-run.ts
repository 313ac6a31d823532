import {
  type Clock,
  type Collection,
  createWorkBudget,
  type DocumentQuery,
  MAX_QUERY_STEPS,
  type StageTrace,
  type WorkBudget,
} from "../../core/index.ts";
import {
  defaultSearchSettings,
  type SearchRequest,
  type SearchServices,
  type SearchSettings,
} from "./search-request.ts";

/** Runs a stage, and notes how long it took and how many items left it. */
export type StageTracer = <T>(stage: string, work: () => Promise<T> | T, count?: (result: T) => number) => Promise<T>;

/** One search while it runs: everything that its stages share. */
export interface SearchRun {
  readonly services: SearchServices;
  /** The request, with the query that the guard allowed. */
  readonly request: SearchRequest;
  readonly settings: SearchSettings;
  readonly collection: Collection;
  /** Collection and scope that the caller may read. */
  readonly readable: DocumentQuery;
  /** Steps of the request that the search belongs to. */
  readonly work: WorkBudget;
  /** Part of these steps that all searches of the index share. */
  readonly indexWork: WorkBudget;
  readonly trace: StageTracer;
  /** Notes of the stages so far, in the order in which they ended. */
  readonly stageTraces: readonly StageTrace[];
  readonly signal: AbortSignal;
}

/** Prepares the search of a query that was checked and passed the guard. */
export function beginSearch(
  services: SearchServices,
  request: SearchRequest,
  { collection, signal }: Pick<SearchRun, "collection" | "signal">,
): SearchRun {
  const stageTraces: StageTrace[] = [];
  const work = services.work ?? createWorkBudget(signal);
  return {
    services,
    request,
    settings: { ...defaultSearchSettings, ...request.settings },
    collection,
    readable: { collection: collection.name, scope: request.scope },
    work,
    indexWork: work.part(MAX_QUERY_STEPS),
    trace: createTracer(services.clock, stageTraces),
    stageTraces,
    signal,
  };
}

/** Creates a tracer that adds the notes of each stage to a list. A stage without a count has one item. */
export function createTracer(clock: Clock, stageTraces: StageTrace[]): StageTracer {
  return async (stage, work, count = () => 1) => {
    const startedMs = clock.monotonicMs();
    const result = await work();
    stageTraces.push({ stage, durationMs: clock.monotonicMs() - startedMs, count: count(result) });
    return result;
  };
}
