import {
  GUARD_STAGES,
  type GuardPolicy,
  type GuardRule,
  type GuardStage,
  InvalidSettingsError,
  nearestNames,
} from "../../core/index.ts";
import type { GuardCheck, LazyCheck } from "../guard-check.ts";
import type { RuledCheck } from "./run-check.ts";

const costs: readonly GuardCheck["cost"][] = ["rules", "small-model", "language-model"];

/**
 * Returns the checks of each stage, the cheapest first, equal ones in the order of the policy.
 *
 * @throws {InvalidSettingsError} if the policy names a guard that is not there
 */
export function orderChecks(
  policy: GuardPolicy,
  checks: readonly (GuardCheck | LazyCheck)[],
): ReadonlyMap<GuardStage, readonly RuledCheck[]> {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const ruledBy = (rule: GuardRule): RuledCheck => {
    const check = byId.get(rule.guard);
    if (check === undefined) throw unknownGuard(rule.guard, [...byId.keys()]);
    return { check, rule };
  };
  const ordered = new Map<GuardStage, readonly RuledCheck[]>();
  for (const stage of GUARD_STAGES) {
    const ruled = (policy.stages[stage]?.guards ?? []).map(ruledBy);
    ordered.set(
      stage,
      ruled.sort((left, right) => rankOf(left) - rankOf(right)),
    );
  }
  return ordered;
}

const rankOf = ({ check }: RuledCheck): number => costs.indexOf(check.cost);

function unknownGuard(id: string, known: readonly string[]): InvalidSettingsError {
  const [nearest] = nearestNames(id, known);
  return new InvalidSettingsError(`The guard policy names "${id}", which is no guard.`, {
    hint: nearest === undefined ? `The guards are ${known.join(", ")}.` : `Did you mean "${nearest}"?`,
  });
}
