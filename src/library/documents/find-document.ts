import { type AccessScope, type DocumentSummary, InvalidArgumentError } from "../../core/index.ts";
import type { LydianParts, ReadingHalf } from "../lydian-parts.ts";

/** Separator between a container's URI and the path of a member. */
const MEMBER_MARK = "!/";

type Named = Pick<DocumentSummary, "id" | "uri">;

export interface FindRequest {
  readonly collection: string;
  readonly scope: AccessScope;
  /** Id, URI, local path, or the end of a URI after a `/`. */
  readonly document: string;
}

interface FindParts {
  readonly parts: LydianParts;
  readonly half: ReadingHalf;
}

/**
 * Finds a document by id or URI, or else by path, or else as the only document whose URI has this end.
 *
 * @throws {InvalidArgumentError} if the URIs of several documents have this end; the hint names the first of them
 */
export async function findDocument(
  { parts, half }: FindParts,
  { collection, scope, document }: FindRequest,
  signal: AbortSignal,
): Promise<DocumentSummary | undefined> {
  const summaries = await half.store.listDocuments({ collection, scope }, signal);
  return chooseMeant(summaries, document, parts.uriOfPath(document));
}

/**
 * Finds a document, with its members if it is a container. A ZIP is not a document itself, so its members' URIs
 * identify it.
 *
 * @throws {InvalidArgumentError} as `findDocument`
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
  const meant = chooseMeant<Named>([...summaries, ...unlisted], document, parts.uriOfPath(document));
  if (meant === undefined) return [];
  const own = summaries.filter(({ uri }) => uri === meant.uri);
  return [...own, ...members.filter(({ uri }) => uri.startsWith(`${meant.uri}${MEMBER_MARK}`))];
}

/** Returns the URIs of the containers around a member, outermost first. */
function containersOf(uri: string): readonly string[] {
  const parts = uri.split(MEMBER_MARK);
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join(MEMBER_MARK));
}

function chooseMeant<Item extends Named>(summaries: readonly Item[], document: string, path: string): Item | undefined {
  const exact = summaries.find(({ id, uri }) => id === document || uri === document);
  if (exact !== undefined) return exact;
  const ending = `/${encodeURI(document.replaceAll("\\", "/")).replace(/^\/+/, "")}`;
  const byPath = summaries.find(({ uri }) => uri === path);
  const byEnding = summaries.filter(({ uri }) => uri.endsWith(ending));
  if (byPath !== undefined || byEnding.length < 2) return byPath ?? byEnding[0];
  throw new InvalidArgumentError(`The URIs of ${byEnding.length} documents end in "${ending.slice(1)}".`, {
    hint: `Give the whole URI of one of them: ${byEnding
      .slice(0, 3)
      .map(({ uri }) => uri)
      .join(", ")}`,
  });
}
