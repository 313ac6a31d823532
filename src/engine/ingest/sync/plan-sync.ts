import {
  type DocumentSummary,
  type Source,
  type SourceEntry,
  type SourceListing,
  type SourceProblem,
  SourceUnavailableError,
} from "../../../core/index.ts";
import { placesOf } from "../member-uri.ts";

/** Steps of a sync: the files to read, and the stored documents to remove. */
export interface SyncPlan {
  /** Files that are new, or may have changed. */
  readonly read: readonly SourceEntry[];
  readonly gone: readonly DocumentSummary[];
  /** Number of files whose stored revision is the same. */
  readonly unchanged: number;
  /** Number of files whose documents another source owns. */
  readonly ownedElsewhere: number;
}

interface SyncState {
  readonly source: Pick<Source, "uri" | "options">;
  /** All documents of the collection. */
  readonly stored: readonly DocumentSummary[];
  readonly listing: SourceListing;
  /** Tests whether loading the document again from the same bytes would store the same. */
  isCurrent(document: DocumentSummary): boolean;
}

/**
 * Compares the files that a source offers with the stored documents. A document of the source that it no longer offers
 * is gone, unless its place could not be read. If the listing is not complete, a document is gone only if its place
 * reports so. Documents of other sources stay; those of no source become this one's.
 *
 * @throws {SourceUnavailableError} if the source cannot be listed, or offers nothing although it owns documents
 */
export function planSync(state: SyncState): SyncPlan {
  requireAvailable(state);
  const { source, stored, listing } = state;
  const byPlace = groupByPlace(stored);
  const read: SourceEntry[] = [];
  let unchanged = 0;
  let ownedElsewhere = 0;
  for (const entry of listing.entries) {
    const documents = byPlace.get(entry.uri) ?? [];
    const belongsToOther = documents.some(({ source: owner }) => owner !== undefined && owner !== source.uri);
    if (belongsToOther) ownedElsewhere++;
    else if (isSynced(state, entry, documents)) unchanged++;
    else read.push(entry);
  }
  return { read, gone: findGone(state), unchanged, ownedElsewhere };
}

/** Tests whether all documents of a file have its revision. A container is opened again unless all its members have. */
function isSynced(
  { source, isCurrent }: SyncState,
  { revision }: SourceEntry,
  documents: readonly DocumentSummary[],
): boolean {
  if (revision === undefined || documents.length === 0) return false;
  return documents.every(
    (document) => document.source === source.uri && document.revision === revision && isCurrent(document),
  );
}

function findGone(state: SyncState): readonly DocumentSummary[] {
  const { source, stored, listing } = state;
  const offered = new Set(listing.entries.map(({ uri }) => uri));
  const unseen = listing.problems.filter((problem) => !hasGone(problem)).flatMap(({ uri }) => uri ?? []);
  const isComplete = !listing.problems.some(({ hidesOthers }) => hidesOthers === true);
  const saysSo = createGoneTest(state);
  const isMissing = ({ uri }: DocumentSummary) => isComplete && !unseen.some((place) => liesWithin(place, uri));
  return stored.filter(
    (document) =>
      document.source === source.uri &&
      !placesOf(document.uri).some((place) => offered.has(place)) &&
      (saysSo(document) || isMissing(document)),
  );
}

/**
 * Returns a function that tells whether the source reported a document as deleted. If the source is a single page, a
 * report about the page's own address counts too, since redirects may have led from it to the document.
 */
function createGoneTest({ source, listing }: Omit<SyncState, "stored">): (document: DocumentSummary) => boolean {
  const gone = new Set(listing.problems.filter(hasGone).map(({ uri }) => uri));
  const isSinglePage = (source.options.depth ?? 0) === 0;
  return ({ uri }) => (isSinglePage && gone.has(source.uri)) || placesOf(uri).some((place) => gone.has(place));
}

const hasGone = (problem: SourceProblem): boolean => problem.hasGone === true;

function liesWithin(place: string, uri: string): boolean {
  if (uri === place) return true;
  return uri.startsWith(place) && (place.endsWith("/") || ["/", "!", "?", "#"].includes(uri.charAt(place.length)));
}

/** Groups documents by their own URI and by those of the containers that they lie in. */
function groupByPlace(stored: readonly DocumentSummary[]): ReadonlyMap<string, readonly DocumentSummary[]> {
  const byPlace = new Map<string, DocumentSummary[]>();
  for (const document of stored) {
    for (const place of placesOf(document.uri)) {
      const others = byPlace.get(place);
      if (others === undefined) byPlace.set(place, [document]);
      else others.push(document);
    }
  }
  return byPlace;
}

function requireAvailable(state: SyncState): void {
  const { source, stored, listing } = state;
  if (listing.entries.length > 0) return;
  const documents = stored.filter((document) => document.source === source.uri);
  if (documents.length > 0 && documents.every(createGoneTest(state))) return;
  const problem = listing.problems.find(({ uri }) => uri !== undefined && liesWithin(uri, source.uri));
  if (problem === undefined && documents.length === 0) return;
  throw unavailable(source, documents.length, problem);
}

function unavailable({ uri }: SyncState["source"], documents: number, problem?: SourceProblem): SourceUnavailableError {
  const reason = problem?.message ?? "It offers no documents any more.";
  if (documents === 0) {
    const hint = problem?.hint ?? "Check the path or the address.";
    return new SourceUnavailableError(`The source ${uri} was not synced. ${reason}`, { hint });
  }
  const unchanged = documents === 1 ? "Its document stays as it is." : `Its ${documents} documents stay as they are.`;
  return new SourceUnavailableError(`The source ${uri} was not synced. ${reason} ${unchanged}`, {
    hint: `If it is away for now, such as a disk that is not mounted, bring it back and sync again. If it is gone for good, run \`lydian sources remove ${uri}\`.`,
  });
}
