import type { Writable } from "node:stream";
import type { CallGroup } from "../call/call-group.ts";
import type { BackupOptions, BackupReport } from "./backup.ts";
import type { ExportOptions, ExportReport } from "./export-to.ts";
import type { ImportOptions, ImportReport, ImportSource } from "./import-from.ts";

/** Export, import and backup. */
export interface TransferCalls {
  /**
   * Writes collections to one file or stream, with sources, originals and vectors, as they are when the call begins.
   * Does not end the stream. `importFrom` reads the documented format.
   *
   * @throws {FileExistsError} if the file exists, unless `replace` is set
   *
   * @example
   * const { documents } = await lydian.exportTo("handbook.lydian", { collection: "default" });
   * console.log(documents); // 24
   */
  exportTo(file: string | Writable, options?: ExportOptions): Promise<ExportReport>;

  /**
   * Imports what `exportTo` wrote. Checks the whole file before it writes anything. Vectors of the collection's
   * embedding space are imported, others are computed.
   *
   * @throws {ExportCorruptError} if the file is not an export, was cut off or changed; nothing is written
   * @throws {SpaceMismatchError} if vectors are missing and the collection's come from another model than the
   *   configured one; the documents are imported, but found by words only until `reindex`
   *
   * @example
   * const { collections } = await lydian.importFrom("handbook.lydian", { as: "copy" });
   * for (const { collection, imported } of collections) console.log(collection, imported); // copy 24
   */
  importFrom(source: ImportSource, options?: ImportOptions): Promise<ImportReport>;

  /**
   * Copies the store to one file, checked, as it is when the call begins, while others read and write. The file is a
   * store once it is named `store.db` in a separate folder. Saved answers are copied beside it, to a file of the same
   * name and `.state`, which becomes the `state.db` of that folder.
   *
   * @throws {FileExistsError} if the file exists, unless `replace` is set
   * @throws {BlockCorruptError} if a block of the store is damaged
   *
   * @example
   * const { file } = await lydian.backup("backup.db");
   * console.log(file); // …backup.db
   */
  backup(file: string, options?: BackupOptions): Promise<BackupReport>;
}

export const transferCalls: CallGroup<TransferCalls> = {
  load: () => import("./index.ts"),
  names: ["exportTo", "importFrom", "backup"],
};
