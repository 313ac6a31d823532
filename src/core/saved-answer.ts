import type { AccessScope } from "./access.ts";
import type { Answer } from "./answer.ts";
import type { EmbeddingSpace } from "./collection.ts";
import type { PassageOrder } from "./passage-order.ts";
import type { Span } from "./span.ts";

/** What of a question, besides its words, shaped the answer. Keys are not among it. */
export interface AskedSettings {
  readonly mode: "hybrid" | "lexical" | "vector";
  readonly scope: AccessScope;
  /** In the filter language. */
  readonly where?: string;
  /** ISO 639-1, or `auto`. */
  readonly language: string;
  /** Of the embedder that was there; absent where none was asked. */
  readonly embedder?: EmbeddingSpace;
  /** Absent where nothing was read again; with weight 0 the order followed nothing of it. */
  readonly reranker?: {
    readonly id: string;
    readonly depth: number;
    readonly weight: number;
    readonly budgetMs: number;
  };
  readonly answer: {
    readonly model: string;
    readonly budgetTokens: number;
    /** Absent: `ends`. */
    readonly order?: PassageOrder;
    readonly maxSentences: number;
    readonly threshold?: number;
    readonly maxOutputTokens: number;
    readonly effort?: "low" | "medium" | "high";
    readonly onFailure: "quotes" | "error";
    /** Absent in records of the first version of Lydian that wrote any. */
    readonly unsupported?: "drop" | "flag" | "abstain";
  };
  /** Of an answer for which every section was read: what it was, and of which documents, as they were named. */
  readonly survey?: {
    readonly kind: "summary" | "question";
    readonly documents?: readonly string[];
    readonly about?: string;
    readonly words?: number;
  };
  readonly verifier: string;
  /** SHA-256 of the prompt templates and the profile; of a language model's answer. */
  readonly promptsHash?: string;
  /** SHA-256 of the rules; absent without any. */
  readonly synonymsHash?: string;
}

/** A cited document in the version that was cited. */
export interface SavedDocument {
  readonly documentId: string;
  readonly uri: string;
  readonly title: string;
  /** SHA-256 of the original bytes. */
  readonly contentHash: string;
  /** SHA-256 of the text, as UTF-8. */
  readonly textHash: string;
  /** UTF-16 code units of the text. */
  readonly characters: number;
}

/** The surroundings of cited spans: `text` equals the document's text at `span`. */
export interface Excerpt {
  readonly documentId: string;
  readonly span: Span;
  readonly text: string;
  /** SHA-256 of `text`, as UTF-8. */
  readonly hash: string;
}

export interface WithheldQuestion {
  readonly check: string;
  readonly questionHash: string;
}

/** An answer with all that is needed to show later what it rested on, and whether it still does. */
export interface SavedAnswer {
  readonly recordVersion: 1;
  /** ISO 8601, UTC. */
  readonly savedAt: string;
  /** The version of Lydian that answered. */
  readonly writtenBy: string;
  readonly asked: AskedSettings;
  readonly answer: Answer;
  /** Where a guard stopped the question: which check, and the SHA-256 of its text as UTF-8. The text is not kept. */
  readonly withheld?: WithheldQuestion;
  /** In the order of their first citation; none for an abstention. */
  readonly documents: readonly SavedDocument[];
  /** By document in that order, then by span; each citation lies within one. */
  readonly excerpts: readonly Excerpt[];
  /** SHA-256 of each citation's quote, as UTF-8, in the order of the citations. */
  readonly quoteHashes: readonly string[];
}
