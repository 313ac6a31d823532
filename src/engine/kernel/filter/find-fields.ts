import { METADATA_PREFIX } from "../segment/write-documents-part.ts";
import { type ReadableSegment, readValues } from "./read-values.ts";

/** Returns the metadata keys of readable documents that the names stand for; see `Index.findFields`. */
export function findFields(
  segments: readonly ReadableSegment[],
  names: readonly string[],
): ReadonlyMap<string, string> {
  const keys = [...new Set(segments.flatMap(metadataKeys))].sort();
  const found = new Map<string, string>();
  for (const name of names) {
    const sameName = keys.filter((key) => key.toLowerCase() === name.toLowerCase());
    const inOrder = sameName.includes(name) ? [name, ...sameName] : sameName;
    const key = inOrder.find((candidate) => readValues(segments, candidate).length > 0);
    if (key !== undefined) found.set(name, key);
  }
  return found;
}

function metadataKeys({ documents }: ReadableSegment): readonly string[] {
  return documents.columnNames
    .filter((name) => name.startsWith(METADATA_PREFIX))
    .map((name) => name.slice(METADATA_PREFIX.length));
}
