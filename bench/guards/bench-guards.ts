import { type Clock, DataMissingError, errorCodeOf, InvalidArgumentError, nearestNames } from "../../src/core/index.ts";
import { guardParts } from "./bench-parts.ts";
import type { GuardMeasure } from "./guard-measure.ts";
import { type FaultCount, measureFaults } from "./measure-faults.ts";
import { type GuardLatency, measureLatency } from "./measure-latency.ts";

export interface GuardBenchRequest {
  /** Folder of the data sets. */
  readonly folder: string;
  /** Names of the parts to measure. Default: all. */
  readonly only?: readonly string[];
  readonly clock: Pick<Clock, "monotonicMs">;
  /** Returns the processor time of the process so far, in milliseconds. */
  readonly processorMs: () => number;
  /** Called at the beginning of each part, with its name. */
  readonly onPart?: (name: string) => void;
}

export interface GuardBench {
  readonly measures: readonly GuardMeasure[];
  readonly latencies: readonly GuardLatency[];
  readonly faults: readonly FaultCount[];
}

/** Names of the parts of a bench: the guards, their processor time, and what happens when one fails. */
export const GUARD_BENCH_PARTS: readonly string[] = [...Object.keys(guardParts), "latency", "faults"];

/**
 * Measures the guards of this install: what they find on the data sets and on our own sentences, the processor time of
 * each, and what happens to a text when one of them fails.
 *
 * @throws {DataMissingError} if a data set is not in the folder
 * @throws {InvalidArgumentError} if there is no part of a name
 */
export async function benchGuards(request: GuardBenchRequest, signal: AbortSignal): Promise<GuardBench> {
  const { folder, only = GUARD_BENCH_PARTS, onPart = () => undefined } = request;
  for (const name of only) requirePart(name);
  const run = async <Result>(name: string, measure: () => Promise<readonly Result[]>) => {
    if (!only.includes(name)) return [];
    onPart(name);
    return measure().catch((error: unknown) => {
      throw isMissingFile(error) ? missingData(name, error) : error;
    });
  };
  const measures: GuardMeasure[] = [];
  for (const [name, measure] of Object.entries(guardParts))
    for (const each of await run(name, () => measure(folder, signal))) measures.push(each);
  const latencies = await run("latency", () => measureLatency(request, signal));
  return { measures, latencies, faults: await run("faults", () => measureFaults(request.clock, signal)) };
}

const isMissingFile = (error: unknown): error is Error & { readonly path?: string } =>
  error instanceof Error && errorCodeOf(error) === "ENOENT";

function missingData(part: string, cause: Error & { readonly path?: string }): DataMissingError {
  return new DataMissingError(`The bench of "${part}" needs ${cause.path ?? "a file"}, which is not there.`, {
    hint: "LYDIAN_DATA names the folder of the data sets. `--only` measures other parts.",
    cause,
  });
}

function requirePart(name: string): void {
  if (GUARD_BENCH_PARTS.includes(name)) return;
  const [near] = nearestNames(name, GUARD_BENCH_PARTS, 1);
  throw new InvalidArgumentError(`The bench of the guards has no part "${name}".`, {
    hint: near === undefined ? `Its parts are ${GUARD_BENCH_PARTS.join(", ")}.` : `Did you mean "${near}"?`,
  });
}
