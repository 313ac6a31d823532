import { defined, InvalidArgumentError, type SearchMode } from "../core/index.ts";
import type { Lydian } from "../library/index.ts";
import { addCorpus } from "./add-corpus.ts";
import type { BeirDataSet } from "./data-sets/beir.ts";
import { createRunFile } from "./data-sets/create-run-file.ts";
import { readBeir } from "./data-sets/read-beir.ts";
import type { Run } from "./data-sets/read-run.ts";
import { averageMeasures, measureQuery, type RetrievalMeasures, type RetrievalMetric } from "./measures.ts";
import type { MeanWithInterval } from "./metrics/bootstrap-interval.ts";
import { rankDocuments } from "./rank-documents.ts";
import type { RetrievalProgress } from "./retrieval-progress.ts";

export interface RetrievalRequest {
  readonly lydian: Pick<Lydian, "add" | "embed" | "search" | "list" | "status" | "on">;
  /** Folder of queries.jsonl, qrels.tsv and, unless `corpus` is set, corpus.jsonl. */
  readonly beir: string;
  /** Another folder for corpus.jsonl. */
  readonly corpus?: string;
  readonly mode: SearchMode;
  /** True to rerank the first hits; by default, the settings decide. */
  readonly rerank?: boolean;
  /**
   * Number of documents ranked for each query, from 10 to 500; default 100. Metrics at a greater depth see only these.
   */
  readonly limit?: number;
  /** New file for the ranking of each query, in TREC's format. */
  readonly runFile?: string;
  /** True to include each query's measures in the report. */
  readonly perQuery?: boolean;
  readonly onProgress?: (progress: RetrievalProgress) => void;
}

export interface RetrievalReport {
  readonly dataset: string;
  readonly mode: SearchMode;
  /** Number of queries with a relevant document. Each has the same weight. */
  readonly queries: number;
  /** Means over the queries, with 95 % confidence intervals. */
  readonly metrics: Readonly<Record<RetrievalMetric, MeanWithInterval>>;
  /** Measures in the order of queries.jsonl, if requested. */
  readonly perQuery?: readonly QueryMeasures[];
  /** Number of documents that could not be added, so that no search finds them; absent if there are none. */
  readonly failedDocuments?: number;
}

export interface QueryMeasures extends RetrievalMeasures {
  readonly id: string;
}

const DEFAULT_LIMIT = 100;

/**
 * Measures how well search finds the documents that people judged relevant.
 *
 * The corpus becomes a separate collection, named by the data set and its content, so a second run only searches. A
 * document has the rank of its best chunk.
 *
 * @throws {DataMissingError} if a file of the data set does not exist
 * @throws {InvalidDataError} naming the line that is malformed
 * @throws {InvalidArgumentError} if `limit` is out of bounds
 * @throws {FileExistsError} if `runFile` exists
 * @throws {FileUnwritableError} if `runFile` cannot be written
 */
export async function evaluateRetrieval(request: RetrievalRequest, signal: AbortSignal): Promise<RetrievalReport> {
  const { beir, corpus, limit = DEFAULT_LIMIT } = request;
  if (!Number.isInteger(limit) || limit < 10 || limit > 500) {
    throw new InvalidArgumentError(`The limit is ${limit}; it must be a whole number from 10 to 500.`);
  }
  const dataSet = await readBeir(defined({ folder: beir, corpus }), signal);
  const file = request.runFile === undefined ? undefined : await createRunFile(request.runFile);
  try {
    const { report, run } = await searchAll(dataSet, { ...request, limit }, signal);
    await file?.keep(run);
    return report;
  } finally {
    await file?.discard();
  }
}

async function searchAll(
  dataSet: BeirDataSet,
  { lydian, mode, rerank, limit, onProgress, ...request }: RetrievalRequest & { readonly limit: number },
  signal: AbortSignal,
): Promise<{ readonly report: RetrievalReport; readonly run: Run }> {
  const added = await addCorpus({ lydian, dataSet, embed: mode !== "lexical", onProgress }, signal);
  const run = new Map<string, readonly string[]>();
  const perQuery: QueryMeasures[] = [];
  for (const { id, text, grades } of dataSet.queries) {
    const ranking = await rankDocuments({ lydian, query: text, mode, rerank, limit, ...added }, signal);
    run.set(id, ranking);
    perQuery.push({ id, ...measureQuery({ ranking, grades }) });
    onProgress?.({ stage: "search", done: perQuery.length, total: dataSet.queries.length });
  }
  const failedDocuments = dataSet.documents.length - added.corpusIds.size;
  const report = defined({
    dataset: dataSet.name,
    mode,
    queries: perQuery.length,
    metrics: averageMeasures(perQuery),
    perQuery: request.perQuery === true ? perQuery : undefined,
    failedDocuments: failedDocuments > 0 ? failedDocuments : undefined,
  });
  return { report, run };
}
