/** A file that appears only when it is complete. Until `keep` it has a temporary name beside its final place. */
export interface NewFile {
  /** Absolute path of the temporary file. */
  readonly temporaryPath: string;
  /** Appends bytes. */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Writes the bytes to the disk and moves the file to its final place.
   *
   * @throws {FileExistsError} if another file was created there meanwhile and may not be replaced
   */
  keep(): Promise<void>;
  /** Removes the file, unless it was kept. */
  discard(): Promise<void>;
}

export interface NewFileOptions {
  /** True if the file may replace another one. */
  readonly replace: boolean;
}

/**
 * Creates a file.
 *
 * @throws {FileExistsError} if `path` exists and may not be replaced
 * @throws {FileUnwritableError} from every call whose write fails
 */
export type CreateFile = (path: string, options: NewFileOptions) => Promise<NewFile>;

/** An open file that can be read from its beginning any number of times. */
export interface ReadableFile {
  readonly sizeBytes: number;
  read(): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** Opens a file. @throws {FileUnreadableError} if it does not exist or may not be read */
export type OpenFile = (path: string) => Promise<ReadableFile>;

/**
 * Copies a stream, which can be read only once, to a temporary file that lasts until it is closed.
 *
 * @throws {FileUnwritableError} if the disk rejects it
 */
export type SpoolStream = (bytes: AsyncIterable<Uint8Array>, signal: AbortSignal) => Promise<ReadableFile>;

/** A file to store for a waiting job, with its number from 0. */
export interface FileToKeep {
  readonly job: string;
  readonly number: number;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly maxBytes: number;
}

/** Uploaded files waiting to be ingested. They outlive the process. */
export interface UploadFiles {
  /**
   * Stores a file until its job is over.
   *
   * @throws {BodyTooLargeError} beyond `maxBytes`; nothing of the file remains
   * @throws {FileUnwritableError} if the disk rejects it
   */
  keep(file: FileToKeep, signal: AbortSignal): Promise<{ readonly sizeBytes: number }>;
  /**
   * Reads a file of a job.
   *
   * @throws {FileUnreadableError} if the file does not exist or cannot be read
   */
  read(job: string, number: number): Promise<Uint8Array>;
  /**
   * Lists the jobs with files.
   *
   * @throws {FileUnreadableError} if their folder exists and cannot be read
   */
  list(): Promise<readonly string[]>;
  /**
   * Returns when the files of a job last changed, in milliseconds since 1970. Returns undefined if they are gone, or
   * one of them was removed meanwhile.
   *
   * @throws {FileUnreadableError} if they cannot be read
   */
  changedAtMs(job: string): Promise<number | undefined>;
  /**
   * Removes the files of a job, if there are any.
   *
   * @throws {FileUnwritableError} if they cannot be removed
   */
  remove(job: string): Promise<void>;
}
