import type { DocumentSummary } from "../../core/index.ts";
import { defined, everything, type Source, SourceNotFoundError, type Watch } from "../../core/index.ts";
import { removeGone } from "../../engine/ingest/index.ts";
import { type CallContext, collectionOf, requireStore, signalOf } from "../call/call-context.ts";
import type { CallOptions } from "../call/call-options.ts";
import { forgetFailedFiles, listFailedFiles } from "../documents/failed-files.ts";
import { nameSource, newSource } from "./choose-sources.ts";
import { emptyHalf } from "./empty-half.ts";

export interface SourceStatus extends Source {
  /** Number of documents that the source owns. */
  readonly documents: number;
  /** Present if servers watch the source. */
  readonly watch?: Pick<Watch, "since" | "problem">;
}

export interface RemoveSourceOptions extends CallOptions {
  /** Leaves the documents in the collection, without a source. Default: false. */
  readonly keep?: boolean;
}

export interface RemoveSourceReport {
  readonly source: Source;
  readonly removed: readonly DocumentSummary[];
}

export async function sources(context: CallContext, options: CallOptions = {}): Promise<readonly SourceStatus[]> {
  const { parts } = context;
  const collection = collectionOf(context, options);
  const signal = signalOf(options);
  const half = (await parts.read()) ?? emptyHalf;
  const documents = await half.store.listDocuments({ collection, scope: everything }, signal);

  const counts = new Map<string | undefined, number>();
  for (const { source } of documents) counts.set(source, (counts.get(source) ?? 0) + 1);
  const known = await knownSources(context, collection, signal);
  return known.map((source) => ({ ...source, documents: counts.get(source.uri) ?? 0 }));
}

/** Lists the sources of the store and the watched ones that were never synced, by URI. */
async function knownSources(
  { parts }: Pick<CallContext, "parts">,
  collection: string,
  signal: AbortSignal,
): Promise<readonly Omit<SourceStatus, "documents">[]> {
  const half = (await parts.read()) ?? emptyHalf;
  const known = await half.store.sources(collection, signal);
  const all = (await (await parts.state.read())?.listWatches(signal)) ?? [];
  const watches = new Map(all.filter((one) => one.collection === collection).map((one) => [one.uri, one]));
  const stored = known.map((source) => withWatch(source, watches.get(source.uri)));
  const fresh = [...watches.values()]
    .filter(({ uri }) => !known.some((source) => source.uri === uri))
    .map((watch) => withWatch(newSource({ collection, uri: watch.uri, addedAt: watch.since }), watch));
  return [...stored, ...fresh].sort((one, other) => (one.uri < other.uri ? -1 : 1));
}

function withWatch(source: Source, watch: Watch | undefined): Omit<SourceStatus, "documents"> {
  if (watch === undefined) return source;
  const { since, problem } = watch;
  return { ...source, watch: defined({ since, problem }) };
}

/** Removes a source. Its documents go first, so the same call continues after a stop. */
export async function removeSource(
  context: CallContext,
  name: string,
  options: RemoveSourceOptions = {},
): Promise<RemoveSourceReport> {
  const { parts, emit } = context;
  const collection = collectionOf(context, options);
  const signal = signalOf(options);
  const known = await knownSources(context, collection, signal);
  const { store } = known.length === 0 ? await requireStore(context, collection) : ((await parts.read()) ?? emptyHalf);
  const source = requireSource(known, nameSource(parts, name), name);
  // The watch goes first, so no server syncs the source while its documents go.
  if (source.watch !== undefined) await (await parts.state.write()).removeWatch(source, signal);
  const documents = await store.listDocuments({ collection, scope: everything }, signal);
  const gone = options.keep === true ? [] : documents.filter((document) => document.source === source.uri);
  const { writer } = await parts.write();
  const request = { collection, language: parts.settings.language };
  await removeGone({ index: writer, emit }, { request, gone }, signal);
  const owned = (await writer.removeSource(collection, source.uri, signal)) ?? [];
  // From here on, no sync can commit documents of this source. Documents that were committed in the meantime are
  // removed, too.
  const late =
    options.keep === true || owned.length === 0
      ? []
      : await store.readSummaries({ collection, scope: everything, ids: owned }, signal);
  await removeGone({ index: writer, emit }, { request, gone: late }, signal);
  const { failed } = await listFailedFiles(context, { collection, scope: everything }, signal);
  const ofSource = failed.filter((file) => file.source === source.uri);
  await forgetFailedFiles(context, collection, ofSource, signal);
  const removed = [...gone, ...late];
  if (removed.length > 0) await writer.merge(collection, signal);
  return { source, removed };
}

function requireSource<Known extends Source>(known: readonly Known[], uri: string, name: string): Known {
  const source = known.find((one) => one.uri === uri || one.uri === name);
  if (source !== undefined) return source;
  throw new SourceNotFoundError(`The collection has no source ${uri}.`, {
    hint: known.length === 0 ? "It has none." : `Its sources are ${known.map((one) => one.uri).join(", ")}.`,
  });
}
