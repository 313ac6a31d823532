import type { Job } from "../core/index.ts";
import type { CallOptions } from "../library/call-options.ts";

/** How a place becomes a source by a job. */
export interface AddSourceOptions extends Omit<CallOptions, "onEvent"> {
  /** Whether whoever calls `watchSources`, as a server does, keeps it in step from now on. Default false. */
  readonly isWatched?: boolean;
  /** As for `sync`. */
  readonly accessLabels?: readonly string[];
  readonly depth?: number;
}

export interface AddedSource {
  /** Its URI. */
  readonly source: string;
  /** What brings it in step. */
  readonly job: Job;
}

/** Sources that are kept in step for as long as a server runs. */
export interface WatchCalls {
  /**
   * Asks for a folder or an address of the web to become a source, by a job. One that is a source already is brought in step.
   *
   * @throws {SourceUnavailableError} if there is no such folder
   * @throws {InvalidArgumentError} if an address of the web is to be watched
   */
  addSource(source: string, options?: AddSourceOptions): Promise<AddedSource>;
  /**
   * Has a source watched, or no longer; answers whether that is a change. A folder that is no source yet becomes one.
   *
   * @throws {SourceUnavailableError} if there is no such folder
   * @throws {InvalidArgumentError} if it is an address of the web
   */
  setWatched(source: string, isWatched: boolean, options?: Omit<CallOptions, "onEvent">): Promise<boolean>;
  /**
   * Keeps all watched sources in step, by jobs, until the signal is aborted, which is its normal end: those that are watched
   * now, and those that come to be. What is wrong with one stands in `sources`.
   */
  watchSources(options: { readonly signal: AbortSignal; readonly onFailure?: (error: unknown) => void }): Promise<void>;
}
