import type { CarriedError, DraftNumbers, PackedText, TokenCounter } from "../../core/index.ts";

/** Document in the form in which it is sent to a thread. */
export interface PackedDocument {
  readonly text: PackedText;
  readonly title: string;
  /** Elements, see `packElements`. */
  readonly elements: Int32Array;
}

/** Message to a thread. A thread works on one document at a time. */
export type ChunkRequest =
  | {
      readonly kind: "chunk";
      /** Fingerprint of the chunker. */
      readonly chunker: string;
      readonly tokenCounter: TokenCounter;
      readonly document: PackedDocument;
      readonly canEmbed: boolean;
    }
  /** Vectors for a message `embed`. */
  | { readonly kind: "embedded"; readonly vectors: readonly Float32Array[] };

/** Message from a thread to the calling thread. */
export type ChunkReply =
  | { readonly kind: "embed"; readonly texts: readonly string[] }
  | { readonly kind: "done"; readonly drafts: DraftNumbers }
  | { readonly kind: "failed"; readonly error: CarriedError };
