import {
  type EmbeddingSpace,
  InvalidArgumentError,
  type Listener,
  type ReadableFile,
  type StoreReader,
  type Writer,
} from "../core/index.ts";
import { openTarget } from "./open-target.ts";
import { readExport } from "./read-export.ts";
import { corrupt } from "./read-records.ts";
import type { ExportHeader } from "./records.ts";

export interface ImportServices {
  readonly store: StoreReader;
  readonly writer: Pick<Writer, "commit" | "merge" | "putSource">;
  /** Of the embedding model that is set; vectors of another one would be of no use. Absent: unknown. */
  readonly space?: EmbeddingSpace;
  /** An id that is free for a URI, for a document whose own is taken by another one. */
  freeId(collection: string, uri: string, signal: AbortSignal): Promise<string>;
  readonly emit: Listener;
}

export interface ImportRequest {
  readonly file: ReadableFile;
  /** The name that the export's only collection gets here. */
  readonly as?: string;
  /** Whether a document takes the place of another version that the collection has of the same URI. */
  readonly replace: boolean;
}

/** What became of one collection's documents. */
export interface ImportedCollection {
  readonly collection: string;
  readonly imported: number;
  /** Another version was there, and has been replaced; also counted as imported. */
  readonly replaced: number;
  /** It was there already, the same. */
  readonly skipped: number;
  /** Another version was there, and has stayed. */
  readonly kept: number;
  /** Documents whose vectors came along. */
  readonly withVectors: number;
}

/**
 * Imports collections. The whole file is read and checked before anything is written; then documents are committed in
 * groups. What is there already is skipped, so that an import that was stopped goes on when it is called again.
 *
 * Vectors come along where they are of the collection's embedding space, or the collection has none yet and they are of the
 * model that is set. Otherwise the documents wait for theirs.
 *
 * @throws {ExportCorruptError} with nothing written
 * @throws {InvalidArgumentError} for a new name where the export has several collections
 */
export async function importCollections(
  services: ImportServices,
  request: ImportRequest,
  signal: AbortSignal,
): Promise<readonly ImportedCollection[]> {
  const { file, as: name } = request;
  const header = await check(services, file, signal);
  if (name !== undefined && header.collections.length !== 1)
    throw new InvalidArgumentError(
      `The export has ${header.collections.length} collections, which can not all be named ${name}.`,
      {
        hint: "Import it without another name.",
      },
    );
  const total = header.collections.reduce((sum, { documents }) => sum + documents, 0);
  const counted: ImportedCollection[] = [];
  let done = 0;
  const tell = () => services.emit({ type: "documents-imported", done: ++done, total });
  let target: Awaited<ReturnType<typeof openTarget>> | undefined;
  for await (const item of readExport(file)) {
    signal.throwIfAborted();
    if (item.kind === "collection") {
      await target?.finish();
      target = await openTarget(services, { ...request, ...spaceOf(item), name: name ?? item.name, tell }, signal);
      counted.push(target.counts);
    } else if (item.kind === "source") await target?.addSource(item.source);
    else if (item.kind === "document") await target?.add(item.document);
  }
  await target?.finish();
  return counted;
}

const spaceOf = ({ space }: { readonly space?: EmbeddingSpace }) => (space === undefined ? {} : { space });

async function check({ emit }: ImportServices, file: ReadableFile, signal: AbortSignal): Promise<ExportHeader> {
  let header: ExportHeader | undefined;
  let done = 0;
  for await (const item of readExport(file)) {
    signal.throwIfAborted();
    if (item.kind === "header") header = item.header;
    if (item.kind !== "document" || header === undefined) continue;
    const total = header.collections.reduce((sum, { documents }) => sum + documents, 0);
    emit({ type: "export-checked", done: ++done, total });
  }
  if (header === undefined) throw corrupt("Its header is missing");
  return header;
}
