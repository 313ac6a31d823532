/** What keeps a source from being in step. */
export interface WatchProblem {
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** A source that a server keeps in step for as long as it runs. */
export interface Watch {
  readonly collection: string;
  /** Of the source. */
  readonly uri: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** Absent while all is well. */
  readonly problem?: WatchProblem;
}
