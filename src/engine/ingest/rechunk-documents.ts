import { type DocumentSummary, everything, fallbackLanguage, type IndexedDocument } from "../../core/index.ts";
import { buildChunks } from "./build-document.ts";
import { cutDocument } from "./cut-document.ts";
import { listToRechunk } from "./documents-to-rechunk.ts";
import { carryVectors } from "./embed/carry-vectors.ts";
import { embedAhead } from "./embed/embed-ahead.ts";
import type { DocumentRequest, IngestServices } from "./ingest-request.ts";

/** Cut and committed together; a stop loses the work on one group at most. */
const GROUP_LIMITS = { documents: 16, characters: 500_000 };

export type RechunkServices = Pick<IngestServices, "chunkerFor" | "embedder" | "index" | "store" | "emit">;
export type RechunkRequest = Pick<DocumentRequest, "collection" | "language" | "embed">;

/** Before and after: what was read of a document, and what shall take its place. */
interface Recut {
  readonly before: DocumentSummary;
  readonly after: IndexedDocument;
}

/**
 * Cuts the stored text of documents again that are cut otherwise than the settings say, without their files: group by
 * group, each in one transaction, so that a search sees a document's old chunks or its new ones. With `embed` the
 * vectors are there before the chunks are, from the cache where a text was embedded before. Without it, what needs the
 * embedder to be cut is passed over. Emits `documents-rechunked` after every group; stopped, it goes on from there.
 *
 * A document that somebody changes meanwhile is left as it is then; the next call looks at it again.
 *
 * @returns how many documents were cut again
 * @throws {EmbeddingFailedError} if the embedder fails; what was committed stays
 */
export async function rechunkDocuments(
  services: RechunkServices,
  request: RechunkRequest,
  signal: AbortSignal,
): Promise<number> {
  const { chunkerFor, embedder, emit } = services;
  const { collection, embed } = request;
  const listed = await listToRechunk(services, { collection, space: embedder.space }, signal);
  const documents = listed.filter(({ mediaType }) => embed || chunkerFor(mediaType).meanwhile === undefined);
  let done = 0;
  let rechunked = 0;
  for (const group of groupDocuments(documents)) {
    signal.throwIfAborted();
    rechunked += await rechunkGroup(services, { request, group }, signal);
    done += group.length;
    emit({ type: "documents-rechunked", collection, done, total: documents.length });
  }
  return rechunked;
}

function* groupDocuments(documents: readonly DocumentSummary[]): Generator<readonly DocumentSummary[]> {
  let group: DocumentSummary[] = [];
  let characters = 0;
  for (const document of documents) {
    characters += document.receipt.characters;
    group.push(document);
    if (group.length < GROUP_LIMITS.documents && characters < GROUP_LIMITS.characters) continue;
    yield group;
    group = [];
    characters = 0;
  }
  if (group.length > 0) yield group;
}

interface GroupWork {
  readonly request: RechunkRequest;
  readonly group: readonly DocumentSummary[];
}

async function rechunkGroup(
  services: RechunkServices,
  { request, group }: GroupWork,
  signal: AbortSignal,
): Promise<number> {
  const recut: Recut[] = [];
  for (const summary of group) recut.push(...(await recutDocument(services, summary, signal)));
  if (recut.length === 0) return 0;
  if (await commitRecut(services, { request, recut }, signal)) return recut.length;
  let committed = 0;
  for (const one of recut) if (await commitRecut(services, { request, recut: [one] }, signal)) committed++;
  return committed;
}

/** Nothing of a document that has gone since it was listed. */
async function recutDocument(
  { chunkerFor, embedder, store }: RechunkServices,
  { collection, id }: DocumentSummary,
  signal: AbortSignal,
): Promise<readonly Recut[]> {
  const stored = await store.readDocument({ collection, scope: everything, document: id }, signal);
  if (stored === undefined) return [];
  const { text: _text, elements: _elements, locations: _locations, ...before } = stored;
  const { drafts, chunkingFingerprint } = await cutDocument(
    { chunker: chunkerFor(stored.mediaType), embedder },
    stored,
    signal,
  );
  const document = { ...stored, chunkingFingerprint, receipt: { ...stored.receipt, chunks: drafts.length } };
  return [{ before, after: { document, chunks: buildChunks(document, drafts) } }];
}

/** Answers whether the documents were still those that were read. */
async function commitRecut(
  services: RechunkServices,
  { request, recut }: { readonly request: RechunkRequest; readonly recut: readonly Recut[] },
  signal: AbortSignal,
): Promise<boolean> {
  const { collection, embed } = request;
  const language = fallbackLanguage(request.language);
  const add = recut.map(({ after }) => after);
  const chunks = add.flatMap(({ document, chunks }) => chunks.map((chunk) => ({ ...chunk, title: document.title })));
  if (embed) await embedAhead(services, chunks, signal);
  const replaces = recut.map(({ before }) => before);
  const { segmentId, isOutdated } = await services.index.commit(
    { collection, language, add, removeIds: [], replaces },
    signal,
  );
  if (isOutdated === true) return false;
  if (embed && segmentId !== undefined) await carryVectors(services, { collection, segmentId, chunks }, signal);
  return true;
}
