/** Data as it is written: nothing is lost that its reader saw, such as a repeated key or a zero at a number's end. */
export type DataNode = ValueNode | ListNode | MapNode;

export interface ValueNode {
  readonly kind: "value";
  /** As written; of a text, what it stands for. */
  readonly text: string;
}

export interface ListNode {
  readonly kind: "list";
  readonly items: readonly DataNode[];
  /** The number of the first item: 0 in JSON, 1 or more in XML. */
  readonly first: number;
}

export interface MapNode {
  readonly kind: "map";
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  readonly key: string;
  readonly value: DataNode;
  /** What the author wrote above it. */
  readonly comment?: string;
}

/** A step from a node to one below it: a key, or an item's number. */
export type PathStep = string | number;

/** Deeper data is refused: nobody reads it, and walking it would end in an overflow. */
export const MOST_DEPTH = 200;
