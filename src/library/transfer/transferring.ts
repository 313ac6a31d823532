import type { Writable } from "node:stream";
import type { DocumentLoss, Warning } from "../../core/index.ts";

export interface ExportOptions {
  /** Only this collection; absent: all. */
  readonly collection?: string;
  /** Whether the file may take the place of another one. Default false. */
  readonly replace?: boolean;
  readonly signal?: AbortSignal;
}

export interface ExportReport {
  /** Absolute; absent if it went into a stream. */
  readonly file?: string;
  readonly collections: readonly {
    readonly collection: string;
    readonly documents: number;
    readonly sources: number;
  }[];
  readonly documents: number;
}

/** A file's path, or its bytes as a stream, which wait in a temporary file until they are checked. */
export type ImportSource = string | AsyncIterable<Uint8Array>;

export interface ImportOptions {
  /** The name that the export's only collection gets here. Default: its own. */
  readonly as?: string;
  /** Whether a document takes the place of another version of the same URI. Default false: what is there stays. */
  readonly replace?: boolean;
  /** False: vectors that did not come along wait for `embed`. Default true. */
  readonly embed?: boolean;
  readonly signal?: AbortSignal;
}

export interface ImportReport {
  readonly collections: readonly {
    readonly collection: string;
    readonly imported: number;
    /** Of the imported: those in whose place another version was. */
    readonly replaced: number;
    /** There already, the same. */
    readonly skipped: number;
    /** There already in another version, which has stayed. */
    readonly kept: number;
    /** Of the imported: those whose vectors came along. */
    readonly withVectors: number;
    /** Of the whole collection. */
    readonly chunksWithoutVectors: number;
  }[];
}

export interface BackupOptions {
  /** Whether the file may take the place of another one. Default false. */
  readonly replace?: boolean;
  readonly signal?: AbortSignal;
}

export interface BackupReport {
  /** Absolute. */
  readonly file: string;
  /** Where saved answers and conversations were copied to, absolute; absent if there are none, or they could not be copied. */
  readonly stateFile?: string;
  /** What could not be copied, why, and what to do. */
  readonly warnings: readonly Warning[];
  readonly sizeBytes: number;
  readonly documents: number;
  readonly chunks: number;
}

export interface RepairReport {
  /** The store's folder, absolute. */
  readonly store: string;
  /** Where the database lies that was damaged, as it was. */
  readonly damagedFile: string;
  /** Saved, those that are not whole among them. */
  readonly documents: number;
  /** Of these: with all their vectors. */
  readonly withVectors: number;
  /** Saved, but not whole: the next `add` or `sync` of their files reads them again. */
  readonly incomplete: readonly {
    readonly collection: string;
    readonly uri: string;
    readonly lost: readonly DocumentLoss[];
  }[];
  /** Not saved: their text, or what says who may read them, is lost. */
  readonly lost: readonly { readonly collection: string; readonly uri: string }[];
  /** Places of the file that could not be read at all: what was there has no name any more. */
  readonly unreadablePlaces: number;
}

/** What keeps and moves a store. */
export interface KeepingCalls {
  /**
   * Writes collections to one file, or to a stream without ending it, with sources, originals and vectors: the state at the beginning of the call. The format is
   * documented; `importFrom` finds and answers with it as here.
   *
   * @throws {FileExistsError} if there is something of that name, unless it may be replaced
   */
  exportTo(file: string | Writable, options?: ExportOptions): Promise<ExportReport>;
  /**
   * Imports what `exportTo` wrote. The file is checked whole before anything is written; stopped later, the same call goes
   * on. Vectors of the collection's embedding space come along, others are computed anew.
   *
   * @throws {ExportCorruptError} if the file is no export, was cut off or changed: nothing is written
   * @throws {SpaceMismatchError} if vectors are missing, and those of the collection are of another model than the one that
   *   is set: imported, but found by words only until `reindex`
   */
  importFrom(source: ImportSource, options?: ImportOptions): Promise<ImportReport>;
  /**
   * Copies the store to one file while others read and write: the state at the beginning of the call, whole and checked.
   * As `store.db` in a folder of its own, the file is a store. Saved answers are copied beside it, to a file of the same
   * name and `.state`, which is the `state.db` of that folder.
   *
   * @throws {FileExistsError} if there is something of that name, unless it may be replaced
   * @throws {BlockCorruptError} if a block of the store is damaged
   */
  backup(file: string, options?: BackupOptions): Promise<BackupReport>;
}
