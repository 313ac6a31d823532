import type { CarriedError, TokenCounter } from "../../core/index.ts";

/** A document as it crosses a thread. */
export interface PackedDocument {
  readonly text: string;
  readonly title: string;
  /** Elements, see `packElements`. */
  readonly elements: Int32Array<ArrayBuffer>;
}

/** Drafts as they cross a thread, see `packDrafts`. */
export interface PackedDrafts {
  readonly numbers: Int32Array<ArrayBuffer>;
  readonly paths: readonly (readonly string[])[];
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

/** Message from a thread. */
export type ChunkReply =
  | { readonly kind: "embed"; readonly texts: readonly string[] }
  | { readonly kind: "done"; readonly drafts: PackedDrafts }
  | { readonly kind: "failed"; readonly error: CarriedError };
