import {
  type AddOutcome,
  type DocumentOrigin,
  type DocumentSummary,
  type DocumentText,
  type DocumentToIndex,
  defined,
  GuardBlockedError,
  type GuardReport,
  type LoadedChild,
  type ReceivedDocument,
} from "../../../core/index.ts";
import { buildChunks } from "../chunk/build-chunks.ts";
import { countChunks } from "../chunk/count-chunks.ts";
import { cutDocument } from "../chunk/cut-document.ts";
import { describeFailure, type FailedOutcome, readStack } from "../describe-failure.ts";
import { guardVersion, isGuardedBy } from "../guard-version.ts";
import type { IngestContext, IngestServices } from "../ingest-request.ts";
import { settingsFingerprint } from "../settings-fingerprint.ts";
import type { Source } from "../source/list-sources.ts";
import { readSource } from "../source/read-source.ts";
import { buildDocument, type DocumentIdentity, titleOf } from "./build-document.ts";
import { type ClaimedDocument, claimDocument } from "./claim-document.ts";
import { documentLanguage } from "./document-language.ts";
import { guardDocument } from "./guard-document.ts";
import { isUnchanged } from "./is-unchanged.ts";

/** A source that was read: either an outcome, or a document that waits for its commit. */
export type PreparedDocument =
  | {
      readonly kind: "settled";
      readonly outcome: AddOutcome & { readonly outcome: "skipped" | "opened" | "failed" };
      /** Origin of a skipped document. */
      readonly origin?: DocumentOrigin;
      /** True if the origin differs from the stored one. */
      readonly isNews?: boolean;
    }
  /** Marks that all members of a container are committed. Only then do its documents get its revision. */
  | { readonly kind: "complete"; readonly origins: readonly DocumentOrigin[] }
  | GoneDocument
  | ReadyDocument;

/** A stored document to remove: a member that its container lost, or the text of a file that has become a container. */
export interface GoneDocument {
  readonly kind: "gone";
  readonly outcome: AddOutcome & { readonly outcome: "removed" };
}

export interface ReadyDocument {
  readonly kind: "ready";
  readonly outcome: "added" | "updated" | "moved";
  readonly indexed: DocumentToIndex;
  /** The stored version of the document. */
  readonly previous?: DocumentSummary;
  /** Members it had while it was a container. They are removed in the same commit. */
  readonly former?: readonly GoneDocument[];
}

/** A source by itself: its document, unless it is a container without text, and its members if it is a container. */
export interface PreparedSource {
  readonly prepared?: PreparedDocument;
  readonly children?: readonly LoadedChild[];
  /** The stored document of a source that is a container without text now. */
  readonly former?: readonly DocumentSummary[];
}

interface ReadSource {
  readonly bytes: Uint8Array;
  readonly identity: DocumentIdentity;
  readonly claimed: ClaimedDocument;
}

/** A source that was loaded, and is not checked by the guards yet. */
interface UnguardedSource extends ReadSource {
  readonly unguarded: ReceivedDocument;
  /** Start of the loading, on the monotonic clock. */
  readonly startedMs: number;
}

/** A source that was loaded and checked, and is not chunked yet. */
interface LoadedSource extends ReadSource {
  readonly loaded: ReceivedDocument;
  /** Verdicts of the guards on it. */
  readonly report: GuardReport | undefined;
}

/**
 * Reads, loads and chunks one source, unless nothing about it has changed. A container is opened even then: members
 * that could not be read before may be readable now. A failure is this source's outcome; only an abort is thrown.
 */
export async function prepareDocument(
  context: IngestContext,
  source: Source,
  signal: AbortSignal,
): Promise<PreparedSource> {
  const { uri } = source;
  try {
    const result = await readAndChunk(context, source, signal);
    const { prepared } = result;
    if (prepared?.kind === "settled" && prepared.outcome.outcome === "skipped") {
      context.services.emit({ type: "document-skipped", uri, documentId: prepared.outcome.documentId });
    }
    return result;
  } catch (error) {
    signal.throwIfAborted();
    return { prepared: reportFailure(context.services, describeFailure(uri, error), readStack(error)) };
  }
}

/** Emits the failure, with its stack if it was unexpected, and returns it as the outcome of its source. */
export function reportFailure(
  { emit }: Pick<IngestServices, "emit">,
  outcome: FailedOutcome,
  stack?: string,
): PreparedDocument {
  const { outcome: _, ...failure } = outcome;
  emit(defined({ type: "document-failed", ...failure, stack }));
  return { kind: "settled", outcome };
}

async function readAndChunk(context: IngestContext, source: Source, signal: AbortSignal): Promise<PreparedSource> {
  signal.throwIfAborted();
  const { services, request } = context;
  const { loaders, clock } = services;

  const { bytes, contentHash } = await readSource(source, request.maxFileBytes, signal);
  const claimed = await claimDocument(context, { uri: source.uri, contentHash }, signal);
  const { previous } = claimed;
  const identity = identify(context, source, contentHash, claimed);
  const file = defined({ bytes, uri: source.uri, charset: source.charset, password: request.password });

  const { loader, isContainer } = previous === undefined ? {} : await loaders.identify(file, signal);
  const isSame =
    claimed.isStored &&
    previous &&
    loader &&
    isUnchanged(previous, identity, loader) &&
    isGuardedBy(await guardVersion(services.guard), previous);
  const skipped = isSame ? skip(previous, identity, isContainer === true) : undefined;
  if (skipped !== undefined && isContainer !== true) return { prepared: skipped };

  const startedMs = clock.monotonicMs();
  const { children, ...unguarded } = await loaders.load(file, signal);
  if (skipped !== undefined) return defined({ prepared: skipped, children });
  if (children !== undefined && isBlank(unguarded.text)) {
    return defined({ children, former: claimed.isStored && previous !== undefined ? [previous] : undefined });
  }

  const ownIdentity = children === undefined ? identity : withoutRevision(identity);
  const loaded: UnguardedSource = { bytes, unguarded, identity: ownIdentity, claimed, startedMs };
  // A text that cannot be added, such as that of a mail, keeps no member out.
  return defined({ prepared: await guardAndChunk(context, loaded, signal), children });
}

/**
 * Takes the revision away. A document gets its container's revision when all of its members are committed: a container
 * that has it is never opened again.
 */
function withoutRevision({ revision: _, ...identity }: DocumentIdentity): DocumentIdentity {
  return identity;
}

async function guardAndChunk(
  context: IngestContext,
  { unguarded, startedMs, ...source }: UnguardedSource,
  signal: AbortSignal,
): Promise<PreparedDocument> {
  const { services } = context;
  const { uri } = source.identity;
  try {
    const { loaded, report } = await guardDocument(services, uri, unguarded, signal);
    const durationMs = services.clock.monotonicMs() - startedMs;
    services.emit({ type: "document-loaded", uri, characters: loaded.text.length, durationMs });
    return await chunkLoaded(context, { ...source, loaded, report }, signal);
  } catch (error) {
    signal.throwIfAborted();
    return reportFailure(services, describeTextFailure(uri, error, source.claimed), readStack(error));
  }
}

function describeTextFailure(uri: string, error: unknown, { isStored }: ClaimedDocument): FailedOutcome {
  const failure = describeFailure(uri, error);
  if (!isStored || !(error instanceof GuardBlockedError)) return failure;
  return { ...failure, hint: `${failure.hint ?? ""} ${EARLIER_STAYS}`.trim() };
}

/** Says that a refused document keeps its stored version: a guard may also refuse by mistake. */
const EARLIER_STAYS =
  "Its earlier version is still stored and found; `lydian remove` with its name takes it out of the collection.";

/** Number of code units that are read at a time. */
const BLANK_TEST_UNITS = 4_096;

function isBlank(text: DocumentText): boolean {
  for (let start = 0; start < text.length; start += BLANK_TEST_UNITS)
    if (/\S/.test(text.slice(start, start + BLANK_TEST_UNITS))) return false;
  return true;
}

async function chunkLoaded(
  { services, request }: IngestContext,
  { bytes, loaded, report: guard, identity, claimed }: LoadedSource,
  signal: AbortSignal,
): Promise<ReadyDocument> {
  const { chunkerFor, embedder } = services;
  const chunker = chunkerFor(loaded.mediaType);
  // Words first: a chunker that needs vectors would keep the document from being found until they are computed.
  const cutting = { chunker: chunker.meanwhile ?? chunker, embedder };
  const { text, elements } = loaded;
  const cut = await cutDocument(cutting, { text, elements, title: titleOf(identity, loaded) }, signal);

  const language = await documentLanguage({ language: request.language, metadata: identity.metadata }, loaded);
  const counts = await countChunks(text, cut.drafts, signal);
  const document = buildDocument(identity, loaded, { ...cut, language, counts, guard });
  const original = request.keepOriginals ? bytes : undefined;
  return defined({
    kind: "ready",
    outcome: outcomeOf(identity, claimed),
    indexed: defined({ document, chunks: buildChunks(document, cut.drafts), original }),
    previous: claimed.previous,
  });
}

function outcomeOf({ uri }: DocumentIdentity, { previous, isStored }: ClaimedDocument): ReadyDocument["outcome"] {
  if (previous === undefined) return "added";
  if (previous.uri !== uri) return "moved";
  return isStored ? "updated" : "added";
}

function skip(previous: DocumentSummary, identity: DocumentIdentity, isContainer: boolean): PreparedDocument {
  const { uri, id, receipt } = previous;
  const { source } = identity;
  const { revision } = isContainer ? previous : identity;
  return {
    kind: "settled",
    outcome: { uri, outcome: "skipped", documentId: id, receipt },
    origin: defined({ documentId: id, source, revision }),
    isNews: previous.source !== source || previous.revision !== revision,
  };
}

function identify(
  { services: { clock }, request }: IngestContext,
  source: Source,
  contentHash: string,
  claimed: ClaimedDocument,
): DocumentIdentity {
  const { collection, language, keepOriginals } = request;
  const { uri, title, revision } = source;
  const fromPath = request.metadataOf?.(source.outermost ?? uri);
  const metadata = { ...fromPath, ...request.metadata, ...source.metadata };
  const storedOwner = claimed.isStored ? claimed.previous?.source : undefined;
  const optional = defined({ revision, source: storedOwner ?? request.owner });
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
    ...optional,
  };
}
