/** Where secrets come from. */
export interface Secrets {
  /** Bytes that nobody can guess. */
  randomBytes(count: number): Uint8Array;
}
