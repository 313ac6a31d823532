import { type Clock, defined, type GuardRule, type GuardSpan, type GuardVerdict } from "../../core/index.ts";
import type { CheckInput, CheckResult, Guard, LazyGuard } from "../guard.ts";
import { applyRule, type Measured } from "./apply-rule.ts";
import type { AskJudge } from "./ask-judge.ts";
import type { ResultCache } from "./remember-results.ts";

/** One guard of a stage, with its rule. */
export interface RuledCheck {
  readonly check: Guard | LazyGuard;
  readonly rule: GuardRule;
}

interface RunOptions {
  readonly clock: Pick<Clock, "monotonicMs">;
  readonly cache: ResultCache;
  readonly askJudge: AskJudge;
  /** Aborts when the time of the stage is over. */
  readonly deadline: AbortSignal;
  /** Aborts when the caller is gone. */
  readonly signal: AbortSignal;
}

/**
 * Runs one check to a verdict. A check that cannot be loaded, throws, does not end before the deadline or returns no valid result
 * is `unmeasured`, with the action that the rule sets for errors.
 */
export async function runCheck(
  { check: known, rule }: RuledCheck,
  input: CheckInput,
  { clock, cache, askJudge, deadline, signal }: RunOptions,
): Promise<GuardVerdict> {
  const startedAt = clock.monotonicMs();
  let check: Guard | undefined;
  const verdictOf = (
    measured: Pick<GuardVerdict, "verdict" | "action" | "score" | "spans" | "judge" | "error" | "help">,
  ): GuardVerdict => {
    const { judge, error, help, ...result } = measured;
    return defined({
      guard: known.id,
      version: check?.version ?? "unknown",
      ...result,
      threshold: rule.threshold ?? check?.threshold ?? 0,
      durationMs: clock.monotonicMs() - startedAt,
      judge,
      error,
      help,
    });
  };
  const unmeasured = (error: string): GuardVerdict =>
    verdictOf({ verdict: "unmeasured", action: rule.onError, score: 0, spans: [], error });

  let failure = "The guard failed.";
  try {
    const stop = AbortSignal.any([deadline, signal]);
    check = "load" in known ? await beforeAbort(() => known.load(), stop) : known;
    const result = cache.read({ check, rule }, input) ?? (await measure(check, input, stop));
    if (!isValid(result, input.text.length)) return unmeasured("The guard returned no valid result.");
    cache.write({ check, rule }, input, result);
    const measured = applyRule(rule, result, rule.threshold ?? check.threshold);
    if (!isUncertain(rule, measured.score)) return verdictOf(measured);
    failure = "The judge failed.";
    const { question } = rule.judge;
    const judge = await beforeAbort(() => askJudge({ text: input.text, question }, stop), stop);
    return verdictOf({ ...applyAnswer(rule, { result, measured }, judge), judge });
  } catch {
    signal.throwIfAborted();
    // The error may quote the text, so the verdict does not repeat it.
    return unmeasured(deadline.aborted ? "The guard did not end in time." : failure);
  }
}

type JudgedRule = GuardRule & { readonly judge: NonNullable<GuardRule["judge"]> };

/** Returns whether the judge decides about a score. */
function isUncertain(rule: GuardRule, score: number): rule is JudgedRule {
  return rule.judge !== undefined && score >= rule.judge.low && score <= rule.judge.high;
}

interface JudgedResult {
  readonly result: CheckResult;
  readonly measured: Measured;
}

/** Returns what a rule says after the answer of its judge. Its score stays that of the guard. */
function applyAnswer(
  rule: GuardRule,
  { result, measured }: JudgedResult,
  answer: Awaited<ReturnType<AskJudge>>,
): Measured {
  if (answer === "yes") return applyRule(rule, result, measured.score);
  if (answer === "no") return { verdict: "pass", action: "allow", score: measured.score, spans: [] };
  return measured;
}

function measure(check: Guard, input: CheckInput, signal: AbortSignal): CheckResult | Promise<CheckResult> {
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
