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
