import type { Clock, GuardRule, GuardSpan, GuardVerdict } from "../../core/index.ts";
import type { CheckInput, CheckResult, Guard, LazyGuard } from "../guard.ts";
import { applyRule, type Measured } from "./apply-rule.ts";
import type { AskJudge } from "./ask-judge.ts";
import type { ResultCache } from "./remember-results.ts";

/** One guard of a stage, with its rule. */
export interface RuledCheck {
  readonly check: Guard | LazyGuard;
  readonly rule: GuardRule;
}

/** Means of the checks of one text. */
interface CheckMeans {
  readonly clock: Pick<Clock, "monotonicMs">;
  readonly cache: ResultCache;
  readonly askJudge: AskJudge;
  /** Aborts when the time of the stage is over. */
  readonly deadline: AbortSignal;
  /** Aborts when the caller is gone. */
  readonly signal: AbortSignal;
}

/** Part of a verdict that a check or a judge decides. */
type Outcome = Pick<GuardVerdict, "verdict" | "action" | "score" | "spans" | "judge" | "error" | "help">;

/**
 * Runs one check to a verdict. A check that cannot be loaded, throws, does not end before the deadline or returns no
 * valid result is `unmeasured`, with the action that the rule sets for errors.
 */
export async function runCheck(
  { check, rule }: RuledCheck,
  input: CheckInput,
  { clock, cache, askJudge, deadline, signal }: CheckMeans,
): Promise<GuardVerdict> {
  const startedAt = clock.monotonicMs();
  const stop = AbortSignal.any([deadline, signal]);

  const verdictOf = (guard: Guard | undefined, { verdict, action, score, spans, ...rest }: Outcome): GuardVerdict => ({
    guard: check.id,
    version: guard?.version ?? "unknown",
    verdict,
    action,
    score,
    spans,
    threshold: rule.threshold ?? guard?.threshold ?? 0,
    durationMs: clock.monotonicMs() - startedAt,
    ...rest,
  });
  const unmeasured = (guard: Guard | undefined, why: string): GuardVerdict => {
    signal.throwIfAborted();
    const error = deadline.aborted ? "The guard did not end in time." : why;
    return verdictOf(guard, { verdict: "unmeasured", action: rule.onError, score: 0, spans: [], error });
  };

  // Errors may quote the text, so here and below the verdict says that the guard failed, and not why.
  const guard = await loadGuard(check, stop).catch(() => undefined);
  if (guard === undefined) return unmeasured(guard, "The guard failed.");

  let result: CheckResult;
  try {
    stop.throwIfAborted();
    const known = cache.read(guard, rule, input) ?? measureInThread(check, guard, rule, input, stop);
    result = await unlessAborted(known ?? guard.check(input, stop), stop);
  } catch {
    // As above.
    return unmeasured(guard, "The guard failed.");
  }
  if (!isValid(result, input.text.length)) return unmeasured(guard, "The guard returned no valid result.");
  cache.write(guard, rule, input, result);

  const measured = applyRule(rule, result, rule.threshold ?? guard.threshold);
  if (!isUncertain(rule, measured.score)) return verdictOf(guard, measured);

  const request = { text: input.text, question: rule.judge.question };
  // As above.
  const judge = await unlessAborted(askJudge(request, stop), stop).catch(() => undefined);
  if (judge === undefined) return unmeasured(guard, "The judge failed.");
  return verdictOf(guard, { ...applyAnswer(rule, result, measured, judge), judge });
}

async function loadGuard(check: Guard | LazyGuard, signal: AbortSignal): Promise<Guard> {
  if (!("load" in check)) return check;
  signal.throwIfAborted();
  return unlessAborted(check.load(), signal);
}

/** Sends a long text to the threads of a guard; undefined for a text that the calling thread measures. */
function measureInThread(
  check: Guard | LazyGuard,
  { id, version }: Guard,
  { options }: GuardRule,
  input: CheckInput,
  signal: AbortSignal,
): Promise<CheckResult> | undefined {
  if (!("load" in check) || check.threads?.takes(input) !== true) return undefined;
  const { views: _, whileWaiting, ...request } = input;
  return check.threads.measure({ guard: id, version, options, request, whileWaiting }, signal);
}

type JudgedRule = GuardRule & { readonly judge: NonNullable<GuardRule["judge"]> };

/** Returns whether the judge decides about a score. */
function isUncertain(rule: GuardRule, score: number): rule is JudgedRule {
  return rule.judge !== undefined && score >= rule.judge.low && score <= rule.judge.high;
}

/** Returns what a rule says after the answer of its judge. Its score stays that of the guard. */
function applyAnswer(
  rule: GuardRule,
  result: CheckResult,
  measured: Measured,
  answer: Awaited<ReturnType<AskJudge>>,
): Measured {
  if (answer === "yes") return applyRule(rule, result, measured.score);
  if (answer === "no") return { verdict: "pass", action: "allow", score: measured.score, spans: [] };
  return measured;
}

/** Waits for a result; rejects as soon as the signal aborts, even if what computes the result does not listen to it. */
async function unlessAborted<Result>(result: Result | Promise<Result>, signal: AbortSignal): Promise<Result> {
  if (!(result instanceof Promise)) {
    signal.throwIfAborted();
    return result;
  }
  return new Promise<Result>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/**
 * Returns whether a result has the promised shape. Its type proves nothing: checks may come from others, and from
 * models.
 */
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
