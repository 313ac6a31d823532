import type {
  CarriedError,
  DraftNumbers,
  GuardRequest,
  GuardRule,
  GuardVerdict,
  PackedText,
  TokenCounter,
} from "../../core/index.ts";

/** Document in the form in which it is sent to a thread. */
export interface PackedDocument {
  readonly text: PackedText;
  readonly title: string;
  /** Elements, see `packElements`. */
  readonly elements: Int32Array;
}

/** Order to chunk a document. */
export interface ChunkOrder {
  readonly kind: "chunk";
  /** Fingerprint of the chunker. */
  readonly chunker: string;
  readonly tokenCounter: TokenCounter;
  readonly document: PackedDocument;
  readonly canEmbed: boolean;
}

/** Order to measure a text with one guard. */
export interface CheckOrder {
  readonly kind: "check";
  /** Id of the guard. */
  readonly guard: string;
  /** Version of the guard that the caller has loaded. */
  readonly version: string;
  /** Options of the guard, as the policy sets them. */
  readonly options?: GuardRule["options"];
  readonly request: GuardRequest;
}

/** Result of a guard. */
export type Measured = Pick<GuardVerdict, "score" | "spans" | "help">;

/** Message to a thread. A thread carries out one order at a time. */
export type ThreadRequest =
  | ChunkOrder
  | CheckOrder
  /** Vectors for a message `embed`. */
  | { readonly kind: "embedded"; readonly vectors: readonly Float32Array[] };

/** Message of a thread that has carried out its order. */
export type SuccessReply =
  | { readonly kind: "chunked"; readonly drafts: DraftNumbers }
  | { readonly kind: "checked"; readonly result: Measured };

/** Message from a thread to the calling thread. */
export type ThreadReply =
  | SuccessReply
  | { readonly kind: "failed"; readonly error: CarriedError }
  | { readonly kind: "embed"; readonly texts: readonly string[] };
