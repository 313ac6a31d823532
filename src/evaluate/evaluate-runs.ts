import { basename, join, resolve } from "node:path";
import { InvalidDataError } from "../core/index.ts";
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
  /** A run file in TREC's form. */
  readonly run: string;
  /** Another one, to compare with it. */
  readonly otherRun?: string;
  /** Whether judged queries that a run lacks count as 0, as by trec_eval's `-c`. Default false: they are left out. */
  readonly complete?: boolean;
}

export interface RunReport {
  readonly run: string;
  /** How many queries count, each the same: those that are judged and in the run; if `complete`, all that are judged. */
  readonly queries: number;
  /** Judged queries that the run lacks; absent if there are none. */
  readonly missingQueries?: number;
  /** Means over the queries, with 95 % confidence intervals. */
  readonly metrics: Readonly<Record<RetrievalMetric, MeanWithInterval>>;
}

export interface RunsReport {
  readonly dataset: string;
  /** In the order of the request. */
  readonly runs: readonly RunReport[];
  /** Of two runs: the other one less the first, over the queries that count in both. */
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
 * Measures runs that any system has written, by the definitions of trec_eval, and compares two.
 *
 * Queries without relevant documents count as 0 where they are judged and in the run, as trec_eval has it.
 *
 * @throws {DataMissingError} if a file is not there
 * @throws {InvalidDataError} naming the line that is malformed; or if no query of a run is judged, or none in both
 */
export async function evaluateRuns(request: RunsRequest, signal: AbortSignal): Promise<RunsReport> {
  const judged = toRunIds(await readQrels(join(request.beir, "qrels.tsv"), undefined, signal));
  const measure = async (path: string): Promise<MeasuredRun> =>
    measureRun(path, { run: await readRun(path, signal), judged, complete: request.complete ?? false });
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

function measureRun(
  path: string,
  { run, judged, complete }: { readonly run: Run; readonly judged: Judgements; readonly complete: boolean },
): MeasuredRun {
  const counted = [...judged].filter(([id]) => complete || run.has(id));
  const measures = new Map(counted.map(([id, grades]) => [id, measureQuery({ ranking: run.get(id) ?? [], grades })]));
  if (measures.size === 0) throw new InvalidDataError(`No query of the run ${path} is judged.`);
  const missing = [...judged.keys()].filter((id) => !run.has(id)).length;
  const report = {
    run: path,
    queries: measures.size,
    ...(missing > 0 ? { missingQueries: missing } : {}),
    metrics: averageMeasures([...measures.values()]),
  };
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
