import type { EmbeddingSpace, GuardEngine, Listener, StoreReader, Writer } from "../../core/index.ts";
import { type CheckedExport, countDocuments } from "./check-export.ts";
import type { RefusedDocument } from "./guard-imported.ts";
import { openTarget } from "./open-target.ts";
import { readExport } from "./read-export.ts";

export interface ImportServices {
  readonly store: StoreReader;
  readonly writer: Pick<Writer, "commit" | "merge" | "putSource">;
  /** Space of the current embedding model; vectors of another one are useless. Absent if unknown. */
  readonly space?: EmbeddingSpace;
  /** Returns an unused id for the URI of a document whose own id is taken by another document. */
  freeId(collection: string, uri: string, signal: AbortSignal): Promise<string>;
  /** Guard of this store, which every imported document passes. */
  readonly guard: GuardEngine;
  readonly emit: Listener;
}

export interface ImportRequest {
  readonly checked: CheckedExport;
  /** Whether a document replaces another version with the same URI. */
  readonly replace: boolean;
  /** Whether the sources of the export become sources of this store. */
  readonly withSources: boolean;
}

/** Result of importing one collection. */
export interface ImportedCollection {
  readonly collection: string;
  readonly imported: number;
  /** Number of documents that replaced another version; also counted as imported. */
  readonly replaced: number;
  /** Number of documents that the collection already contained unchanged. */
  readonly skipped: number;
  /** Number of documents that were not imported because the collection keeps another version. */
  readonly kept: number;
  /** Documents that the guard of this store refuses. They are not imported. */
  readonly refused: readonly RefusedDocument[];
  /** Number of documents imported with their vectors. */
  readonly withVectors: number;
}

/**
 * Imports the collections of a checked export. Documents are committed in groups, and documents that are already there
 * are skipped, so a stopped import continues when it is called again.
 *
 * Vectors are imported if they are of the collection's embedding space. If the collection has no space yet, they must
 * be of the configured model's space. Otherwise the documents wait for their vectors.
 */
export async function importCollections(
  services: ImportServices,
  { checked, replace, withSources }: ImportRequest,
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
    } else if (item.kind === "source" && withSources) await target?.addSource(item.source);
    else if (item.kind === "document") await target?.add(item.document);
  }
  await target?.finish();
  return counted;
}

const spaceOf = ({ space }: { readonly space?: EmbeddingSpace }) => (space === undefined ? {} : { space });
