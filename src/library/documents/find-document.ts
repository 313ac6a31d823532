import type { AccessScope, DocumentSummary } from "../../core/index.ts";
import type { LydianParts, ReadingHalf } from "../parts/lydian-parts.ts";
import { chooseNamed, chooseOneNamed } from "./choose-named.ts";

/** Separator between a container's URI and the path of a member. */
const MEMBER_MARK = "!/";

export interface FindRequest {
  readonly collection: string;
  readonly scope: AccessScope;
  /** Id, URI, local path, the end of a URI after a `/`, or a pattern. */
  readonly document: string;
}

interface FindParts {
  readonly parts: LydianParts;
  readonly half: ReadingHalf;
}

/**
 * Finds a document by id or URI, or else by path, or else as the only document whose URI has this end or matches this
 * pattern. Escapes of the URI may be missing.
 *
 * @throws {InvalidArgumentError} if several documents do; the hint names the first of them
 */
export async function findDocument(
  { parts, half }: FindParts,
  { collection, scope, document }: FindRequest,
  signal: AbortSignal,
): Promise<DocumentSummary | undefined> {
  const summaries = await half.store.listDocuments({ collection, scope }, signal);
  return chooseOneNamed(summaries, { name: document, uriAsPath: parts.uriOfPath(document) });
}

/**
 * Finds a document, or all that match a pattern, each with its members if it is a container. A ZIP is not a document
 * itself, so its members' URIs identify it.
 *
 * @throws {InvalidArgumentError} if the URIs of several documents have this end
 */
export async function findWithMembers(
  { parts, half }: FindParts,
  { collection, scope, document }: FindRequest,
  signal: AbortSignal,
): Promise<readonly DocumentSummary[]> {
  const summaries = await half.store.listDocuments({ collection, scope }, signal);
  // Only members of containers are considered, because the path of any file may contain the mark.
  const members = summaries.filter(({ metadata }) => metadata.container !== undefined);
  const containers = new Set(members.flatMap(({ uri }) => containersOf(uri)));
  const known = new Set(summaries.map(({ uri }) => uri));
  const unlisted = [...containers].filter((uri) => !known.has(uri)).map((uri) => ({ id: uri, uri }));
  const given = { name: document, uriAsPath: parts.uriOfPath(document) };
  const meantUris = new Set(chooseNamed([...summaries, ...unlisted], given).map(({ uri }) => uri));
  return summaries.filter(
    ({ uri, metadata }) =>
      meantUris.has(uri) ||
      (metadata.container !== undefined && containersOf(uri).some((container) => meantUris.has(container))),
  );
}

/** Returns the URIs of the containers around a member, outermost first. */
function containersOf(uri: string): readonly string[] {
  const parts = uri.split(MEMBER_MARK);
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join(MEMBER_MARK));
}
