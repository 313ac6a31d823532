import type { DocumentSummary } from "../../core/index.ts";
import type { Moves } from "./ingest-request.ts";

/** More than one burst; beyond it the oldest are forgotten, and what comes back of them is new. */
const MOST_REMEMBERED = 20_000;

/** Of one content, as empty files have. */
const MOST_COMPARED = 64;

/** Documents that were taken out of the store, to be found again where they are now. */
export interface RememberedMoves extends Moves {
  add(gone: readonly DocumentSummary[]): void;
}

/**
 * What comes back to its own place is claimed first, and then what has the same content. Of several of one content the
 * one is chosen whose URI has the longest end in common, so that each member of a renamed container finds itself;
 * equal ones by URI.
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
    const alike = [...(byContent.get(contentHash) ?? [])].slice(0, MOST_COMPARED);
    const candidates = alike.flatMap((id) => remembered.get(id) ?? []);
    const ranked = candidates.map((one) => ({ id: one.id, uri: one.uri, common: commonEnd(one.uri, uri) }));
    return ranked.sort((a, b) => b.common - a.common || (a.uri < b.uri ? -1 : 1))[0]?.id;
  };
  return {
    add(gone) {
      for (const summary of gone) {
        forget(summary.id);
        remembered.set(summary.id, summary);
        byUri.set(summary.uri, summary.id);
        const alike = byContent.get(summary.contentHash) ?? new Set();
        byContent.set(summary.contentHash, alike.add(summary.id));
      }
      for (const id of remembered.keys()) {
        if (remembered.size <= MOST_REMEMBERED) break;
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

function commonEnd(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length)) length++;
  return length;
}
