import type { DownloadProgress } from "./models/pulled-model.ts";
import type { GuardAction, GuardPolicyId, GuardStage, GuardVerdict } from "./ports/guard.ts";
import type { CopyProgress } from "./ports/store.ts";
import type { Claim } from "./schemas/answer.ts";
import type { Receipt } from "./schemas/document.ts";
import type { Passage } from "./schemas/hit.ts";
import type { Span } from "./schemas/place.ts";

/**
 * An event of a running call. Progress, traces, audit and metrics listen to events; no listener changes the outcome.
 */
export type LydianEvent =
  | { readonly type: "ingest-started"; readonly collection: string; readonly files: number }
  /** Progress of a crawl, before its pages are ingested. */
  | { readonly type: "pages-fetched"; readonly found: number; readonly fetched: number; readonly leftOut: number }
  | { readonly type: "document-loaded"; readonly uri: string; readonly characters: number; readonly durationMs: number }
  | {
      readonly type: "document-committed";
      readonly uri: string;
      readonly documentId: string;
      readonly receipt: Receipt;
    }
  /** The events of its members follow. */
  | {
      readonly type: "container-opened";
      readonly uri: string;
      readonly members: number;
      /** True if the container has text itself, so that it also has the events of a document. */
      readonly isDocument: boolean;
    }
  /** A member was removed from its container, or a document from its source. */
  | { readonly type: "document-removed"; readonly uri: string; readonly documentId: string }
  | { readonly type: "document-skipped"; readonly uri: string; readonly documentId: string }
  | {
      readonly type: "document-failed";
      readonly uri: string;
      readonly code: string;
      readonly message: string;
      readonly hint?: string;
      /** Kind of an unexpected error and the places in the code where it was thrown, without its message. */
      readonly stack?: string;
    }
  /** The receipts of the files that failed could not be stored. The documents are. */
  | { readonly type: "receipts-not-stored"; readonly code: string; readonly message: string; readonly hint?: string }
  | { readonly type: "vectors-attached"; readonly collection: string; readonly done: number; readonly total: number }
  | ({ readonly type: "store-copied" } & CopyProgress)
  /** Documents with outdated chunks have their new ones. */
  | { readonly type: "documents-rechunked"; readonly collection: string; readonly done: number; readonly total: number }
  /** Progress of a calibration. */
  | { readonly type: "questions-answered"; readonly done: number; readonly total: number }
  | { readonly type: "documents-exported"; readonly done: number; readonly total: number }
  /** Progress of checking an export, before its documents are imported. */
  | { readonly type: "export-checked"; readonly done: number; readonly total: number }
  | { readonly type: "documents-imported"; readonly done: number; readonly total: number }
  /** The collection now has the vectors of another model. */
  | { readonly type: "space-swapped"; readonly collection: string; readonly from: string; readonly to: string }
  | {
      readonly type: "segments-merged";
      readonly collection: string;
      readonly segments: number;
      readonly chunks: number;
    }
  /** Changes in these folders are noticed from now on. */
  | { readonly type: "watch-started"; readonly collection: string; readonly sources: readonly string[] }
  /** A source could not be watched or synced; it will be retried. */
  | {
      readonly type: "watch-failed";
      readonly uri: string;
      readonly code: string;
      readonly message: string;
      readonly hint?: string;
    }
  /** A watched source was synced completely. */
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
  /** Progress of downloading a model's file. */
  | ({ readonly type: "model-fetched"; readonly name: string } & DownloadProgress)
  /** Progress of an answer about all documents; `matching` counts the matching sections among those done. */
  | { readonly type: "sections-read"; readonly done: number; readonly total: number; readonly matching: number }
  /** The question waits for its turn on a server, with so many others ahead of it. */
  | { readonly type: "queued"; readonly ahead: number }
  | { readonly type: "searched"; readonly collection: string; readonly hits: number; readonly durationMs: number }
  /**
   * A language model has written this sentence, which is not checked yet. Sent only if drafts are requested. The
   * sentence is later checked or retracted, or it is missing from the answer.
   */
  | {
      readonly type: "sentence-drafted";
      readonly answerId: string;
      readonly text: string;
      readonly layout: "sentence" | "line";
    }
  /** The oldest draft with this text is not part of the answer. */
  | { readonly type: "sentence-retracted"; readonly answerId: string; readonly text: string; readonly why: string }
  /**
   * The whole hidden reasoning of a model, if requested. It is never part of an answer, never cited and never
   * stored.
   */
  | { readonly type: "thought"; readonly answerId: string; readonly text: string }
  /** The passages put before the answerer. In the answer, the cited ones come first and are renumbered. */
  | { readonly type: "context-composed"; readonly answerId: string; readonly passages: readonly Passage[] }
  /** A sentence of an unfinished answer was checked and will be shown unchanged. */
  | {
      readonly type: "sentence-checked";
      readonly answerId: string;
      readonly text: string;
      readonly layout: "sentence" | "line";
      /** Verdict on the sentence: `supported`, unless the settings also show unsupported sentences. */
      readonly verdict: Claim["verdict"];
      readonly why: string;
      readonly citations: readonly {
        /**
         * Number that the passage had for the answerer. In the answer, cited passages are renumbered in order of
         * appearance.
         */
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
      readonly stage: GuardStage;
      readonly action: GuardAction;
      readonly policy: GuardPolicyId;
      readonly verdicts: readonly GuardVerdict[];
    };

export type Listener = (event: LydianEvent) => void;
