import { systemClock } from "../adapters/system/index.ts";
import type { Configuration } from "../config/index.ts";
import type { Guard, GuardPolicy } from "../core/index.ts";
import {
  checkRuleOptions,
  checksForRegion,
  createClassifierRule,
  createGuard,
  defaultPolicy,
  type LazyCheck,
  offPolicy,
  parseGuardPolicy,
  safeHarborPolicy,
} from "../guard/index.ts";
import { createGuardJudge, type GuardJudgeServices } from "../library/index.ts";
import { once } from "./once.ts";
import { prepareClassifiers } from "./prepare-classifiers.ts";
import { readPrompt } from "./read-prompts.ts";

/** A guard with the models of its policy, which must be closed. */
interface PreparedGuard {
  readonly guard: Guard;
  close(): Promise<void>;
}

/** Language model that decides about uncertain scores. */
type JudgeParts = Pick<GuardJudgeServices, "generator" | "nextFence">;

/**
 * Prepares the guard of the policy that counts. A policy file is parsed by the first call, since most policies are none.
 *
 * @param judging  absent if texts are not checked
 */
export function prepareGuard(
  configuration: Pick<Configuration, "guardPolicy" | "settings" | "answeringModel">,
  judging?: JudgeParts,
): PreparedGuard {
  const { guardPolicy, settings } = configuration;
  const classifiers = prepareClassifiers(configuration);
  const checks = [...checksForRegion(settings.guard.region), createClassifierRule(classifiers)];
  const open = once(async () => {
    const policy = await readPolicy(guardPolicy.policy, checks);
    return createGuard({ policy, checks, clock: systemClock, judge });
  });
  const guard: Guard = {
    policy: async () => (await open()).policy(),
    hasChecks: async (stage) => (await open()).hasChecks(stage),
    check: async (request, signal) => (await open()).check(request, signal),
  };
  const hasModel = judging !== undefined && configuration.answeringModel.kind !== "extractive";
  const instructions = () => readPrompt("guard-judge");
  const judge = hasModel ? createGuardJudge({ ...judging, guard, instructions }) : undefined;
  return { guard, close: classifiers.close };
}

const ownPolicies = { default: defaultPolicy, off: offPolicy, "safe-harbor": safeHarborPolicy } as const;

async function readPolicy(
  policy: Configuration["guardPolicy"]["policy"],
  checks: readonly LazyCheck[],
): Promise<GuardPolicy> {
  if (typeof policy === "string") return ownPolicies[policy];
  const guards = checks.map(({ id }) => id);
  const parsed = await parseGuardPolicy(Buffer.from(policy.bytes).toString("utf8"), policy.path, guards);
  await checkRuleOptions(parsed, checks, policy.path);
  return parsed;
}
