import { InvalidArgumentError, type Listener, type ReadableFile, type Source } from "../../core/index.ts";
import { readExport } from "./read-export.ts";
import { corrupt } from "./read-records.ts";
import { type ExportHeader, isCollectionName } from "./records.ts";

/** Export that was read completely and whose records fit together. Only a checked export is imported. */
export interface CheckedExport {
  readonly file: ReadableFile;
  readonly header: ExportHeader;
  /** Sources of its collections, under the names that the collections will have. */
  readonly sources: readonly SourcePlace[];
  /** New name of its only collection; absent to keep the names. */
  readonly as?: string;
}

/** Identity of a source. */
export type SourcePlace = Pick<Source, "collection" | "uri">;

/**
 * Reads and checks a whole export, and whether it can be imported under another name. It writes nothing.
 *
 * @throws {ExportCorruptError} and {ExportVersionError} if it cannot be imported
 * @throws {InvalidArgumentError} if the new name is not valid, or the export has several collections
 */
export async function checkExport(
  file: CheckedExport["file"],
  as: string | undefined,
  emit: Listener,
  signal: AbortSignal,
): Promise<CheckedExport> {
  const { header, sources } = await readWhole(file, emit, signal);
  if (as === undefined) return { file, header, sources };
  checkName(as, header);
  return { file, header, sources: sources.map(({ uri }) => ({ collection: as, uri })), as };
}

async function readWhole(
  file: ReadableFile,
  emit: Listener,
  signal: AbortSignal,
): Promise<Pick<CheckedExport, "header" | "sources">> {
  let header: ExportHeader | undefined;
  const sources: SourcePlace[] = [];
  let collection = "";
  let done = 0;
  for await (const item of readExport(file)) {
    signal.throwIfAborted();
    if (item.kind === "header") header = item.header;
    if (item.kind === "collection") collection = item.name;
    if (item.kind === "source") sources.push({ collection, uri: item.source.uri });
    if (item.kind === "document" && header !== undefined)
      emit({ type: "export-checked", done: ++done, total: countDocuments(header) });
  }
  if (header === undefined) throw corrupt("Its header is missing");
  return { header, sources };
}

function checkName(name: string, { collections }: ExportHeader): void {
  if (!isCollectionName(name))
    throw new InvalidArgumentError(`"${name}" cannot be the name of a collection.`, {
      hint: "Use 1 to 63 lower-case letters, digits, - and _, and begin with a letter or digit.",
    });
  if (collections.length === 1) return;
  throw new InvalidArgumentError(
    `The export has ${collections.length} collections, which cannot all be named ${name}.`,
    { hint: "Import it without a new name." },
  );
}

/** Returns the number of documents that an export's header names. */
export const countDocuments = ({ collections }: ExportHeader): number =>
  collections.reduce((sum, { documents }) => sum + documents, 0);
