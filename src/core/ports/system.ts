/** The time, so that tests can set it. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Milliseconds that only grow, for durations. */
  monotonicMs(): number;
}

/** Names for things that have no natural one. */
export interface Ids {
  /** Unique and sortable by time, `[0-9a-z]{26}` after the prefix and `_`. */
  next(prefix: string): string;
}

/** Where secrets come from. */
export interface Secrets {
  /** Bytes that nobody can guess. */
  bytes(count: number): Uint8Array;
}
