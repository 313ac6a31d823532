import type { Clock, GuardAction, GuardRule, GuardSpan, GuardVerdict } from "../../core/index.ts";
import type { CheckInput, CheckResult, GuardCheck } from "../guard-check.ts";

/** One guard of a stage, with its rule. */
export interface RuledCheck {
  readonly check: GuardCheck;
  readonly rule: GuardRule;
}

interface RunOptions {
  readonly clock: Pick<Clock, "monotonicMs">;
  /** Aborts when the time of the stage is over. */
  readonly deadline: AbortSignal;
  /** Aborts when the caller has gone. */
  readonly signal: AbortSignal;
}

/**
 * Runs one check to a verdict. A check that throws, does not end before the deadline or returns no valid result is `unmeasured`,
 * with the action that the rule sets for errors.
 */
export async function runCheck(
  { check, rule }: RuledCheck,
  input: CheckInput,
  { clock, deadline, signal }: RunOptions,
): Promise<GuardVerdict> {
  const startedAt = clock.monotonicMs();
  const threshold = rule.threshold ?? check.threshold;
  const toVerdict = (measured: Pick<GuardVerdict, "verdict" | "action" | "score" | "spans">): GuardVerdict => ({
    guard: check.id,
    version: check.version,
    ...measured,
    threshold,
    durationMs: clock.monotonicMs() - startedAt,
  });
  const unmeasured = (error: string): GuardVerdict => ({
    ...toVerdict({ verdict: "unmeasured", action: rule.onError, score: 0, spans: [] }),
    error,
  });

  try {
    const result = await measure(check, input, AbortSignal.any([deadline, signal]));
    if (!isValid(result, input.text.length)) return unmeasured("The guard returned no valid result.");
    const { score, spans } = result;
    const failed = score >= threshold;
    const action: GuardAction = failed ? rule.action : "allow";
    return toVerdict({ verdict: failed ? "fail" : "pass", action, score, spans: failed ? sortSpans(spans) : [] });
  } catch {
    signal.throwIfAborted();
    // The error may quote the text, so the verdict does not repeat it.
    return unmeasured(deadline.aborted ? "The guard did not end in time." : "The guard failed.");
  }
}

/** Returns the result of a check; rejects as soon as the signal aborts, even if the check does not listen to it. */
async function measure(check: GuardCheck, input: CheckInput, signal: AbortSignal): Promise<CheckResult> {
  signal.throwIfAborted();
  const result = check.check(input, signal);
  signal.throwIfAborted();
  if (!(result instanceof Promise)) return result;
  return new Promise<CheckResult>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** Returns whether a result has the promised shape. Its type is no proof: checks may come from others, and from models. */
function isValid(result: CheckResult | undefined | null, length: number): boolean {
  return (
    typeof result?.score === "number" &&
    result.score >= 0 &&
    result.score <= 1 &&
    Array.isArray(result.spans) &&
    result.spans.every((span) => isSpanWithin(span, length))
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
    typeof span.evidence === "string"
  );
}

function sortSpans(spans: readonly GuardSpan[]): readonly GuardSpan[] {
  return [...spans].sort((left, right) => left.start - right.start || left.end - right.end);
}
