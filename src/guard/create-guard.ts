import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import {
  type Clock,
  createWorkClock,
  type GuardEngine,
  type GuardPolicy,
  type GuardPolicyId,
  type GuardRequest,
  type GuardVerdict,
  type WorkClock,
} from "../core/index.ts";
import type { CheckInput, Guard, LazyGuard } from "./guard.ts";
import { readViewsOnce } from "./normalise/read-views.ts";
import { type AskJudge, createAskJudge, type GuardJudge } from "./run/ask-judge.ts";
import { decide } from "./run/decide.ts";
import { orderChecks } from "./run/order-checks.ts";
import { createResultCache, type ResultCache } from "./run/remember-results.ts";
import { type RuledCheck, runCheck } from "./run/run-check.ts";

export interface GuardOptions {
  /** Guards of each stage, and the actions that their verdicts lead to. */
  readonly policy: GuardPolicy;
  /** The guards that the policy may name. A lazy one is loaded by the first text of a stage that it checks. */
  readonly checks: readonly (Guard | LazyGuard)[];
  readonly clock: Pick<Clock, "monotonicMs">;
  /** Decides about uncertain scores of the rules that have a judge. Without one, the score alone decides. */
  readonly judge?: GuardJudge | undefined;
}

/** Means of the checks of one stage. */
interface StageRun {
  readonly clock: GuardOptions["clock"];
  readonly cache: ResultCache;
  readonly askJudge: AskJudge;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/**
 * Creates a guard that runs the checks of a policy, the cheapest first. Each check reads the text as it was given.
 *
 * The strictest action counts, and `block` ends the run. A check that throws, hangs or returns no valid result gives `unmeasured`
 * with the action that the policy sets for errors, never a pass. A stage without checks allows every text.
 *
 * @throws {InvalidSettingsError} if the policy names a guard that is not there
 */
export function createGuard({ policy, checks, clock, judge }: GuardOptions): GuardEngine {
  const stages = orderChecks(policy, checks);
  const id = identify(policy);
  const cache = createResultCache();
  const askJudge = createAskJudge(judge);
  return {
    policy: async () => id,
    hasChecks: async (stage) => (stages.get(stage)?.length ?? 0) > 0,
    async check(request, signal) {
      signal.throwIfAborted();
      const { deadlineMs = 0, shadow = false } = policy.stages[request.stage] ?? {};
      const ruled = stages.get(request.stage) ?? [];
      const verdicts =
        ruled.length === 0 ? [] : await runStage(ruled, request, { clock, cache, askJudge, deadlineMs, signal });
      return decide(request, verdicts, { policy: id, shadow });
    },
  };
}

/** Returns the verdicts of a stage's checks, up to the first that blocks, unless all are to run. */
async function runStage(
  ruled: readonly RuledCheck[],
  request: GuardRequest,
  { clock, cache, askJudge, deadlineMs, signal }: StageRun,
): Promise<readonly GuardVerdict[]> {
  const deadline = new AbortController();
  const time = createWorkClock({
    limitMs: deadlineMs,
    onLimit: () => deadline.abort(),
    monotonicMs: () => clock.monotonicMs(),
  });
  const trust = request.origin === "system" ? "trusted" : "untrusted";
  const input: CheckInput = { trust, ...request, views: readViewsOnce(request.text), whileWaiting: pausing(time) };
  const verdicts: GuardVerdict[] = [];
  time.start();
  try {
    for (const [index, each] of ruled.entries()) {
      // Other callers get a turn between two guards, and the deadline is seen.
      if (index > 0) await nextTurn();
      const verdict = await runCheck(each, input, { clock, cache, askJudge, deadline: deadline.signal, signal });
      verdicts.push(verdict);
      if (verdict.action === "block" && request.runAll !== true) break;
    }
  } finally {
    time.end();
  }
  return verdicts;
}

function pausing(time: WorkClock): NonNullable<CheckInput["whileWaiting"]> {
  return async (wait) => {
    time.pause();
    try {
      return await wait();
    } finally {
      time.start();
    }
  };
}

/** The version changes with everything that the policy says. */
function identify(policy: GuardPolicy): GuardPolicyId {
  const version = createHash("sha256").update(JSON.stringify(policy)).digest("hex").slice(0, 12);
  return { name: policy.name, version };
}
