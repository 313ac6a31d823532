import type {
  AddOutcome,
  DocumentOrigin,
  DocumentSummary,
  IndexedDocument,
  LoadedChild,
  LoadInput,
} from "../../core/index.ts";
import { buildChunks, buildDocument, type DocumentIdentity, titleOf } from "./build-document.ts";
import { type ClaimedDocument, claimDocument } from "./claim-document.ts";
import { cutDocument } from "./cut-document.ts";
import { describeFailure } from "./describe-failure.ts";
import { documentLanguage } from "./document-language.ts";
import { guardDocument } from "./guard-document.ts";
import type { DocumentRequest, IngestServices } from "./ingest-request.ts";
import { isUnchanged } from "./is-unchanged.ts";
import type { Source } from "./list-sources.ts";
import { readSource } from "./read-source.ts";
import { settingsFingerprint } from "./settings-fingerprint.ts";

/** A source after its turn: an outcome already, or a document that waits for its commit. */
export type Prepared =
  | {
      readonly kind: "settled";
      readonly outcome: AddOutcome & { readonly outcome: "skipped" | "opened" | "failed" };
      /** Of a skipped one. */
      readonly origin?: DocumentOrigin;
      /** Whether the origin is another than the stored one. */
      readonly isNews?: boolean;
    }
  /** All that a container holds is committed before this: only now its documents get its revision. */
  | { readonly kind: "complete"; readonly origins: readonly DocumentOrigin[] }
  | GoneDocument
  | ReadyDocument;

/** What is stored and is no more: a member that its container no longer has, the text of what has become a container. */
export interface GoneDocument {
  readonly kind: "gone";
  readonly outcome: AddOutcome & { readonly outcome: "removed" };
}

export interface ReadyDocument {
  readonly kind: "ready";
  readonly outcome: "added" | "updated" | "moved";
  readonly indexed: IndexedDocument;
  /** What was stored of the document before. */
  readonly previous?: DocumentSummary;
  /** The members that it had as a container; they go in the same commit. */
  readonly former?: readonly GoneDocument[];
}

/** A source by itself: its document, unless it is a container without text, and its members if it is a container. */
export interface PreparedSource {
  readonly prepared?: Prepared;
  readonly children?: readonly LoadedChild[];
  /** The stored document of what is a container without text now. */
  readonly former?: readonly DocumentSummary[];
}

interface Work {
  readonly request: DocumentRequest;
  readonly source: Source;
}

/**
 * Reads, loads and chunks one source, unless nothing of it has changed; a container is opened even then, since what
 * could not be read of it before may be readable now. Whatever goes wrong is this source's outcome alone; only an
 * abort is thrown.
 */
export async function prepareDocument(
  services: IngestServices,
  work: Work,
  signal: AbortSignal,
): Promise<PreparedSource> {
  const { uri } = work.source;
  try {
    const result = await readAndChunk(services, work, signal);
    const { prepared } = result;
    if (prepared?.kind === "settled" && prepared.outcome.outcome === "skipped") {
      services.emit({ type: "document-skipped", uri, documentId: prepared.outcome.documentId });
    }
    return result;
  } catch (error) {
    signal.throwIfAborted();
    return { prepared: settleFailure(services, describeFailure(uri, error)) };
  }
}

/** Tells the listeners, too. */
export function settleFailure(
  { emit }: Pick<IngestServices, "emit">,
  outcome: AddOutcome & { readonly outcome: "failed" },
): Prepared {
  const { outcome: _, ...failure } = outcome;
  emit({ type: "document-failed", ...failure });
  return { kind: "settled", outcome };
}

async function readAndChunk(services: IngestServices, work: Work, signal: AbortSignal): Promise<PreparedSource> {
  signal.throwIfAborted();
  const { request, source } = work;
  const { loaders, clock, emit, guard } = services;
  const { bytes, contentHash } = await readSource(source, request.maxFileBytes, signal);
  const claimed = await claimDocument(services, { request, uri: source.uri, contentHash }, signal);
  const { previous } = claimed;
  const identity = identify(services, { ...work, contentHash, claimed });
  const file = { bytes, ...describeFile(work) };
  const { loader, isContainer } = previous === undefined ? {} : await loaders.identify(file, signal);
  const isSame = claimed.isStored && previous && loader && isUnchanged(previous, identity, loader);
  const skipped = isSame ? skip(previous, identity, isContainer === true) : undefined;
  if (skipped !== undefined && isContainer !== true) return { prepared: skipped };
  const startedMs = clock.monotonicMs();
  const { children, ...found } = await loaders.load(file, signal);
  const members = children === undefined ? {} : { children };
  if (skipped !== undefined) return { prepared: skipped, ...members };
  if (children !== undefined && !/\S/.test(found.text))
    return { ...members, ...(claimed.isStored && previous !== undefined ? { former: [previous] } : {}) };
  const loaded = await guardDocument(guard, found, signal);
  const durationMs = clock.monotonicMs() - startedMs;
  emit({ type: "document-loaded", uri: source.uri, characters: loaded.text.length, durationMs });
  const wanted = services.chunkerFor(loaded.mediaType);
  // Words first: what cuts by meaning would keep the document from being found for as long as its vectors take.
  const cutting = { chunker: wanted.meanwhile ?? wanted, embedder: services.embedder };
  const { text, elements } = loaded;
  const cut = await cutDocument(cutting, { text, elements, title: titleOf(identity, loaded) }, signal);
  const document = buildDocument(children === undefined ? identity : withoutRevision(identity), loaded, {
    ...cut,
    language: await documentLanguage({ language: request.language, metadata: identity.metadata }, loaded),
  });
  const indexed = { document, chunks: buildChunks(document, cut.drafts) };
  const outcome = outcomeOf(identity, claimed);
  const before = previous === undefined ? {} : { previous };
  const original = request.keepOriginals ? { original: bytes } : {};
  return { prepared: { kind: "ready", outcome, indexed: { ...indexed, ...original }, ...before }, ...members };
}

/** What a loader is told of a file besides its bytes. */
function describeFile({
  request: { password },
  source: { uri, charset },
}: Work): Omit<LoadInput, "bytes" | "mediaType"> {
  return { uri, ...(charset === undefined ? {} : { charset }), ...(password === undefined ? {} : { password }) };
}

/** A container's revision is noted when all of its members are committed: what has it is never looked into again. */
function withoutRevision({ revision: _, ...identity }: DocumentIdentity): DocumentIdentity {
  return identity;
}

function outcomeOf({ uri }: DocumentIdentity, { previous, isStored }: ClaimedDocument): ReadyDocument["outcome"] {
  if (previous === undefined) return "added";
  if (previous.uri !== uri) return "moved";
  return isStored ? "updated" : "added";
}

function skip(previous: DocumentSummary, identity: DocumentIdentity, isContainer: boolean): Prepared {
  const { uri, id, receipt } = previous;
  const { source } = identity;
  const { revision } = isContainer ? previous : identity;
  const known = { ...(source === undefined ? {} : { source }), ...(revision === undefined ? {} : { revision }) };
  return {
    kind: "settled",
    outcome: { uri, outcome: "skipped", documentId: id, receipt },
    origin: { documentId: id, ...known },
    isNews: previous.source !== source || previous.revision !== revision,
  };
}

function identify(
  { clock }: IngestServices,
  known: Work & { readonly contentHash: string; readonly claimed: ClaimedDocument },
): DocumentIdentity {
  const { request, source, contentHash, claimed } = known;
  const { collection, language, keepOriginals } = request;
  const { uri, title, revision } = source;
  const fromPath = request.metadataOf?.(source.outermost ?? uri);
  const metadata = { ...fromPath, ...request.metadata, ...source.metadata };
  const owner = (claimed.isStored ? claimed.previous?.source : undefined) ?? request.owner;
  return {
    id: claimed.id,
    collection,
    uri,
    contentHash,
    accessLabels: [...request.accessLabels].sort(),
    settingsFingerprint: settingsFingerprint({ language, keepOriginals, metadata, title }),
    addedAt: new Date(clock.now()).toISOString(),
    title,
    metadata,
    ...(revision === undefined ? {} : { revision }),
    ...(owner === undefined ? {} : { source: owner }),
  };
}
