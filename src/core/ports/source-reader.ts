/** One file or page that a source offers. Its bytes are read only when asked for. */
export interface SourceEntry {
  readonly uri: string;
  /** Path for people, as the user gave it. */
  readonly label: string;
  /** Time of the last change, ISO 8601, UTC; absent if unknown. */
  readonly modifiedAt?: string;
  /** Size known before the bytes are read, so that a file over the limit is never read. */
  readonly sizeBytes?: number;
  /** The source's mark of this version (size and time, or ETag). If it is the same, the bytes are unchanged. */
  readonly revision?: string;
  /** Encoding according to the source (`Content-Type`). The bytes may show another one. */
  readonly charset?: string;
  /**
   * Reads the bytes.
   *
   * @throws {FileUnreadableError} if the bytes cannot be read
   */
  read(signal: AbortSignal): Promise<Uint8Array>;
}

/** A problem of a source, such as an unreadable file or a broken link. */
export interface SourceProblem {
  readonly label: string;
  /** Place of the problem. Stored documents from this place and below stay, unless `hasGone`. */
  readonly uri?: string;
  /** Set if the place itself reports that it no longer exists, so that its stored documents may be removed. */
  readonly hasGone?: true;
  /** Set if the problem may hide other parts of the source, so that a missing entry may still exist. */
  readonly hidesOthers?: true;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** The entries of a source, sorted by URI. */
export interface SourceListing {
  readonly entries: readonly SourceEntry[];
  readonly problems: readonly SourceProblem[];
  /** Releases the resources of the entries, such as a temporary file. After that, no entry can be read. */
  close?(): Promise<void>;
}

/** A stored version, which need not be fetched again. */
export interface KnownVersion {
  readonly revision: string;
  /** Returns the original bytes, or undefined if the settings did not store them. */
  readOriginal(signal: AbortSignal): Promise<Uint8Array | undefined>;
}

/** Progress of a crawl, in pages. */
export interface ListProgress {
  readonly found: number;
  readonly fetched: number;
  /** Number of pages that the site asks not to read. */
  readonly leftOut: number;
}

export interface ListOptions {
  /**
   * Maximum number of links from the first page of a web source to a page; default 0, which reads the first page only.
   */
  readonly depth?: number;
  /** Returns the stored version of a URI. An entry with the same revision is unchanged and may refuse to be read. */
  known?(uri: string, signal: AbortSignal): Promise<KnownVersion | undefined>;
  onProgress?(progress: ListProgress): void;
}

/** Lists the entries of sources. */
export interface SourceReader {
  list(patterns: readonly string[], options: ListOptions, signal: AbortSignal): Promise<SourceListing>;
}
