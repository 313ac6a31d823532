import type { SearchMode } from "../core/index.ts";
import { defined, InvalidArgumentError } from "../core/index.ts";
import type { Lydian } from "../library/index.ts";
import { addCorpus } from "./add-corpus.ts";
import type { BeirDataSet } from "./data-sets/beir.ts";
import { createRunFile } from "./data-sets/create-run-file.ts";
import { readBeir } from "./data-sets/read-beir.ts";
import type { Run } from "./data-sets/read-run.ts";
import { averageMeasures, measureQuery, type RetrievalMeasures, type RetrievalMetric } from "./measures.ts";
import type { MeanWithInterval } from "./metrics/bootstrap-interval.ts";
import { rankDocuments } from "./rank-documents.ts";

export interface RetrievalProgress {
  readonly stage: "add" | "embed" | "search";
  readonly done: number;
  readonly total: number;
}

export interface RetrievalRequest {
  readonly lydian: Pick<Lydian, "add" | "embed" | "search" | "list" | "status" | "on">;
  /** Folder of queries.jsonl, qrels.tsv and, unless `corpus` is given, corpus.jsonl. */
  readonly beir: string;
  /** Another folder for corpus.jsonl. */
  readonly corpus?: string;
  readonly mode: SearchMode;
  /** Whether the first hits are reranked; default as the settings say. */
  readonly rerank?: boolean;
  /** Documents ranked for each query, from 10 to 500; default 100. Metrics at a greater depth see only these. */
  readonly limit?: number;
  /** A file to be made, for what was found for each query, in TREC's form. */
  readonly runFile?: string;
  /** True: the report has each query's measures too. */
  readonly perQuery?: boolean;
  readonly onProgress?: (progress: RetrievalProgress) => void;
}

export interface RetrievalReport {
  readonly dataset: string;
  readonly mode: SearchMode;
  /** How many queries have a relevant document; each counts the same. */
  readonly queries: number;
  /** Means over the queries, with 95 % confidence intervals. */
  readonly metrics: Readonly<Record<RetrievalMetric, MeanWithInterval>>;
  /** In the order of queries.jsonl; only when asked for. */
  readonly perQuery?: readonly QueryMeasures[];
  /** Documents of the corpus that could not be added, and so not be found; absent if there are none. */
  readonly failedDocuments?: number;
}

export interface QueryMeasures extends RetrievalMeasures {
  readonly id: string;
}

const DEFAULT_LIMIT = 100;

/**
 * How well search finds what people judged relevant. The corpus becomes a collection of its own, named by the data set
 * and its content, so that a second run only searches; chunks count for their document, by the best one's rank.
 *
 * @throws {DataMissingError} if a file of the data set is not there
 * @throws {InvalidDataError} naming the line that is malformed
 * @throws {InvalidArgumentError} if `limit` is out of its bounds
 * @throws {FileExistsError} if there is something of the name of `runFile`
 * @throws {FileUnwritableError} if `runFile` can not be written
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
  const report = {
    dataset: dataSet.name,
    mode,
    queries: perQuery.length,
    metrics: averageMeasures(perQuery),
    ...(request.perQuery === true ? { perQuery } : {}),
    ...(failedDocuments > 0 ? { failedDocuments } : {}),
  };
  return { report, run };
}
