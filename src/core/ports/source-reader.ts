/** One file that a source offers. Its bytes are read only when asked for. */
export interface SourceEntry {
  readonly uri: string;
  /** For people: the path as the user gave it. */
  readonly label: string;
  /** ISO 8601, UTC; where the source knows it. */
  readonly modifiedAt?: string;
  /** Known before the bytes are read, so that a file over the limit is never read. */
  readonly sizeBytes?: number;
  /** @throws {FileUnreadableError} if the bytes can not be had */
  read(signal: AbortSignal): Promise<Uint8Array>;
}

/** Something a source could not offer: an unreadable file, a link that leads nowhere. */
export interface SourceProblem {
  readonly label: string;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** Where documents come from. Entries are in a stable order: by URI. */
export interface SourceReader {
  list(
    patterns: readonly string[],
    signal: AbortSignal,
  ): Promise<{ readonly entries: readonly SourceEntry[]; readonly problems: readonly SourceProblem[] }>;
}
