import type { Listener, SourceReport } from "../../core/index.ts";
import { defined, everything, type Source, SourceNotFoundError, SourceUnavailableError } from "../../core/index.ts";
import {
  completeVectors,
  countToRechunk,
  createMoves,
  describeFailure,
  type FailedOutcome,
  type SyncServices,
  sync as syncOne,
} from "../../engine/ingest/index.ts";
import { type CallContext, collectionOf, signalOf } from "../call/call-context.ts";
import { keepReceipts } from "../documents/failed-files.ts";
import type { AddOptions } from "./add.ts";
import { chooseSources } from "./choose-sources.ts";
import { dryWriter, tellDry } from "./dry-writer.ts";
import { emptyHalf } from "./empty-half.ts";
import { limitsOf, openIngest } from "./open-ingest.ts";

/** Options of a sync. Metadata, rules, labels and depth are remembered with the source and apply to its next syncs. */
export interface SyncOptions extends Omit<AddOptions, "scope" | "ocr"> {
  /** Reports what would be done, and changes nothing. Default: false. */
  readonly dryRun?: boolean;
  /** Skips places that are not sources of the collection yet. Default: false, which makes them sources. */
  readonly onlyKnown?: boolean;
}

export interface SyncReport {
  readonly collection: string;
  readonly dryRun: boolean;
  /** Reports of the sources, in the order of the given names or by URI. */
  readonly sources: readonly SourceReport[];
  /** URIs of the sources that were left out, because they came with the store and are not trusted. */
  readonly untrusted: readonly string[];
  /** Number of live chunks without vectors. */
  readonly chunksWithoutVectors: number;
  /** Number of documents that still have to be rechunked. */
  readonly documentsToRechunk: number;
  /** One failure for each document with passages that could not be embedded. They are found by their words only. */
  readonly notEmbedded: readonly FailedOutcome[];
}

export async function sync(
  context: CallContext,
  names?: string | readonly string[],
  options: SyncOptions = {},
): Promise<SyncReport> {
  const { parts } = context;
  const { language } = parts.settings;
  const { dryRun = false, embed = true, onlyKnown = false, password } = options;
  const collection = collectionOf(context, options);
  const signal = signalOf(options);
  const services = await openServices(context, dryRun);
  const known = await ((await parts.read()) ?? emptyHalf).store.sources(collection, signal);
  const moves = createMoves();
  const sources: SourceReport[] = [];
  const isKnown = ({ uri }: Source) => known.some((one) => one.uri === uri);
  const trusted = names === undefined ? await parts.trustedSources(known, signal) : known;
  for (const source of chooseSources(parts, { collection, names, known: trusted, options })) {
    if (onlyKnown && !isKnown(source)) continue;
    const limits = defined({ ...limitsOf(parts.settings), password });
    const request = { source, isKnown: isKnown(source), moves, ...limits };
    const syncNow = (emit: Listener) => syncOne({ ...services, emit }, request, signal);
    const { accessLabels } = source.options;
    const place = { collection, accessLabels, source: source.uri };
    const work = () => (dryRun ? syncNow(services.emit) : keepReceipts(context, place, syncNow));
    sources.push(await settleSource(services, source, work));
  }
  return {
    collection,
    dryRun,
    sources,
    untrusted: known.filter((source) => !trusted.includes(source)).map(({ uri }) => uri),
    ...(await completeUnlessDry(context, services, { collection, language, embed, dryRun }, signal)),
  };
}

async function completeUnlessDry(
  context: CallContext,
  services: SyncServices,
  { dryRun, ...request }: Parameters<typeof completeVectors>[1] & { readonly dryRun: boolean },
  signal: AbortSignal,
): Promise<Pick<SyncReport, "chunksWithoutVectors" | "documentsToRechunk" | "notEmbedded">> {
  const { index, embedder } = services;
  const { collection } = request;
  if (!dryRun) {
    const work = (emit: Listener) => completeVectors({ ...services, emit }, request, signal);
    const completion = await keepReceipts(context, { collection, accessLabels: [] }, work);
    const { chunksWithoutVectors, documentsToRechunk, notEmbedded } = completion;
    return { chunksWithoutVectors, documentsToRechunk, notEmbedded };
  }
  const pending = await index.pendingVectors(collection, embedder.space, signal);
  const chunksWithoutVectors = pending.reduce((sum, { chunkIds }) => sum + chunkIds.length, 0);
  const documentsToRechunk = await countToRechunk(
    services,
    { collection, scope: everything, space: embedder.space },
    signal,
  );
  return { chunksWithoutVectors, documentsToRechunk, notEmbedded: [] };
}

async function openServices({ parts, emit }: CallContext, dryRun: boolean): Promise<SyncServices> {
  if (!dryRun) return openIngest({ parts, emit }, await parts.write());
  return openIngest({ parts, emit: tellDry(emit) }, { ...((await parts.read()) ?? emptyHalf), writer: dryWriter });
}

/**
 * Syncs one source. A source that is unavailable, or was removed in the meantime, gets a failed outcome and does not
 * stop the others.
 */
async function settleSource(
  { emit }: Pick<SyncServices, "emit">,
  { uri }: Source,
  work: () => Promise<SourceReport>,
): Promise<SourceReport> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SourceUnavailableError || error instanceof SourceNotFoundError)) throw error;
    const failed = describeFailure(uri, error);
    const { outcome: _, ...failure } = failed;
    emit({ type: "document-failed", ...failure });
    return { source: uri, outcomes: [failed], unchanged: 0, ownedElsewhere: 0 };
  }
}
