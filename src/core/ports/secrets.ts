/** Where secrets come from. */
export interface Secrets {
  /** Bytes that nobody can guess. */
  bytes(count: number): Uint8Array;
}
