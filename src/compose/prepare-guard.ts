import { systemClock } from "../adapters/system/index.ts";
import type { Configuration } from "../config/index.ts";
import type { Guard, GuardPolicy } from "../core/index.ts";
import {
  allChecks,
  checkRuleOptions,
  checksForRegion,
  createGuard,
  defaultPolicy,
  offPolicy,
  parseGuardPolicy,
  safeHarborPolicy,
} from "../guard/index.ts";
import { once } from "./once.ts";

/** Prepares the guard of the policy that counts. A policy file is parsed by the first call, since most policies are none. */
export function prepareGuard({
  guardPolicy: { policy },
  settings,
}: Pick<Configuration, "guardPolicy" | "settings">): Guard {
  const checks = checksForRegion(settings.guard.region);
  const open = once(async () => createGuard({ policy: await readPolicy(policy), checks, clock: systemClock }));
  return {
    policy: async () => (await open()).policy(),
    hasChecks: async (stage) => (await open()).hasChecks(stage),
    check: async (request, signal) => (await open()).check(request, signal),
  };
}

const ownPolicies = { default: defaultPolicy, off: offPolicy, "safe-harbor": safeHarborPolicy } as const;

async function readPolicy(policy: Configuration["guardPolicy"]["policy"]): Promise<GuardPolicy> {
  if (typeof policy === "string") return ownPolicies[policy];
  const guards = allChecks.map(({ id }) => id);
  const parsed = await parseGuardPolicy(Buffer.from(policy.bytes).toString("utf8"), policy.path, guards);
  await checkRuleOptions(parsed, allChecks, policy.path);
  return parsed;
}
