import { type AccessScope, type DocumentSummary, InvalidArgumentError } from "../core/index.ts";
import type { LydianParts, ReadingHalf } from "./lydian-parts.ts";

export interface FindRequest {
  readonly collection: string;
  readonly scope: AccessScope;
  /** An id, a URI, a path of this machine, or the end of a URI at a `/`. */
  readonly document: string;
}

/**
 * The document that a person means: by id or URI, else by path, else the only one whose URI ends so.
 *
 * @throws {InvalidArgumentError} if several documents' URIs end so; the hint names the first of them
 */
export async function findDocument(
  { parts, half }: { readonly parts: LydianParts; readonly half: ReadingHalf },
  { collection, scope, document }: FindRequest,
  signal: AbortSignal,
): Promise<DocumentSummary | undefined> {
  const summaries = await half.store.listDocuments({ collection, scope }, signal);
  const exact = summaries.find(({ id, uri }) => id === document || uri === document);
  if (exact !== undefined) return exact;
  const path = parts.uriOfPath(document);
  const ending = `/${encodeURI(document.replaceAll("\\", "/")).replace(/^\/+/, "")}`;
  const byPath = summaries.find(({ uri }) => uri === path);
  const byEnding = summaries.filter(({ uri }) => uri.endsWith(ending));
  if (byPath !== undefined || byEnding.length < 2) return byPath ?? byEnding[0];
  throw new InvalidArgumentError(`The URIs of ${byEnding.length} documents end in "${ending.slice(1)}".`, {
    hint: `Name one of them whole: ${byEnding
      .slice(0, 3)
      .map(({ uri }) => uri)
      .join(", ")}`,
  });
}
