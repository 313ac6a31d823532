import type { FailedFile, Filter, IndexCommit, OriginalBlock } from "../../core/index.ts";
import {
  type Document,
  DocumentNotFoundError,
  type DocumentSummary,
  defined,
  everything,
  fallbackLanguage,
  InvalidArgumentError,
} from "../../core/index.ts";
import { matchesFilter } from "../../engine/kernel/index.ts";
import { type CallContext, collectionOf, filterOf, requireStore, signalOf } from "../call/call-context.ts";
import type { ReadOptions } from "../call/call-options.ts";
import type { LydianParts } from "../parts/lydian-parts.ts";
import { chooseFailed } from "./choose-documents.ts";
import { forgetFailedFiles, listFailedFiles } from "./failed-files.ts";
import { findDocument, findWithMembers } from "./find-document.ts";
import { hasWordsOf } from "./has-words.ts";

export interface ListDocumentsOptions extends ReadOptions {
  /** Filter, in the filter language or as a value. */
  readonly where?: string | Filter;
  /** Words that must all occur in the title or the URI; case and diacritics do not count. */
  readonly text?: string;
  /** Lists only documents after this URI, in the order of the list. */
  readonly afterUri?: string;
  /** Maximum number of documents, from 1. Default: all. */
  readonly limit?: number;
}

/** Document with the bytes it was read from. */
export interface OriginalFile {
  readonly document: DocumentSummary;
  readonly bytes: Uint8Array;
}

/** Document with the bytes it was read from, which are read as they are needed. */
export interface OpenedOriginal {
  readonly document: DocumentSummary;
  readonly sizeBytes: number;
  /**
   * The bytes in pieces of at most 1 MiB, each read when it is requested.
   *
   * @throws {DocumentNotFoundError} if the document is removed or replaced before the last piece
   */
  readonly pieces: AsyncIterable<Uint8Array>;
}

/**
 * Options of `remove`. Documents outside the `scope` stay, also members of a container within it, and are not named.
 */
export interface RemoveOptions extends ReadOptions {
  /** Overwrites the text in the store's files, including that of documents removed or replaced before. */
  readonly purge?: boolean;
}

export interface RemoveReport {
  readonly removed: readonly DocumentSummary[];
  /** Files that were not added and whose receipts are removed. */
  readonly forgotten: readonly FailedFile[];
  readonly notFound: readonly string[];
}

export async function list(
  context: CallContext,
  options: ListDocumentsOptions = {},
): Promise<readonly DocumentSummary[]> {
  const filter = filterOf(options.where);
  const { scope = everything, text, afterUri, limit } = options;
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1))
    throw new InvalidArgumentError(`limit must be a whole number from 1, not ${limit}.`);
  const half = await context.parts.read();
  if (half === undefined) return [];
  const isWhole = filter === undefined && text === undefined;
  const query = defined({
    collection: collectionOf(context, options),
    scope,
    afterUri,
    limit: isWhole ? limit : undefined,
  });
  const summaries = await half.store.listDocuments(query, signalOf(options));
  const fitting = filter === undefined ? summaries : summaries.filter((summary) => matchesFilter(filter, summary));
  return (text === undefined ? fitting : fitting.filter(hasWordsOf(text))).slice(0, limit);
}

export async function read(
  context: CallContext,
  document: string,
  options: ReadOptions = {},
): Promise<Document | undefined> {
  const half = await context.parts.read();
  if (half === undefined) return undefined;
  const query = { collection: collectionOf(context, options), scope: options.scope ?? everything };
  const signal = signalOf(options);
  const exact = await half.store.readDocument({ ...query, document }, signal);
  if (exact !== undefined) return exact;
  const summary = await findDocument({ parts: context.parts, half }, { ...query, document }, signal);
  return summary && half.store.readDocument({ ...query, document: summary.id }, signal);
}

export async function original(
  context: CallContext,
  document: string,
  options: ReadOptions = {},
): Promise<OriginalFile | undefined> {
  const half = await context.parts.read();
  const found = await read(context, document, options);
  if (half === undefined || found === undefined) return undefined;
  const { text: _, elements: __, locations: ___, ...summary } = found;
  const query = { collection: found.collection, scope: options.scope ?? everything, document: found.id };
  const bytes = await half.store.readOriginal(query, signalOf(options));
  return bytes && { document: summary, bytes };
}

export async function openOriginal(
  context: CallContext,
  document: string,
  options: ReadOptions = {},
): Promise<OpenedOriginal | undefined> {
  const half = await context.parts.read();
  const found = await read(context, document, options);
  if (half === undefined || found === undefined) return undefined;
  const { text: _, elements: __, locations: ___, ...summary } = found;
  const { collection, id, contentHash } = summary;
  const reference = { collection, scope: options.scope ?? everything, document: id, contentHash };
  const readBlock = (number: number) => half.store.readOriginalBlock({ ...reference, number }, signalOf(options));
  const first = await readBlock(0);
  if (first === undefined) return undefined;
  return { document: summary, sizeBytes: first.sizeBytes, pieces: readPieces(first, readBlock, summary.uri) };
}

async function* readPieces(
  { bytes, sizeBytes }: OriginalBlock,
  readBlock: (number: number) => Promise<OriginalBlock | undefined>,
  uri: string,
): AsyncGenerator<Uint8Array> {
  if (sizeBytes > 0) yield bytes;
  for (let number = 1, readBytes = bytes.length; readBytes < sizeBytes; number++) {
    const block = await readBlock(number);
    if (block === undefined)
      throw new DocumentNotFoundError(`The document ${uri} was removed or replaced while its original was read.`, {
        hint: "Read it again.",
      });
    readBytes += block.bytes.length;
    yield block.bytes;
  }
}

export async function remove(
  context: CallContext,
  documents: string | readonly string[],
  options: RemoveOptions = {},
): Promise<RemoveReport> {
  const { parts } = context;
  const collection = collectionOf(context, options);
  const { scope = everything } = options;
  const signal = signalOf(options);
  const half = await requireStore(context, collection);
  const removed = new Map<string, DocumentSummary>();
  const notFound: string[] = [];
  for (const document of typeof documents === "string" ? [documents] : documents) {
    const found = await findWithMembers({ parts, half }, { collection, scope, document }, signal);
    if (found.length === 0) notFound.push(document);
    for (const summary of found) removed.set(summary.id, summary);
  }
  const names = typeof documents === "string" ? [documents] : documents;
  const { failed } = await listFailedFiles(context, { collection, scope }, signal);
  const chosen = chooseFailed(context, names.length === 0 ? [] : failed, names, [...removed.values()]);
  const purge = options.purge ?? false;
  if (removed.size > 0 || purge)
    await commitRemoval(parts, { collection, removeIds: [...removed.keys()], purge }, signal);
  await forgetFailedFiles(context, collection, chosen.failed, signal);
  return {
    removed: [...removed.values()],
    forgotten: chosen.failed,
    notFound: notFound.filter((name) => !chosen.names.has(name)),
  };
}

async function commitRemoval(
  parts: LydianParts,
  removal: Pick<IndexCommit, "collection" | "removeIds" | "purge">,
  signal: AbortSignal,
): Promise<void> {
  const { writer } = await parts.write();
  const language = fallbackLanguage(parts.settings.language);
  await writer.commit({ ...removal, language, add: [] }, signal);
  await writer.merge(removal.collection, signal);
  // Partial results are removed, too, because they reveal the text of sections.
  if (removal.purge === true && (await parts.state.read()) !== undefined)
    await (await parts.state.write()).forgetPartials(undefined, signal);
}
