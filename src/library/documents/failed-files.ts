import {
  type AccessScope,
  defined,
  everything,
  type FailedFile,
  isUnreadableState,
  type Listener,
  LydianError,
  type LydianEvent,
  MAX_FAILED_FILES,
  never,
  type Warning,
} from "../../core/index.ts";
import { describeFailure, type FailedOutcome, readStack } from "../../engine/ingest/index.ts";
import type { CallContext } from "../call/call-context.ts";
import type { LydianParts } from "../parts/lydian-parts.ts";

/** Code of a document that is stored, and of which passages could not be embedded. */
const NOT_EMBEDDED = "embedding-failed";
/** Separator between a container's URI and the path of a member. */
const MEMBER_MARK = "!/";

type Failure = Extract<LydianEvent, { readonly type: "document-failed" }>;

/** Outcomes of the files that a call has read. */
export interface ReadFiles {
  readonly failed: ReadonlyMap<string, Failure>;
  /** URIs of files that are stored as they are now. */
  readonly unchanged: ReadonlySet<string>;
  /** URIs of files that were stored, opened or removed. Their former members are stored, failed again, or gone. */
  readonly changed: ReadonlySet<string>;
  /** Tests whether all passages of the collection were embedded by another model. */
  isReembedded(): boolean;
}

/** Gathers what happens to the files of a call. */
function gatherFiles(): { readonly files: ReadFiles; readonly listen: Listener } {
  const failed = new Map<string, Failure>();
  const unchanged = new Set<string>();
  const changed = new Set<string>();
  let isReembedded = false;
  const listen: Listener = (event) => {
    switch (event.type) {
      case "document-failed":
        failed.set(event.uri, event);
        break;
      case "document-skipped":
        failed.delete(event.uri);
        unchanged.add(event.uri);
        break;
      case "space-swapped":
        isReembedded = true;
        break;
      case "document-committed":
      case "document-removed":
      case "container-opened":
        failed.delete(event.uri);
        changed.add(event.uri);
    }
  };
  return { files: { failed, unchanged, changed, isReembedded: () => isReembedded }, listen };
}

interface ReceiptContext extends Pick<CallContext, "emit"> {
  readonly parts: Pick<LydianParts, "state" | "clock" | "read" | "hasFile">;
}

/** Place of the files that a call has read. */
export interface FilesPlace {
  readonly collection: string;
  readonly accessLabels: readonly string[];
  /** URI of the source that was synced completely. */
  readonly source?: string;
  /** URIs that the caller named and that were read completely; of a folder, with everything below it. */
  readonly named?: readonly string[];
}

/**
 * Reads files, stores the receipts of those that fail, and removes the receipts of those that are stored or gone. A
 * call that throws leaves the receipts of the files that it has read. If `state.db` cannot be written, an event says
 * so, since the documents themselves are stored in another file.
 *
 * @param work  reads the files, and emits their events to the listener that it gets
 */
export async function keepReceipts<Report>(
  context: ReceiptContext,
  place: FilesPlace,
  work: (emit: Listener) => Promise<Report>,
): Promise<Report> {
  const { files, listen } = gatherFiles();
  const emit: Listener = (event) => {
    listen(event);
    context.emit(event);
  };
  let { source: _, named: __, ...whereRead }: FilesPlace = place;
  try {
    const report = await work(emit);
    whereRead = place;
    return report;
  } finally {
    await keepFailedFiles(context, whereRead, files);
  }
}

/**
 * Reports a file whose bytes cannot be read as failed, stores its receipt, and returns its outcome.
 *
 * @param place  collection and labels of the file
 */
export async function failFile(
  context: ReceiptContext,
  place: FilesPlace,
  { uri, error }: { readonly uri: string; readonly error: unknown },
): Promise<FailedOutcome> {
  const outcome = describeFailure(uri, error);
  const { outcome: _, ...failure } = outcome;
  const stack = readStack(error);
  await keepReceipts(context, place, async (emit) => emit(defined({ type: "document-failed", ...failure, stack })));
  return outcome;
}

async function keepFailedFiles({ parts, emit }: ReceiptContext, place: FilesPlace, files: ReadFiles): Promise<void> {
  const { collection } = place;
  try {
    const failed = await describeFailed({ parts }, place, [...files.failed.values()]);
    const known = (await (await parts.state.read())?.listFailures({ collection, scope: everything }, never)) ?? [];
    const settled = known.filter((file) => isSettled(file, place, files)).map(({ uri }) => uri);
    if (failed.length > 0 || settled.length > 0)
      await (await parts.state.write()).keepFailures({ collection, settled, failed }, never);
  } catch (error) {
    if (!(error instanceof LydianError)) throw error;
    const { code, message, hint } = error;
    emit(defined({ type: "receipts-not-stored", code, message, hint }));
  }
}

/** Describes the failed files that have a receipt, the latest 1,000 at most. */
async function describeFailed(
  { parts }: Pick<ReceiptContext, "parts">,
  { collection, accessLabels, source, named = [] }: FilesPlace,
  failures: readonly Failure[],
): Promise<readonly FailedFile[]> {
  const withFile: Failure[] = [];
  for (const failure of failures) if (await hasFile(parts, named, failure)) withFile.push(failure);
  const latest = withFile.slice(-MAX_FAILED_FILES);

  // Vectors are computed for the whole collection, so these documents may be others than those of the call.
  const uris = latest.filter(({ code }) => code === NOT_EMBEDDED).map(({ uri }) => uri);
  const half = uris.length === 0 ? undefined : await parts.read();
  const documents = (await half?.store.readSummariesByUri({ collection, scope: everything, uris }, never)) ?? [];
  const stored = new Map(documents.map((document) => [document.uri, document]));
  const failedAt = new Date(parts.clock.now()).toISOString();
  return latest.map(({ uri, code, message, hint }): FailedFile => {
    const place = (code === NOT_EMBEDDED ? stored.get(uri) : undefined) ?? { accessLabels, source };
    const { accessLabels: labels, source: owner } = place;
    return defined({ collection, uri, code, message, hint, failedAt, accessLabels: labels, source: owner });
  });
}

/**
 * A pattern without files has no receipt. Nor has a named path with nothing there, because its receipt would never go.
 */
async function hasFile(
  parts: Pick<LydianParts, "hasFile">,
  named: readonly string[],
  { uri, code }: Failure,
): Promise<boolean> {
  if (code === "no-match") return false;
  const isNamedPath = named.includes(uri) && uri.startsWith("file:");
  return code !== "file-unreadable" || !isNamedPath || parts.hasFile(uri);
}

/** Tests whether a file that failed before is stored or gone. What lies below an unreadable place stays as it is. */
function isSettled(
  file: FailedFile,
  { source, named = [] }: FilesPlace,
  { failed, unchanged, changed, isReembedded }: ReadFiles,
): boolean {
  const { uri } = file;
  if (isReembedded() && file.code === NOT_EMBEDDED) return true;
  if (unchanged.has(uri) || isWithinAny(changed, uri)) return true;
  if ([...failed.keys()].some((place) => place !== uri && isBelow(uri, place))) return false;
  if (source !== undefined) return file.source === source || (file.source === undefined && isBelow(uri, source));
  return file.source === undefined && named.some((place) => uri === place || isBelow(uri, place));
}

const isBelow = (uri: string, place: string): boolean => uri.startsWith(place.endsWith("/") ? place : `${place}/`);

function containersOf(uri: string): readonly string[] {
  const containers: string[] = [];
  for (let end = uri.indexOf(MEMBER_MARK); end >= 0; end = uri.indexOf(MEMBER_MARK, end + 1))
    containers.push(uri.slice(0, end));
  return containers;
}

/**
 * Returns the failed files that a reader may see, by URI, with a warning if `state.db`, which has them, is unreadable.
 */
export async function listFailedFiles(
  { parts }: Pick<CallContext, "parts">,
  query: { readonly collection: string; readonly scope: AccessScope },
  signal: AbortSignal,
): Promise<{ readonly failed: readonly FailedFile[]; readonly warnings: readonly Warning[] }> {
  try {
    return { failed: (await (await parts.state.read())?.listFailures(query, signal)) ?? [], warnings: [] };
  } catch (error) {
    if (!isUnreadableState(error)) throw error;
    const message = "The receipts of files that were not added cannot be read, because `state.db` cannot be read.";
    return { failed: [], warnings: [{ code: "state-unreadable", message }] };
  }
}

/** Removes the receipts of these failed files. */
export async function forgetFailedFiles(
  { parts }: Pick<CallContext, "parts">,
  collection: string,
  files: readonly FailedFile[],
  signal: AbortSignal,
): Promise<void> {
  if (files.length === 0) return;
  await (await parts.state.write()).keepFailures(
    { collection, settled: files.map(({ uri }) => uri), failed: [] },
    signal,
  );
}

/** Tests whether a URI is one of these, or that of a member of one of them. */
export function isWithinAny(uris: ReadonlySet<string>, uri: string): boolean {
  return uris.has(uri) || containersOf(uri).some((container) => uris.has(container));
}
