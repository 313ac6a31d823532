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
import { createAskJudge, type GuardJudge } from "./run/ask-judge.ts";
import { decide } from "./run/decide.ts";
import { orderChecks } from "./run/order-checks.ts";
import { createResultCache } from "./run/remember-results.ts";
import { runCheck } from "./run/run-check.ts";

export interface GuardOptions {
  /** Guards of each stage, and the actions that their verdicts lead to. */
  readonly policy: GuardPolicy;
  /** The guards that the policy may name. A lazy one is loaded by the first text of a stage that it checks. */
  readonly checks: readonly (Guard | LazyGuard)[];
  readonly clock: Pick<Clock, "monotonicMs">;
  /** Decides about uncertain scores of the rules that have a judge. Without one, the score alone decides. */
  readonly judge?: GuardJudge | undefined;
}

/**
 * Creates a guard that runs the checks of a policy, the cheapest first. Each check reads the text as it was given.
 *
 * The strictest action counts, and `block` ends the run. A check that throws, hangs or returns no valid result gives
 * `unmeasured` with the action that the policy sets for errors, never a pass. A stage without checks allows every text.
 *
 * @throws {InvalidSettingsError} if the policy names a guard that is not there
 */
export function createGuard({ policy, checks, clock, judge }: GuardOptions): GuardEngine {
  const stageOf = orderChecks(policy, checks);
  const id = identify(policy);
  const cache = createResultCache();
  const askJudge = createAskJudge(judge);

  return {
    policy: async () => id,
    hasChecks: async (stage) => stageOf(stage).checks.length > 0,

    async check(request, signal) {
      signal.throwIfAborted();
      const { checks: ruled, deadlineMs, shadow } = stageOf(request.stage);
      if (ruled.length === 0) return decide(request, [], id, shadow);

      const deadline = new AbortController();
      const onLimit = () => deadline.abort();
      const time = createWorkClock({ limitMs: deadlineMs, onLimit, monotonicMs: () => clock.monotonicMs() });
      const input = readInput(request, time);
      const means = { clock, cache, askJudge, deadline: deadline.signal, signal };

      const verdicts: GuardVerdict[] = [];
      time.start();
      try {
        for (const check of ruled) {
          // Other callers get a turn between two guards, and the deadline is seen.
          if (verdicts.length > 0) await nextTurn();
          const verdict = await runCheck(check, input, means);
          verdicts.push(verdict);
          if (verdict.action === "block" && request.runAll !== true) break;
        }
      } finally {
        time.end();
      }
      return decide(request, verdicts, id, shadow);
    },
  };
}

/** Returns a text for the checks of its stage. Only a text of the system is trusted by itself. */
function readInput(request: GuardRequest, time: WorkClock): CheckInput {
  const trust = request.origin === "system" ? "trusted" : "untrusted";
  return { trust, ...request, views: readViewsOnce(request.text), whileWaiting: pausing(time) };
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
