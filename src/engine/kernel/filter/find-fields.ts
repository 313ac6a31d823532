import type { FieldQuery } from "../../../core/index.ts";
import { METADATA_PREFIX } from "../segment/write-documents-part.ts";
import type { Snapshot } from "../snapshot/snapshots.ts";
import { type ReadableSegment, readValues } from "./read-values.ts";

/** Returns the metadata keys of readable documents that the names stand for; see `Index.findFields`. */
export function findFields(
  { segments }: Snapshot,
  { names, scope }: Pick<FieldQuery, "names" | "scope">,
): ReadonlyMap<string, string> {
  const readable = segments.map((segment) => ({
    documents: segment.documents,
    chunks: segment.readable(scope).chunks,
  }));
  const keys = [...new Set(readable.flatMap(metadataKeys))].sort();
  const found = new Map<string, string>();
  for (const name of names) {
    const sameName = keys.filter((key) => key.toLowerCase() === name.toLowerCase());
    const inOrder = sameName.includes(name) ? [name, ...sameName] : sameName;
    const key = inOrder.find((candidate) => readValues(readable, candidate).length > 0);
    if (key !== undefined) found.set(name, key);
  }
  return found;
}

function metadataKeys({ documents }: ReadableSegment): readonly string[] {
  return documents.columnNames
    .filter((name) => name.startsWith(METADATA_PREFIX))
    .map((name) => name.slice(METADATA_PREFIX.length));
}
