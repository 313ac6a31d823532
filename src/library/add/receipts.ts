import { type DocumentSummary, everything, receiptPolicy } from "../../core/index.ts";
import { matchesFilter } from "../../engine/kernel/index.ts";
import { collectionOf, filterOf, requireStore, signalOf } from "../call-context.ts";
import { chooseDocuments } from "../documents/choose-documents.ts";
import type { ReceiptsOptions, ReceiptsReport } from "../documents/document-calls.ts";
import type { SearchContext } from "../search/open-search.ts";
import { findNearDuplicates } from "./find-near-duplicates.ts";

/** See `Lydian.receipts`. */
export async function receipts(context: SearchContext, options: ReceiptsOptions): Promise<ReceiptsReport> {
  const { documents = [], problems = false, scope = everything } = options;
  const filter = filterOf(options.where);
  const signal = signalOf(options);
  const query = { collection: collectionOf(context, options), scope };
  const half = await requireStore(context, query.collection);
  const { summaries, notFound } = await chooseDocuments({ ...context, half }, { ...query, documents }, signal);
  const fitting = summaries.filter((summary) => filter === undefined || matchesFilter(filter, summary));
  const shown = problems ? fitting.filter(hasProblem) : fitting;
  const alike = await findNearDuplicates(half.store, { ...query, ids: shown.map(({ id }) => id) }, signal);
  return {
    collection: query.collection,
    documents: fitting.length,
    documentsWithProblems: fitting.filter(hasProblem).length,
    receipts: shown.map(({ id, uri, title, receipt }) => {
      const nearDuplicates = alike.get(id);
      return { documentId: id, uri, title, receipt: nearDuplicates ? { ...receipt, nearDuplicates } : receipt };
    }),
    notFound,
    warnings: await context.warnOfChunking(query.collection, signal),
  };
}

const hasProblem = ({ receipt }: DocumentSummary) => receipt.warnings.some(({ code }) => receiptPolicy(code).isProblem);
