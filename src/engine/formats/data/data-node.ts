/** Data as it is written, including repeated keys and zeros at the end of numbers. */
export type DataNode = ValueNode | ListNode | MapNode;

export interface ValueNode {
  readonly kind: "value";
  /** The value as written; a string without its quotes and escapes. */
  readonly text: string;
}

export interface ListNode {
  readonly kind: "list";
  readonly items: readonly DataNode[];
  /** Number of the first item: 0 in JSON, 1 or more in XML. */
  readonly first: number;
}

export interface MapNode {
  readonly kind: "map";
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  readonly key: string;
  readonly value: DataNode;
  /** The author's comment above the entry. */
  readonly comment?: string;
}

/** A step from a node to one below it: a key, or an item's number. */
export type PathStep = string | number;

/** Maximum depth. Deeper data is refused: nobody reads it, and walking it would overflow the stack. */
export const MAX_DEPTH = 200;
