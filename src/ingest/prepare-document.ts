import { type DocumentSummary, everything, type IndexedDocument } from "../core/index.ts";
import type { AddOutcome } from "../lydian.ts";
import { buildChunks, buildDocument, type DocumentIdentity, titleOf } from "./build-document.ts";
import { describeFailure } from "./describe-failure.ts";
import { documentId } from "./document-id.ts";
import { guardDocument } from "./guard-document.ts";
import type { IngestRequest, IngestServices } from "./ingest-request.ts";
import { isUnchanged } from "./is-unchanged.ts";
import type { Source } from "./list-sources.ts";
import { readSource } from "./read-source.ts";
import { settingsFingerprint } from "./settings-fingerprint.ts";

/** A source after its turn: an outcome already, or a document that waits for its commit. */
export type Prepared =
  | { readonly kind: "settled"; readonly outcome: AddOutcome & { readonly outcome: "skipped" | "failed" } }
  | { readonly kind: "ready"; readonly outcome: "added" | "updated"; readonly indexed: IndexedDocument };

/**
 * Reads, loads and chunks one source, unless nothing of it has changed. Whatever goes wrong is this source's outcome
 * alone; only an abort is thrown.
 */
export async function prepareDocument(
  services: IngestServices,
  work: { readonly request: IngestRequest; readonly source: Source },
  signal: AbortSignal,
): Promise<Prepared> {
  const { uri } = work.source;
  try {
    const prepared = await readAndChunk(services, work, signal);
    if (prepared.kind === "settled" && prepared.outcome.outcome === "skipped") {
      services.emit({ type: "document-skipped", uri, documentId: prepared.outcome.documentId });
    }
    return prepared;
  } catch (error) {
    signal.throwIfAborted();
    const { outcome, ...failure } = describeFailure(uri, error);
    services.emit({ type: "document-failed", ...failure });
    return { kind: "settled", outcome: { outcome, ...failure } };
  }
}

async function readAndChunk(
  services: IngestServices,
  { request, source }: { readonly request: IngestRequest; readonly source: Source },
  signal: AbortSignal,
): Promise<Prepared> {
  signal.throwIfAborted();
  const { loaders, clock, emit, guard } = services;
  const { bytes, contentHash } = await readSource(source, request.maxFileBytes, signal);
  const identity = identify(services, { request, source, contentHash });
  const previous = await findPrevious(services, identity, signal);
  const file = { bytes, uri: source.uri };
  if (previous !== undefined && isUnchanged(previous, identity, (await loaders.identify(file, signal)).loader)) {
    const { id: documentId, receipt } = previous;
    return { kind: "settled", outcome: { uri: source.uri, outcome: "skipped", documentId, receipt } };
  }
  const startedMs = clock.monotonicMs();
  const loaded = await guardDocument(guard, await loaders.load(file, signal), signal);
  const durationMs = clock.monotonicMs() - startedMs;
  emit({ type: "document-loaded", uri: source.uri, characters: loaded.text.length, durationMs });
  const { text, elements } = loaded;
  const drafts = await chunk(services, { text, elements, title: titleOf(identity, loaded) }, signal);
  const document = buildDocument(identity, loaded, drafts.length);
  const indexed = { document, chunks: buildChunks(document, drafts) };
  return {
    kind: "ready",
    outcome: previous === undefined ? "added" : "updated",
    indexed: request.keepOriginals ? { ...indexed, original: bytes } : indexed,
  };
}

function identify(
  { chunker, embedder, clock }: IngestServices,
  known: { readonly request: IngestRequest; readonly source: Source; readonly contentHash: string },
): DocumentIdentity {
  const { request, source, contentHash } = known;
  const { collection, language, keepOriginals } = request;
  const { uri, title } = source;
  const metadata = { ...request.metadata, ...source.metadata };
  const { space } = embedder;
  return {
    id: documentId(collection, uri),
    collection,
    uri,
    contentHash,
    accessLabels: [...request.accessLabels].sort(),
    settingsFingerprint: settingsFingerprint({ chunker, space, language, keepOriginals, metadata, title }),
    addedAt: new Date(clock.now()).toISOString(),
    title,
    metadata,
  };
}

async function findPrevious(
  { store }: IngestServices,
  { id, collection }: DocumentIdentity,
  signal: AbortSignal,
): Promise<DocumentSummary | undefined> {
  const [previous] = await store.readSummaries({ collection, scope: everything, ids: [id] }, signal);
  return previous;
}

function chunk(
  { chunker, embedder }: IngestServices,
  document: Parameters<IngestServices["chunker"]["chunk"]>[0],
  signal: AbortSignal,
) {
  const countTokens = (text: string) => embedder.countTokens(text);
  const embed = (texts: readonly string[], stop: AbortSignal) => embedder.embedDocuments(texts, stop);
  return chunker.chunk(document, { countTokens, embed }, signal);
}
