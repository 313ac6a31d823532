import type { CallOptions, RemoveSourceOptions, RemoveSourceReport, SourceStatus } from "../../calls/index.ts";
import { everything, type Source, SourceNotFoundError } from "../../core/index.ts";
import { removeGone } from "../../ingest/index.ts";
import { type CallContext, collectionOf, requireStore, signalOf } from "../call-context.ts";
import { nameSource } from "./name-source.ts";

/** See `Lydian.sources`. */
export async function sources(context: CallContext, options: CallOptions): Promise<readonly SourceStatus[]> {
  const half = await context.parts.read();
  if (half === undefined) return [];
  const collection = collectionOf(context, options);
  const signal = signalOf(options);
  const documents = await half.store.listDocuments({ collection, scope: everything }, signal);
  const known = await half.store.sources(collection, signal);
  return known.map((source) => ({
    ...source,
    documents: documents.filter((document) => document.source === source.uri).length,
  }));
}

/** See `Lydian.removeSource`. The documents go first: stopped in between, the same call goes on from there. */
export async function removeSource(
  context: CallContext,
  name: string,
  options: RemoveSourceOptions,
): Promise<RemoveSourceReport> {
  const { parts, emit } = context;
  const collection = collectionOf(context, options);
  const signal = signalOf(options);
  const { store } = await requireStore(context, collection);
  const source = requireSource(await store.sources(collection, signal), nameSource(parts, name), name);
  const documents = await store.listDocuments({ collection, scope: everything }, signal);
  const gone = options.keep === true ? [] : documents.filter((document) => document.source === source.uri);
  const { writer } = await parts.write();
  const request = { collection, language: parts.settings.language };
  await removeGone({ index: writer, emit }, { request, gone }, signal);
  await writer.removeSource(collection, source.uri, signal);
  if (gone.length > 0) await writer.merge(collection, signal);
  return { source, removed: gone };
}

function requireSource(known: readonly Source[], uri: string, name: string): Source {
  const source = known.find((one) => one.uri === uri || one.uri === name);
  if (source !== undefined) return source;
  throw new SourceNotFoundError(`The collection has no source ${uri}.`, {
    hint: known.length === 0 ? "It has none." : `Its sources are ${known.map((one) => one.uri).join(", ")}.`,
  });
}
