import type { Clock, StageTrace } from "../../core/index.ts";

/** Does the work of a stage, and notes how long it took and how many items left it. */
export type StageTracer = <T>(stage: string, work: () => Promise<T> | T, count: (result: T) => number) => Promise<T>;

/** @returns the tracer, and what it has noted so far, in the order in which the stages ended */
export function traceStages(clock: Clock): { readonly trace: StageTracer; readonly stages: readonly StageTrace[] } {
  const stages: StageTrace[] = [];
  const trace: StageTracer = async (stage, work, count) => {
    const startedMs = clock.monotonicMs();
    const result = await work();
    stages.push({ stage, durationMs: clock.monotonicMs() - startedMs, count: count(result) });
    return result;
  };
  return { trace, stages };
}
