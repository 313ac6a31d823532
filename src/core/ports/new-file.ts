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
