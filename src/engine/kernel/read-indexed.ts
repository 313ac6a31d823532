import type { IndexedForm, QuantizedVector } from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import type { LiveSegment } from "./snapshot/live-segment.ts";
import type { Snapshot } from "./snapshot/snapshots.ts";

/** Reads the indexed form of these documents, in the given order. Skips documents that are not live. */
export async function readIndexed(
  { segments }: Snapshot,
  documentIds: readonly string[],
  signal: AbortSignal,
): Promise<readonly IndexedForm[]> {
  const forms = new Map<string, IndexedForm>();
  for (const segment of segments) {
    for (const form of await formsIn(segment, documentIds, signal)) forms.set(form.documentId, form);
  }
  return documentIds.flatMap((id) => forms.get(id) ?? []);
}

async function formsIn(
  { segment, documents, dead }: LiveSegment,
  documentIds: readonly string[],
  signal: AbortSignal,
): Promise<readonly IndexedForm[]> {
  const deadOrdinals = new Set(dead);
  const present = documentIds
    .map((id) => ({ id, ordinal: documents.documentIds.indexOf(id) }))
    .filter(({ ordinal }) => ordinal >= 0 && !deadOrdinals.has(ordinal));
  if (present.length === 0) return [];

  const { space } = segment.info;
  const part = space === undefined ? undefined : await segment.vectors(signal);
  const vectors = new Map(present.map(({ ordinal }) => [ordinal, new Map<string, QuantizedVector>()]));
  for (const [chunk, owner] of part === undefined ? [] : documents.documentOfChunk.entries()) {
    const row = vectors.has(owner) ? part?.row(chunk) : undefined;
    if (row !== undefined) vectors.get(owner)?.set(documents.chunkIds.at(chunk), copyOf(row));
  }

  return present.map(({ id, ordinal }) =>
    defined({
      documentId: id,
      language: documents.entry(ordinal).language,
      space,
      vectors: vectors.get(ordinal) ?? new Map(),
    }),
  );
}

/** Returns a copy of a vector that stays valid after the segment's memory is released. */
export function copyOf({ values, scale, code }: QuantizedVector): QuantizedVector {
  return { values: values.slice(), scale, code: code.slice() };
}
