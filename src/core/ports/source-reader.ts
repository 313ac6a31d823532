/** One file or page that a source offers. Its bytes are read only when asked for. */
export interface SourceEntry {
  readonly uri: string;
  /** For people: the path as the user gave it. */
  readonly label: string;
  /** ISO 8601, UTC; where the source knows it. */
  readonly modifiedAt?: string;
  /** Known before the bytes are read, so that a file over the limit is never read. */
  readonly sizeBytes?: number;
  /** What the source says of this version of the bytes (size and time, ETag): the same again means unchanged. */
  readonly revision?: string;
  /** The encoding that the source says the text is in (`Content-Type`); the bytes themselves may say otherwise. */
  readonly charset?: string;
  /** @throws {FileUnreadableError} if the bytes can not be had */
  read(signal: AbortSignal): Promise<Uint8Array>;
}

/** Something a source could not offer: an unreadable file, a link that leads nowhere. */
export interface SourceProblem {
  readonly label: string;
  /** Where it is; what is stored of this place, and of all below it, is not known to have gone, unless `hasGone`. */
  readonly uri?: string;
  /** The place itself says that it is no more: what is stored of it may go. */
  readonly hasGone?: true;
  /** Anything of the source may lie behind it: that something is not offered does not say that it has gone. */
  readonly hidesOthers?: true;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** Entries are in a stable order: by URI. */
export interface SourceListing {
  readonly entries: readonly SourceEntry[];
  readonly problems: readonly SourceProblem[];
  /** Gives back what the entries are read from (a temporary file); after it, none can be read. */
  close?(): Promise<void>;
}

/** A version that is stored already, so that it need not be fetched again. */
export interface KnownVersion {
  readonly revision: string;
  /** The original bytes, unless the setting left them out. */
  readOriginal(signal: AbortSignal): Promise<Uint8Array | undefined>;
}

/** How far a source has come that has to go and look: the pages of a crawl. */
export interface ListProgress {
  readonly found: number;
  readonly fetched: number;
  /** Not read because the site asks not to. */
  readonly leftOut: number;
}

export interface ListOptions {
  /** Of a web source: how many links away from its first page; default 0, that page alone. */
  readonly depth?: number;
  /** What is stored of a URI. An entry whose revision it has is unchanged, and may refuse to be read. */
  known?(uri: string, signal: AbortSignal): Promise<KnownVersion | undefined>;
  onProgress?(progress: ListProgress): void;
}

/** Where documents come from. */
export interface SourceReader {
  list(patterns: readonly string[], options: ListOptions, signal: AbortSignal): Promise<SourceListing>;
}
