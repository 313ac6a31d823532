import type { Metadata } from "./schemas/document.ts";

const NANOSECONDS_PER_MILLISECOND = 1_000_000n;

/** Options for every document of a source, and for crawling a web source. */
export interface SourceOptions {
  readonly metadata: Metadata;
  /** Rules that read metadata from a URI, as in `path:{year}/{team}/*`. */
  readonly metadataRules: readonly string[];
  readonly accessLabels: readonly string[];
  /** Maximum number of links from the first page of a web source to a page; 0 reads the first page only. */
  readonly depth?: number;
}

/**
 * The origin of a stored document. Absent values are removed: the document then has no source, or no known revision.
 */
export interface DocumentOrigin {
  readonly documentId: string;
  /** URI of the source that owns the document. */
  readonly source?: string;
  readonly revision?: string;
}

/** A place that documents come from, stored so that it can be synced again. */
export interface Source {
  readonly collection: string;
  /** Unique in its collection: `file:///docs/` for a folder, `https://example.org/` for a web source. */
  readonly uri: string;
  readonly options: SourceOptions;
  /** Time when the source was added, ISO 8601 in UTC. */
  readonly addedAt: string;
  /** Time of the last complete sync; absent before the first. */
  readonly syncedAt?: string;
}

/** A problem that keeps a source from being synced. */
export interface WatchProblem {
  /** Time since which the problem exists, ISO 8601 in UTC. */
  readonly since: string;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** A source that a server syncs continuously while it runs. */
export interface Watch {
  readonly collection: string;
  /** URI of the source. */
  readonly uri: string;
  /** Time since which the source is watched, ISO 8601 in UTC. */
  readonly since: string;
  /** Current problem of the source; absent while there is none. */
  readonly problem?: WatchProblem;
}

/** Size of a file and the time of its last change. */
export interface FileState {
  readonly sizeBytes: bigint;
  readonly modifiedNs: bigint;
}

/** Returns the revision of a file, which identifies its version by size and time. */
export function fileRevision({ sizeBytes, modifiedNs }: FileState): string {
  return `${sizeBytes}-${modifiedNs}`;
}

/** Returns the time of the last change from a file's revision, ISO 8601 in UTC; undefined for any other revision. */
export function modifiedAtOf(revision: string): string | undefined {
  const nanoseconds = /^\d+-(\d{16,19})$/.exec(revision)?.[1];
  if (nanoseconds === undefined) return undefined;
  return new Date(Number(BigInt(nanoseconds) / NANOSECONDS_PER_MILLISECOND)).toISOString();
}
