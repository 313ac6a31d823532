import { defined } from "../../core/index.ts";
import { reindex as build, completeVectors } from "../../engine/ingest/index.ts";
import { type CallContext, collectionOf, requireStore, signalOf } from "../call/call-context.ts";
import type { CallOptions } from "../call/call-options.ts";
import { joinHalves } from "./join-halves.ts";

export interface ReindexOptions extends CallOptions {
  /** True to delete the previous model's cached vectors, too; switching back then takes long. Default: false. */
  readonly forgetOld?: boolean;
}

export interface ReindexReport {
  readonly collection: string;
  /** Previous model of the collection's vectors; absent if it had none. */
  readonly from?: string;
  readonly to: string;
  /** Whether the model changed. If not, only missing vectors were computed. */
  readonly swapped: boolean;
  /** Number of chunks that got their vectors, computed now or before. */
  readonly embedded: number;
  /** Number of documents that were rechunked, since the models count tokens differently or a setting changed. */
  readonly rechunked: number;
}

export async function reindex(context: CallContext, options: ReindexOptions = {}): Promise<ReindexReport> {
  const { parts, emit } = context;
  const collection = collectionOf(context, options);
  const signal = signalOf(options);
  const half = await requireStore(context, collection);
  const before = (await half.store.collection(collection, signal))?.space;
  const { store, index, writer } = await parts.write();
  const embedder = await parts.embedder();
  const services = { index: joinHalves(index, writer), store, embedder, emit };
  const request = { collection, forgetOld: options.forgetOld ?? false };
  const { swapped, embedded } = await build(services, request, signal);
  // The new model may count tokens differently, so documents may need other chunks.
  const { language } = parts.settings;
  const chunkers = { ...services, chunkerFor: await parts.chunkers() };
  const { rechunked } = await completeVectors(chunkers, { collection, language, embed: true }, signal);
  return defined({
    collection,
    from: before === undefined ? undefined : before.model,
    to: embedder.space.model,
    swapped,
    embedded,
    rechunked,
  });
}
