import type { EmbeddingSpace, Listener, StoreReader, Writer } from "../../core/index.ts";
import { type CheckedExport, countDocuments } from "./check-export.ts";
import { openTarget } from "./open-target.ts";
import { readExport } from "./read-export.ts";

export interface ImportServices {
  readonly store: StoreReader;
  readonly writer: Pick<Writer, "commit" | "merge" | "putSource">;
  /** Space of the current embedding model; vectors of another one are useless. Absent if unknown. */
  readonly space?: EmbeddingSpace;
  /** An id that is free for a URI, for a document whose own is taken by another one. */
  freeId(collection: string, uri: string, signal: AbortSignal): Promise<string>;
  readonly emit: Listener;
}

export interface ImportRequest {
  readonly checked: CheckedExport;
  /** Whether a document takes the place of another version that the collection has of the same URI. */
  readonly replace: boolean;
}

/** Result of importing one collection. */
export interface ImportedCollection {
  readonly collection: string;
  readonly imported: number;
  /** Number of documents that replaced another version; also counted as imported. */
  readonly replaced: number;
  /** Number of documents that were there already, unchanged. */
  readonly skipped: number;
  /** Number of documents that were there in another version, which stayed. */
  readonly kept: number;
  /** Number of documents imported with their vectors. */
  readonly withVectors: number;
}

/**
 * Imports the collections of a checked export: documents are committed in groups, and what is there already is skipped, so
 * that an import that was stopped goes on when it is called again.
 *
 * Vectors come along where they are of the collection's embedding space, or the collection has none yet and they are of the
 * model that is set. Otherwise the documents wait for theirs.
 */
export async function importCollections(
  services: ImportServices,
  { checked, replace }: ImportRequest,
  signal: AbortSignal,
): Promise<readonly ImportedCollection[]> {
  const { file, header, as: name } = checked;
  const total = countDocuments(header);
  const counted: ImportedCollection[] = [];
  let done = 0;
  const tell = () => services.emit({ type: "documents-imported", done: ++done, total });
  let target: Awaited<ReturnType<typeof openTarget>> | undefined;
  for await (const item of readExport(file)) {
    signal.throwIfAborted();
    if (item.kind === "collection") {
      await target?.finish();
      target = await openTarget(services, { replace, ...spaceOf(item), name: name ?? item.name, tell }, signal);
      counted.push(target.counts);
    } else if (item.kind === "source") await target?.addSource(item.source);
    else if (item.kind === "document") await target?.add(item.document);
  }
  await target?.finish();
  return counted;
}

const spaceOf = ({ space }: { readonly space?: EmbeddingSpace }) => (space === undefined ? {} : { space });
