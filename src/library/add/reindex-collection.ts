import { defined } from "../../core/index.ts";
import { reindex as build, completeVectors, type FailedOutcome } from "../../engine/ingest/index.ts";
import { type CallContext, collectionOf, requireStore, signalOf } from "../call/call-context.ts";
import type { CallOptions } from "../call/call-options.ts";
import { keepReceipts } from "../documents/failed-files.ts";
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
  /** One failure for each document with passages that could not be embedded. They are found by their words only. */
  readonly notEmbedded: readonly FailedOutcome[];
}

export async function reindex(context: CallContext, options: ReindexOptions = {}): Promise<ReindexReport> {
  const { parts } = context;
  const collection = collectionOf(context, options);
  const signal = signalOf(options);
  const half = await requireStore(context, collection);
  const before = (await half.store.collection(collection, signal))?.space;
  const { store, index, writer } = await parts.write();
  const embedder = await parts.embedder();
  const chunkerFor = await parts.chunkers();
  const services = { index: joinHalves(index, writer), store, embedder, chunkerFor };
  const { language } = parts.settings;
  const forgetOld = options.forgetOld ?? false;
  const report = await keepReceipts(context, { collection, accessLabels: [] }, async (emit) => {
    const { notEmbedded, ...built } = await build({ ...services, emit }, { collection, forgetOld }, signal);
    // The new model may count tokens differently, so documents may need other chunks.
    const completion = await completeVectors({ ...services, emit }, { collection, language, embed: true }, signal);
    return { ...built, rechunked: completion.rechunked, notEmbedded: [...notEmbedded, ...completion.notEmbedded] };
  });
  return defined({
    collection,
    from: before === undefined ? undefined : before.model,
    to: embedder.space.model,
    ...report,
  });
}
