/** A measured property of a guard. */
export interface GuardMeasure {
  readonly guard: string;
  /** Name of the data set. */
  readonly data: string;
  /** Measured property, such as `recall of PERSON`. */
  readonly measure: string;
  readonly value: number;
  /** Bounds of the 95 % interval, for shares. */
  readonly low?: number;
  readonly high?: number;
  /** Value to reach, if there is one. */
  readonly goal?: number;
  readonly reached?: boolean;
}
