/**
 * Items in order. An array is a sequence; a packed list creates its items while it is read, so that a list of a million
 * takes no more memory than its numbers.
 */
export interface Sequence<Item> extends Iterable<Item> {
  readonly length: number;
}
