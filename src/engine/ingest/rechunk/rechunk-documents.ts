import {
  append,
  type DocumentSummary,
  type DocumentToIndex,
  everything,
  fallbackLanguage,
} from "../../../core/index.ts";
import { buildChunks } from "../chunk/build-chunks.ts";
import { countChunks } from "../chunk/count-chunks.ts";
import { cutDocument } from "../chunk/cut-document.ts";
import { carryVectors } from "../embed/carry-vectors.ts";
import { embedAhead } from "../embed/embed-ahead.ts";
import type { DocumentRequest, IngestServices } from "../ingest-request.ts";
import { listToRechunk } from "./documents-to-rechunk.ts";

/** Limits of the documents that are committed together. A stop loses the work on at most one group. */
const GROUP_LIMITS = { maxDocuments: 16, maxCharacters: 500_000 };

export type RechunkServices = Pick<IngestServices, "chunkerFor" | "embedder" | "index" | "store" | "emit">;
export type RechunkRequest = Pick<DocumentRequest, "collection" | "language" | "embed">;

/** A document as it is stored, and with its new chunks. */
interface RecutDocument {
  readonly before: DocumentSummary;
  readonly after: DocumentToIndex;
}

/** Services and settings of one call. */
interface RechunkContext {
  readonly services: RechunkServices;
  readonly request: RechunkRequest;
}

/**
 * Cuts stored text again where it is not cut as the settings say. The files are not needed. Each group of documents is
 * one transaction, so that a search sees a document's old chunks or its new ones. With `embed`, vectors are cached
 * before the chunks are committed; without it, documents are skipped whose chunker needs the embedder. Emits
 * `documents-rechunked` after every group. After a stop, the next call continues from there.
 *
 * A document that changes meanwhile is left as it is; the next call looks at it again.
 *
 * @returns the number of documents that were cut again
 * @throws {EmbeddingFailedError} if the embedder fails; committed work stays
 */
export async function rechunkDocuments(
  services: RechunkServices,
  request: RechunkRequest,
  signal: AbortSignal,
): Promise<number> {
  const { chunkerFor, embedder, emit } = services;
  const { collection, embed } = request;
  const outdated = await listToRechunk(services, { collection, scope: everything, space: embedder.space }, signal);
  const documents = outdated.filter(({ mediaType }) => embed || chunkerFor(mediaType).meanwhile === undefined);

  let done = 0;
  let rechunked = 0;
  for (const group of groupBySize(documents)) {
    signal.throwIfAborted();
    rechunked += await rechunkGroup({ services, request }, group, signal);
    done += group.length;
    emit({ type: "documents-rechunked", collection, done, total: documents.length });
  }
  return rechunked;
}

function* groupBySize(documents: readonly DocumentSummary[]): Generator<readonly DocumentSummary[]> {
  let group: DocumentSummary[] = [];
  let characters = 0;
  for (const document of documents) {
    characters += document.receipt.characters;
    group.push(document);
    if (group.length < GROUP_LIMITS.maxDocuments && characters < GROUP_LIMITS.maxCharacters) continue;
    yield group;
    group = [];
    characters = 0;
  }
  if (group.length > 0) yield group;
}

/** Commits the group together, or one by one if a document of it has changed meanwhile. */
async function rechunkGroup(
  context: RechunkContext,
  group: readonly DocumentSummary[],
  signal: AbortSignal,
): Promise<number> {
  const recut: RecutDocument[] = [];
  for (const summary of group) append(recut, await recutDocument(context.services, summary, signal));
  if (recut.length === 0) return 0;
  if (await commitRecut(context, recut, signal)) return recut.length;

  let committed = 0;
  for (const document of recut) if (await commitRecut(context, [document], signal)) committed++;
  return committed;
}

/** Cuts a stored document again. Returns nothing for a document that was removed since it was listed. */
async function recutDocument(
  { chunkerFor, embedder, store }: RechunkServices,
  { collection, id }: DocumentSummary,
  signal: AbortSignal,
): Promise<readonly RecutDocument[]> {
  const stored = await store.readDocument({ collection, scope: everything, document: id }, signal);
  if (stored === undefined) return [];
  const { text: _text, elements: _elements, locations: _locations, ...before } = stored;
  const cutting = { chunker: chunkerFor(stored.mediaType), embedder };
  const { drafts, chunkingFingerprint } = await cutDocument(cutting, stored, signal);
  const { chunksNotEmbedded: _count, ...receipt } = stored.receipt;
  const counts = await countChunks(stored.text, drafts, signal);
  const document = { ...stored, chunkingFingerprint, receipt: { ...receipt, ...counts } };
  return [{ before, after: { document, chunks: buildChunks(document, drafts) } }];
}

/**
 * Commits documents with their new chunks. Returns false, and commits nothing, if one of them has changed since it was
 * read.
 */
async function commitRecut(
  { services, request }: RechunkContext,
  recut: readonly RecutDocument[],
  signal: AbortSignal,
): Promise<boolean> {
  const { collection, embed } = request;
  const language = fallbackLanguage(request.language);
  const add = recut.map(({ after }) => after);
  const replaces = recut.map(({ before }) => before);
  const chunks = add.flatMap(({ document, chunks }) =>
    Array.from(chunks, (chunk) => ({ ...chunk, title: document.title })),
  );

  if (embed) await embedAhead(services, chunks, signal);
  const commit = { collection, language, add, removeIds: [], replaces };
  const { segmentId, isOutdated } = await services.index.commit(commit, signal);
  if (isOutdated === true) return false;
  if (embed && segmentId !== undefined) await carryVectors(services, { collection, segmentId, chunks }, signal);
  return true;
}
