/** The time, so that tests can set it. */
export interface Clock {
  /** Returns milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Returns milliseconds that only increase, for measuring durations. */
  monotonicMs(): number;
}

/** Makes ids. */
export interface Ids {
  /** Returns a unique id that sorts by time: the prefix, `_`, and `[0-9a-z]{26}`. */
  next(prefix: string): string;
}

/** Makes secrets. */
export interface Secrets {
  /** Returns bytes that nobody can guess. */
  bytes(count: number): Uint8Array;
}
