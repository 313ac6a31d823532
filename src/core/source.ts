import type { Metadata } from "./schemas/document.ts";

/** What holds for every document of a source, and how a web source is walked. */
export interface SourceOptions {
  readonly metadata: Metadata;
  /** Rules that read metadata from a URI, as in `path:{year}/{team}/*`. */
  readonly metadataRules: readonly string[];
  readonly accessLabels: readonly string[];
  /** Of a web source: how many links away from its first page; 0 is that page alone. */
  readonly depth?: number;
}

/** Where a stored document came from, and in which version. What is absent is forgotten: unowned, unknown. */
export interface DocumentOrigin {
  readonly documentId: string;
  /** The source that owns it. */
  readonly source?: string;
  readonly revision?: string;
}

/** Where documents come from, remembered so that they can be brought in step with it again. */
export interface Source {
  readonly collection: string;
  /** Unique in its collection: `file:///docs/` for a folder, `https://example.org/` for a web source. */
  readonly uri: string;
  readonly options: SourceOptions;
  /** ISO 8601, UTC. */
  readonly addedAt: string;
  /** When it was last walked to its end; absent before that. */
  readonly syncedAt?: string;
}

/** What keeps a source from being in step. */
export interface WatchProblem {
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** A source that a server keeps in step for as long as it runs. */
export interface Watch {
  readonly collection: string;
  /** Of the source. */
  readonly uri: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** Absent while all is well. */
  readonly problem?: WatchProblem;
}
