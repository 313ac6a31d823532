/** What a job is to do; files lie where `UploadFiles` keeps them, by their number from 0. */
export type JobTask =
  | {
      readonly kind: "upload";
      readonly files: readonly {
        readonly uri: string;
        readonly sizeBytes: number;
        /** Of the bytes, in hexadecimal digits; absent in jobs of before. */
        readonly sha256?: string;
      }[];
      readonly accessLabels: readonly string[];
    }
  | {
      readonly kind: "fetch";
      readonly urls: readonly string[];
      readonly depth: number;
      readonly accessLabels: readonly string[];
    }
  | {
      readonly kind: "sync";
      readonly sources: readonly string[];
      /** Remembered with the sources, like `accessLabels`; absent: as they are. */
      readonly depth?: number;
      readonly accessLabels?: readonly string[];
    }
  | { readonly kind: "reindex" }
  | { readonly kind: "embed" }
  /** Reads documents again, by their ids, with OCR. */
  | { readonly kind: "ocr"; readonly documents: readonly string[] };

/** How far a job is. */
export interface JobProgress {
  /** Files that were looked at, whatever became of them. */
  readonly files: number;
  /** Absent until it is known. */
  readonly filesTotal?: number;
  /** Chunks that are found by their meaning, of those that the job has to embed. */
  readonly embedded: number;
  readonly embeddedTotal?: number;
}

/** What became of one file of a job. */
export interface JobOutcome {
  readonly uri: string;
  readonly outcome: "added" | "updated" | "skipped" | "moved" | "opened" | "removed" | "failed";
  readonly documentId?: string;
  readonly code?: string;
  readonly message?: string;
  readonly hint?: string;
}

/** Work that goes on after the call that asked for it has ended, and after the process has. */
export interface Job {
  readonly id: string;
  readonly collection: string;
  readonly task: JobTask;
  readonly status: "waiting" | "running" | "done" | "failed" | "cancelled";
  /** ISO 8601, UTC, like the others. */
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly progress: JobProgress;
  /** The first thousand, in their order. */
  readonly outcomes: readonly JobOutcome[];
  /** Of a failed one. */
  readonly error?: { readonly code: string; readonly message: string; readonly hint?: string };
}
