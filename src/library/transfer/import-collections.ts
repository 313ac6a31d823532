import type { EmbeddingSpace } from "../../core/index.ts";
import { type CheckedExport, countDocuments } from "./check-export.ts";
import { type ImportedCollection, type ImportServices, openTarget } from "./open-target.ts";
import { readExport } from "./read-export.ts";

export interface ImportRequest {
  readonly checked: CheckedExport;
  /** Whether a document replaces another version with the same URI. */
  readonly replace: boolean;
  /** Whether the sources of the export become sources of this store. */
  readonly withSources: boolean;
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
