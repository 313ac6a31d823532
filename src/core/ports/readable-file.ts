/** A file that is read from its beginning as often as needed; what is opened stays the same file. */
export interface ReadableFile {
  readonly sizeBytes: number;
  read(): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** @throws {FileUnreadableError} if it is not there, or may not be read */
export type OpenFile = (path: string) => Promise<ReadableFile>;

/**
 * Keeps what can be read only once until it is closed.
 *
 * @throws {FileUnwritableError} if the disk refuses it
 */
export type SpoolStream = (bytes: AsyncIterable<Uint8Array>, signal: AbortSignal) => Promise<ReadableFile>;
