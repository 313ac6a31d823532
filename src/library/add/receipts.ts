import type { FailedFile, Filter, Receipt, Warning } from "../../core/index.ts";
import { type DocumentSummary, everything, receiptPolicy } from "../../core/index.ts";
import { matchesFilter } from "../../engine/kernel/index.ts";
import { collectionOf, filterOf, requireStore, signalOf } from "../call/call-context.ts";
import type { ReadOptions } from "../call/call-options.ts";
import { checkFilter } from "../documents/check-filter.ts";
import { chooseDocuments, chooseFailed } from "../documents/choose-documents.ts";
import { listFailedFiles } from "../documents/failed-files.ts";
import type { SearchContext } from "../search/open-search.ts";
import { findNearDuplicates } from "./find-near-duplicates.ts";

export interface ReceiptsOptions extends ReadOptions {
  /** Documents, named as for `read`; a container stands for its members too. Default: all. */
  readonly documents?: readonly string[];
  /** Filter, in the filter language or as a value. */
  readonly where?: string | Filter;
  /** Returns only documents that need attention. Default: false. */
  readonly problems?: boolean;
}

export interface DocumentReceipt {
  readonly documentId: string;
  readonly uri: string;
  readonly title: string;
  /** Receipt with near duplicates, unless an earlier version of Lydian stored the document without a signature. */
  readonly receipt: Receipt;
}

export interface ReceiptsReport {
  readonly collection: string;
  /** Number of matching documents, including those that `problems` leaves out. */
  readonly documents: number;
  readonly documentsWithProblems: number;
  /** Receipts in the order of the given names, or else by URI. */
  readonly receipts: readonly DocumentReceipt[];
  /** Files that were not added, by URI, until they are added, are gone, or are removed by name. */
  readonly failed: readonly FailedFile[];
  readonly notFound: readonly string[];
  /** Warns of a filter as `checkFilter` does, and if documents that the reader may see have to be rechunked. */
  readonly warnings: readonly Warning[];
}

export async function receipts(context: SearchContext, options: ReceiptsOptions = {}): Promise<ReceiptsReport> {
  const { documents = [], problems = false, scope = everything } = options;
  const filter = filterOf(options.where);
  const signal = signalOf(options);
  const query = { collection: collectionOf(context, options), scope };
  const half = await requireStore(context, query.collection);
  const { summaries, notFound } = await chooseDocuments({ ...context, half }, { ...query, documents }, signal);
  const fitting = summaries.filter((summary) => filter === undefined || matchesFilter(filter, summary));
  const shown = problems ? fitting.filter(hasProblem) : fitting;
  const unread = await listFailedFiles(context, query, signal);
  const chosen = chooseFailed(context, unread.failed, documents, summaries);
  const alike = await findNearDuplicates(half.store, { ...query, ids: shown.map(({ id }) => id) }, signal);
  return {
    collection: query.collection,
    documents: fitting.length,
    documentsWithProblems: fitting.filter(hasProblem).length,
    receipts: shown.map(({ id, uri, title, receipt }) => {
      const nearDuplicates = alike.get(id);
      return { documentId: id, uri, title, receipt: nearDuplicates ? { ...receipt, nearDuplicates } : receipt };
    }),
    // A failed file has no metadata that could match a filter.
    failed: filter === undefined ? chosen.failed : [],
    notFound: notFound.filter((name) => !chosen.names.has(name)),
    warnings: [
      ...unread.warnings,
      ...(options.where === undefined ? [] : await checkFilter(context, options.where, { ...query, signal })),
      ...(await context.memory.warnOfChunking(query, signal)),
    ],
  };
}

export async function failedFiles(context: SearchContext, options: ReadOptions = {}): Promise<readonly FailedFile[]> {
  const { scope = everything } = options;
  const query = { collection: collectionOf(context, options), scope };
  return (await (await context.parts.state.read())?.listFailures(query, signalOf(options))) ?? [];
}

const hasProblem = ({ receipt }: DocumentSummary) => receipt.warnings.some(({ code }) => receiptPolicy(code).isProblem);
