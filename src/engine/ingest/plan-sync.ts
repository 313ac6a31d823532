import {
  type DocumentSummary,
  type Source,
  type SourceEntry,
  type SourceListing,
  type SourceProblem,
  SourceUnavailableError,
} from "../../core/index.ts";
import { placesOf } from "./member-uri.ts";

/** What brings the stored documents of a source in step with what it offers. */
export interface SyncPlan {
  /** What is new, or may have changed. */
  readonly read: readonly SourceEntry[];
  readonly gone: readonly DocumentSummary[];
  /** Files that have the revision that is stored of them. */
  readonly unchanged: number;
  /** Files whose documents another source owns. */
  readonly ownedElsewhere: number;
}

interface SyncState {
  readonly source: Pick<Source, "uri" | "options">;
  /** All documents of the collection. */
  readonly stored: readonly DocumentSummary[];
  readonly listing: SourceListing;
  /** Whether loading the document again from the same bytes would store the same. */
  isCurrent(document: DocumentSummary): boolean;
}

/**
 * Compares what a source offers with what is stored. Its own documents that it offers no more have gone, unless they
 * lie where it could not look; where it could not look everywhere, only those have gone whose place says so itself.
 * Documents of other sources are left alone; those of none become its own.
 *
 * @throws {SourceUnavailableError} if the source can not be walked, or offers nothing although it owns documents
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
    const isOthers = documents.some((document) => document.source !== undefined && document.source !== source.uri);
    if (isOthers) ownedElsewhere++;
    else if (isInStep(state, entry, documents)) unchanged++;
    else read.push(entry);
  }
  return { read, gone: findGone(state), unchanged, ownedElsewhere };
}

/** A container stands for its members: all of them have its revision, or it is opened again. */
function isInStep(
  { source, isCurrent }: SyncState,
  { revision }: SourceEntry,
  documents: readonly DocumentSummary[],
): boolean {
  if (revision === undefined || documents.length === 0) return false;
  return documents.every((one) => one.source === source.uri && one.revision === revision && isCurrent(one));
}

function findGone(state: SyncState): readonly DocumentSummary[] {
  const { source, stored, listing } = state;
  const offered = new Set(listing.entries.map(({ uri }) => uri));
  const unseen = listing.problems.filter((problem) => !hasGone(problem)).flatMap(({ uri }) => uri ?? []);
  const isSeenWhole = !listing.problems.some(({ hidesOthers }) => hidesOthers === true);
  const saysSo = createGoneTest(state);
  const isMissing = ({ uri }: DocumentSummary) => isSeenWhole && !unseen.some((place) => liesWithin(place, uri));
  return stored.filter(
    (document) =>
      document.source === source.uri &&
      !placesOf(document.uri).some((place) => offered.has(place)) &&
      (saysSo(document) || isMissing(document)),
  );
}

/** Whether a document's place says that it is no more. Of a single page, redirects may have led to another place. */
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

/** By its own URI, and by those of the containers that it lies in. */
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
  const owned = documents.length;
  if (owned > 0 && documents.every(createGoneTest(state))) return;
  const problem = listing.problems.find(({ uri }) => uri !== undefined && liesWithin(uri, source.uri));
  if (problem === undefined && owned === 0) return;
  const what = problem === undefined ? "It offers no document any more." : problem.message;
  const kept =
    owned === 0 ? "" : ` ${owned === 1 ? "Its document stays as it is." : `Its ${owned} documents stay as they are.`}`;
  throw new SourceUnavailableError(`The source ${source.uri} was not brought in step. ${what}${kept}`, {
    hint:
      owned === 0
        ? (problem?.hint ?? "Check the path or the address.")
        : `If it is only away, as a disk that is not mounted, bring it back and sync again; if it has gone for good, run \`lydian sources remove ${source.uri}\`.`,
  });
}
