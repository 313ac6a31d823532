import type { DocumentSummary } from "../../../core/index.ts";
import type { Moves } from "../ingest-request.ts";

/** Maximum number of remembered documents: several bursts of changes. Beyond it the oldest are forgotten. */
const MAX_REMEMBERED = 20_000;

/** Maximum number of documents with one content that are compared by URI. Empty files all have the same content. */
const MAX_COMPARED = 64;

/** Documents that were removed from the store, to be recognised at their new places. */
export interface RememberedMoves extends Moves {
  add(gone: readonly DocumentSummary[]): void;
}

/**
 * Creates an empty memory of removed documents. A document that comes back to its own place is claimed first, then one
 * with the same content. Among several with one content, the URI with the longest common end is chosen, so that each
 * member of a renamed container finds itself; ties go by URI.
 */
export function createMoves(): RememberedMoves {
  const remembered = new Map<string, DocumentSummary>();
  const byUri = new Map<string, string>();
  const byContent = new Map<string, Set<string>>();

  const forget = (id: string) => {
    const summary = remembered.get(id);
    if (summary === undefined) return;
    remembered.delete(id);
    if (byUri.get(summary.uri) === id) byUri.delete(summary.uri);
    byContent.get(summary.contentHash)?.delete(id);
    if (byContent.get(summary.contentHash)?.size === 0) byContent.delete(summary.contentHash);
  };
  const findByContent = ({ uri, contentHash }: Pick<DocumentSummary, "uri" | "contentHash">) => {
    const ids = [...(byContent.get(contentHash) ?? [])].slice(0, MAX_COMPARED);
    const candidates = ids.flatMap((id) => remembered.get(id) ?? []);
    const ranked = candidates.map((summary) => ({ ...summary, common: commonEnd(summary.uri, uri) }));
    return ranked.sort((a, b) => b.common - a.common || (a.uri < b.uri ? -1 : 1))[0]?.id;
  };

  return {
    add(gone) {
      for (const summary of gone) {
        forget(summary.id);
        remembered.set(summary.id, summary);
        byUri.set(summary.uri, summary.id);
        const sameContent = byContent.get(summary.contentHash) ?? new Set();
        byContent.set(summary.contentHash, sameContent.add(summary.id));
      }
      for (const id of remembered.keys()) {
        if (remembered.size <= MAX_REMEMBERED) break;
        forget(id);
      }
    },
    claim(found) {
      const id = byUri.get(found.uri) ?? findByContent(found);
      const summary = id === undefined ? undefined : remembered.get(id);
      if (summary === undefined) return undefined;
      if (byUri.get(summary.uri) === summary.id) byUri.delete(summary.uri);
      byContent.get(summary.contentHash)?.delete(summary.id);
      return summary;
    },
    holds: (id) => remembered.has(id),
  };
}

/** Returns the number of characters that two texts have in common at their ends. */
function commonEnd(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length)) length++;
  return length;
}
