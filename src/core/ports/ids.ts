/** Names for things that have no natural one. */
export interface Ids {
  /** Unique and sortable by time, `[0-9a-z]{26}` after the prefix and `_`. */
  next(prefix: string): string;
}
