/** The time, so that tests can set it. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Milliseconds that only grow, for durations. */
  monotonicMs(): number;
}
