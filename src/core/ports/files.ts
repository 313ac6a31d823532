/** A file that comes into being whole: it is made under a name of its own beside its place, which it takes when it is kept. */
export interface NewFile {
  /** Where it is made, absolute. */
  readonly temporaryPath: string;
  /** Appends. */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Moves it to its place, when its bytes are on the disk.
   *
   * @throws {FileExistsError} if another file has come there meanwhile, which was not to be replaced
   */
  keep(): Promise<void>;
  /** Removes it, unless it was kept. */
  discard(): Promise<void>;
}

export interface NewFileOptions {
  /** Whether it may take the place of another file. */
  readonly replace: boolean;
}

/**
 * @throws {FileExistsError} if there is something at `path` that is not to be replaced
 * @throws {FileUnwritableError} from each call that the disk refuses
 */
export type CreateFile = (path: string, options: NewFileOptions) => Promise<NewFile>;

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

/** Files that were sent to the store and wait for their job; they outlive the process. */
export interface UploadFiles {
  /**
   * Keeps a file until its job is over.
   *
   * @throws {BodyTooLargeError} beyond `maxBytes`; nothing of it is left
   * @throws {FileUnwritableError} if the disk refuses it
   */
  keep(
    file: {
      readonly job: string;
      readonly number: number;
      readonly bytes: AsyncIterable<Uint8Array>;
      readonly maxBytes: number;
    },
    signal: AbortSignal,
  ): Promise<{ readonly sizeBytes: number }>;
  /** @throws {FileUnreadableError} if it is not there */
  read(job: string, number: number): Promise<Uint8Array>;
  /** Those of a job; nothing if there are none. */
  remove(job: string): Promise<void>;
}
