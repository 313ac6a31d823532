import { basename, join, resolve } from "node:path";
import { defined, InvalidDataError } from "../core/index.ts";
import { type Judgements, readQrels } from "./data-sets/read-qrels.ts";
import { type Run, readRun, toRunId } from "./data-sets/read-run.ts";
import {
  averageMeasures,
  compareMeasures,
  type Difference,
  measureQuery,
  type RetrievalMeasures,
  type RetrievalMetric,
} from "./measures.ts";
import type { MeanWithInterval } from "./metrics/bootstrap-interval.ts";

export interface RunsRequest {
  /** Folder of qrels.tsv. */
  readonly beir: string;
  /** Path of a run file in TREC's format. */
  readonly run: string;
  /** Path of another run, to compare with the first. */
  readonly otherRun?: string;
  /** True to count judged queries that a run lacks as 0, like trec_eval's `-c`. Default false: they are ignored. */
  readonly complete?: boolean;
}

export interface RunReport {
  readonly run: string;
  /**
   * Number of counted queries, each with the same weight: judged queries in the run, or all judged ones if `complete`.
   */
  readonly queries: number;
  /** Number of judged queries that the run lacks; absent if there are none. */
  readonly missingQueries?: number;
  /** Means over the queries, with 95 % confidence intervals. */
  readonly metrics: Readonly<Record<RetrievalMetric, MeanWithInterval>>;
}

export interface RunsReport {
  readonly dataset: string;
  /** Reports in the order of the request. */
  readonly runs: readonly RunReport[];
  /** Differences of two runs, the second minus the first, over the queries that count in both. */
  readonly comparison?: {
    readonly queries: number;
    readonly metrics: Readonly<Record<RetrievalMetric, Difference>>;
  };
}

interface MeasuredRun {
  readonly report: RunReport;
  readonly measures: ReadonlyMap<string, RetrievalMeasures>;
}

/**
 * Measures runs of any system by the definitions of trec_eval, and compares two runs.
 *
 * A judged query of the run without relevant documents counts as 0, as in trec_eval.
 *
 * @throws {DataMissingError} if a file does not exist
 * @throws {InvalidDataError} naming a malformed line, or if no query of a run is judged, or no judged query is in both
 */
export async function evaluateRuns(request: RunsRequest, signal: AbortSignal): Promise<RunsReport> {
  const judged = toRunIds(await readQrels(join(request.beir, "qrels.tsv"), undefined, signal));
  const measure = async (path: string): Promise<MeasuredRun> =>
    measureRun(path, await readRun(path, signal), judged, request.complete ?? false);
  const first = await measure(request.run);
  const dataset = basename(resolve(request.beir));
  if (request.otherRun === undefined) return { dataset, runs: [first.report] };
  const other = await measure(request.otherRun);
  const pairs = [...first.measures].flatMap(([id, before]) => {
    const after = other.measures.get(id);
    return after === undefined ? [] : [[before, after] as const];
  });
  if (pairs.length === 0) throw new InvalidDataError("No judged query is in both runs.");
  const comparison = { queries: pairs.length, metrics: compareMeasures(pairs) };
  return { dataset, runs: [first.report, other.report], comparison };
}

function measureRun(path: string, run: Run, judged: Judgements, complete: boolean): MeasuredRun {
  const counted = [...judged].filter(([id]) => complete || run.has(id));
  const measures = new Map(counted.map(([id, grades]) => [id, measureQuery({ ranking: run.get(id) ?? [], grades })]));
  if (measures.size === 0) throw new InvalidDataError(`No query of the run ${path} has a relevance judgement.`);
  const missing = [...judged.keys()].filter((id) => !run.has(id)).length;
  const report = defined({
    run: path,
    queries: measures.size,
    missingQueries: missing > 0 ? missing : undefined,
    metrics: averageMeasures([...measures.values()]),
  });
  return { report, measures };
}

function toRunIds(judged: Judgements): Judgements {
  return new Map(
    [...judged].map(([queryId, grades]) => [
      toRunId(queryId),
      new Map([...grades].map(([documentId, grade]) => [toRunId(documentId), grade])),
    ]),
  );
}
