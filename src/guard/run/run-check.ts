import { type Clock, defined, type GuardRule, type GuardSpan, type GuardVerdict } from "../../core/index.ts";
import type { CheckInput, CheckResult, GuardCheck, LazyCheck } from "../guard-check.ts";
import { applyRule } from "./apply-rule.ts";
import type { ResultCache } from "./remember-results.ts";

/** One guard of a stage, with its rule. */
export interface RuledCheck {
  readonly check: GuardCheck | LazyCheck;
  readonly rule: GuardRule;
}

interface RunOptions {
  readonly clock: Pick<Clock, "monotonicMs">;
  readonly cache: ResultCache;
  /** Aborts when the time of the stage is over. */
  readonly deadline: AbortSignal;
  /** Aborts when the caller has gone. */
  readonly signal: AbortSignal;
}

/**
 * Runs one check to a verdict. A check that cannot be loaded, throws, does not end before the deadline or returns no valid result
 * is `unmeasured`, with the action that the rule sets for errors.
 */
export async function runCheck(
  { check: known, rule }: RuledCheck,
  input: CheckInput,
  { clock, cache, deadline, signal }: RunOptions,
): Promise<GuardVerdict> {
  const startedAt = clock.monotonicMs();
  let check: GuardCheck | undefined;
  const verdictOf = (
    measured: Pick<GuardVerdict, "verdict" | "action" | "score" | "spans" | "error" | "help">,
  ): GuardVerdict => {
    const { error, help, ...result } = measured;
    return defined({
      guard: known.id,
      version: check?.version ?? "unknown",
      ...result,
      threshold: rule.threshold ?? check?.threshold ?? 0,
      durationMs: clock.monotonicMs() - startedAt,
      error,
      help,
    });
  };
  const unmeasured = (error: string): GuardVerdict =>
    verdictOf({ verdict: "unmeasured", action: rule.onError, score: 0, spans: [], error });

  try {
    const stop = AbortSignal.any([deadline, signal]);
    check = "load" in known ? await beforeAbort(() => known.load(), stop) : known;
    const result = cache.read({ check, rule }, input) ?? (await measure(check, input, stop));
    if (!isValid(result, input.text.length)) return unmeasured("The guard returned no valid result.");
    cache.write({ check, rule }, input, result);
    return verdictOf(applyRule(rule, result, rule.threshold ?? check.threshold));
  } catch {
    signal.throwIfAborted();
    // The error may quote the text, so the verdict does not repeat it.
    return unmeasured(deadline.aborted ? "The guard did not end in time." : "The guard failed.");
  }
}

function measure(check: GuardCheck, input: CheckInput, signal: AbortSignal): CheckResult | Promise<CheckResult> {
  return beforeAbort(() => check.check(input, signal), signal);
}

/** Returns the result of a function; rejects as soon as the signal aborts, even if the function does not listen to it. */
async function beforeAbort<Result>(work: () => Result | Promise<Result>, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  const result = work();
  signal.throwIfAborted();
  if (!(result instanceof Promise)) return result;
  return new Promise<Result>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** Returns whether a result has the promised shape. Its type is no proof: checks may come from others, and from models. */
function isValid(result: CheckResult | undefined | null, length: number): boolean {
  return (
    isScore(result?.score) &&
    Array.isArray(result?.spans) &&
    result.spans.every((span) => isSpanWithin(span, length)) &&
    (result.help === undefined || typeof result.help === "string")
  );
}

function isSpanWithin(span: GuardSpan | undefined | null, length: number): boolean {
  return (
    Number.isInteger(span?.start) &&
    Number.isInteger(span?.end) &&
    (span?.start ?? -1) >= 0 &&
    (span?.end ?? 0) <= length &&
    (span?.start ?? 0) < (span?.end ?? 0) &&
    typeof span?.type === "string" &&
    typeof span.evidence === "string" &&
    (span.score === undefined || isScore(span.score))
  );
}

const isScore = (score: unknown): boolean => typeof score === "number" && score >= 0 && score <= 1;
