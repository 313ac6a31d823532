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

/**
 * Starts a stage. The returned function ends it, and notes how long it took and how many items left it, which is 1
 * unless given.
 */
export type StartStage = (stage: string) => (count?: number) => void;

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
  readonly startStage: StartStage;
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
    startStage: stagesInto(stageTraces, services.clock),
    stageTraces,
    signal,
  };
}

/** Returns the function that starts stages, whose notes are added to a list as they end. */
export function stagesInto(stageTraces: StageTrace[], clock: Clock): StartStage {
  return (stage) => {
    const startedMs = clock.monotonicMs();
    return (count = 1) => {
      stageTraces.push({ stage, durationMs: clock.monotonicMs() - startedMs, count });
    };
  };
}
