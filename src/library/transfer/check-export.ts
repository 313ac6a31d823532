import { InvalidArgumentError, type Listener, type ReadableFile } from "../../core/index.ts";
import { readExport } from "./read-export.ts";
import { corrupt } from "./read-records.ts";
import { type ExportHeader, isCollectionName } from "./records.ts";

/** An export that was read to its end and holds together; only such a one is imported. */
export interface CheckedExport {
  readonly file: ReadableFile;
  readonly header: ExportHeader;
  /** The name that its only collection gets. */
  readonly as?: string;
}

/** Export to check, and the name that its only collection is to get. */
interface CheckRequest extends Pick<CheckedExport, "file" | "as"> {
  readonly emit: Listener;
}

/**
 * Reads an export whole and checks it, and whether it can be imported under another name. Nothing is written.
 *
 * @throws {ExportCorruptError} and {ExportVersionError} if it cannot be imported
 * @throws {InvalidArgumentError} for a name that no collection can have, or where the export has several collections
 */
export async function checkExport(request: CheckRequest, signal: AbortSignal): Promise<CheckedExport> {
  const { file, as, emit } = request;
  const header = await readWhole(file, emit, signal);
  if (as === undefined) return { file, header };
  checkName(as, header);
  return { file, header, as };
}

async function readWhole(file: ReadableFile, emit: Listener, signal: AbortSignal): Promise<ExportHeader> {
  let header: ExportHeader | undefined;
  let done = 0;
  for await (const item of readExport(file)) {
    signal.throwIfAborted();
    if (item.kind === "header") header = item.header;
    if (item.kind === "document" && header !== undefined)
      emit({ type: "export-checked", done: ++done, total: countDocuments(header) });
  }
  if (header === undefined) throw corrupt("Its header is missing");
  return header;
}

function checkName(name: string, { collections }: ExportHeader): void {
  if (!isCollectionName(name))
    throw new InvalidArgumentError(`"${name}" cannot be the name of a collection.`, {
      hint: "Use 1 to 63 lower-case letters, digits, - and _, and begin with a letter or digit.",
    });
  if (collections.length === 1) return;
  throw new InvalidArgumentError(
    `The export has ${collections.length} collections, which cannot all be named ${name}.`,
    { hint: "Import it without another name." },
  );
}

/** Returns the number of documents that an export's header names. */
export const countDocuments = ({ collections }: ExportHeader): number =>
  collections.reduce((sum, { documents }) => sum + documents, 0);
