import type { CopyProgress } from "./ports/store.ts";
import type { DownloadProgress } from "./pulled-model.ts";
import type { Claim } from "./schemas/answer.ts";
import type { Receipt } from "./schemas/document.ts";
import type { Passage } from "./schemas/hit.ts";
import type { Span } from "./schemas/place.ts";

/** What the stories tell while they run. Progress, traces, audit and metrics are listeners; none changes the outcome. */
export type LydianEvent =
  | { readonly type: "ingest-started"; readonly collection: string; readonly files: number }
  /** While the pages of a crawl are fetched, before the ingest starts. */
  | { readonly type: "pages-fetched"; readonly found: number; readonly fetched: number; readonly leftOut: number }
  | { readonly type: "document-loaded"; readonly uri: string; readonly characters: number; readonly durationMs: number }
  | {
      readonly type: "document-committed";
      readonly uri: string;
      readonly documentId: string;
      readonly receipt: Receipt;
    }
  /** Its members are told after it. */
  | {
      readonly type: "container-opened";
      readonly uri: string;
      readonly members: number;
      /** Whether it has text of its own, so that it is told as a document too. */
      readonly isDocument: boolean;
    }
  /** A member that its container no longer has, or what a source no longer offers. */
  | { readonly type: "document-removed"; readonly uri: string; readonly documentId: string }
  | { readonly type: "document-skipped"; readonly uri: string; readonly documentId: string }
  | {
      readonly type: "document-failed";
      readonly uri: string;
      readonly code: string;
      readonly message: string;
      readonly hint?: string;
    }
  | { readonly type: "vectors-attached"; readonly collection: string; readonly done: number; readonly total: number }
  | ({ readonly type: "store-copied" } & CopyProgress)
  /** Documents that were cut otherwise than the settings say have their new chunks. */
  | { readonly type: "documents-rechunked"; readonly collection: string; readonly done: number; readonly total: number }
  /** Of a calibration. */
  | { readonly type: "questions-answered"; readonly done: number; readonly total: number }
  | { readonly type: "documents-exported"; readonly done: number; readonly total: number }
  /** Before the first of them is imported. */
  | { readonly type: "export-checked"; readonly done: number; readonly total: number }
  | { readonly type: "documents-imported"; readonly done: number; readonly total: number }
  /** The collection's vectors are those of another model now. */
  | { readonly type: "space-swapped"; readonly collection: string; readonly from: string; readonly to: string }
  | {
      readonly type: "segments-merged";
      readonly collection: string;
      readonly segments: number;
      readonly chunks: number;
    }
  /** From now on what happens in these folders is noticed. */
  | { readonly type: "watch-started"; readonly collection: string; readonly sources: readonly string[] }
  /** While watching: something could not be watched or brought in step; it is tried again. */
  | {
      readonly type: "watch-failed";
      readonly uri: string;
      readonly code: string;
      readonly message: string;
      readonly hint?: string;
    }
  /** While watching: a source was walked to its end. */
  | {
      readonly type: "source-synced";
      readonly collection: string;
      readonly source: string;
      readonly added: number;
      readonly updated: number;
      readonly moved: number;
      readonly removed: number;
      readonly failed: number;
      readonly unchanged: number;
    }
  /** While a model's file is fetched. */
  | ({ readonly type: "model-fetched"; readonly name: string } & DownloadProgress)
  /** For an answer that speaks of all documents; `matching` of those that were done. */
  | { readonly type: "sections-read"; readonly done: number; readonly total: number; readonly matching: number }
  | { readonly type: "searched"; readonly collection: string; readonly hits: number; readonly durationMs: number }
  /**
   * Where drafts are wanted: a language model has written this sentence, and nothing of it is checked yet. It is checked,
   * retracted, or not in the answer when that comes.
   */
  | {
      readonly type: "sentence-drafted";
      readonly answerId: string;
      readonly text: string;
      readonly layout: "sentence" | "line";
    }
  /** The oldest draft of this text is no part of the answer. */
  | { readonly type: "sentence-retracted"; readonly answerId: string; readonly text: string; readonly why: string }
  /** Where it is wanted: the hidden thought of a reasoning model, whole. It is never an answer, never cited, never kept. */
  | { readonly type: "thought"; readonly answerId: string; readonly text: string }
  /** What is put before the answerer; in the answer, the cited ones come first and are numbered anew. */
  | { readonly type: "context-composed"; readonly answerId: string; readonly passages: readonly Passage[] }
  /** A sentence of an answer that is still being written was checked, and will be shown as it is. */
  | {
      readonly type: "sentence-checked";
      readonly answerId: string;
      readonly text: string;
      readonly layout: "sentence" | "line";
      /** `supported`, unless the settings want the others shown too, with their verdict. */
      readonly verdict: Claim["verdict"];
      readonly why: string;
      readonly citations: readonly {
        /** Its number before the answerer; in the answer, cited passages are numbered anew as a reader meets them. */
        readonly passage: number;
        readonly documentId: string;
        readonly span: Span;
        readonly quote: string;
      }[];
    }
  | {
      readonly type: "answered";
      readonly answerId: string;
      readonly status: "grounded" | "abstained";
      readonly durationMs: number;
    }
  | {
      readonly type: "guarded";
      readonly stage: string;
      readonly verdict: "pass" | "fail" | "unmeasured";
      readonly action: string;
    };

export type Listener = (event: LydianEvent) => void;
