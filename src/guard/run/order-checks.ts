import {
  GUARD_STAGES,
  type GuardPolicy,
  type GuardRule,
  type GuardStage,
  InvalidSettingsError,
  nearestNames,
} from "../../core/index.ts";
import type { CheckOptions, Guard, LazyGuard } from "../guard.ts";
import type { RuledCheck } from "./run-check.ts";

const costs: readonly Guard["cost"][] = ["rules", "small-model", "language-model"];

/** A stage of a policy. */
export interface OrderedStage {
  /** Its checks, the cheapest first, equal ones in the order of the policy. */
  readonly checks: readonly RuledCheck[];
  readonly deadlineMs: number;
  /** Whether verdicts are recorded only. */
  readonly shadow: boolean;
}

/**
 * Returns the stages of a policy with their checks. A stage that the policy leaves out has none.
 *
 * @throws {InvalidSettingsError} if the policy names a guard that is not there, or sets options of one that has none
 */
export function orderChecks(
  policy: GuardPolicy,
  checks: readonly (Guard | LazyGuard)[],
): (stage: GuardStage) => OrderedStage {
  const byId = new Map(
    checks.map((check) => [check.id, { check, withoutOptions: "load" in check ? loadOnce(check) : check }]),
  );
  const ruledBy = (rule: GuardRule): RuledCheck => {
    const known = byId.get(rule.guard);
    if (known === undefined) throw unknownGuard(rule.guard, [...byId.keys()]);
    const { check, withoutOptions } = known;
    if (rule.options === undefined) {
      if (needsOptions(check)) throw missingOptions(rule.guard);
      return { check: withoutOptions, rule };
    }
    if (!takesOptions(check)) throw noOptions(rule.guard);
    return { check: loadOnce(check, rule.options), rule };
  };
  const ordered = new Map<GuardStage, OrderedStage>();
  for (const stage of GUARD_STAGES) {
    const { guards = [], deadlineMs = 0, shadow = false } = policy.stages[stage] ?? {};
    const ruled = guards.map(ruledBy).sort((left, right) => rankOf(left) - rankOf(right));
    ordered.set(stage, { checks: ruled, deadlineMs, shadow });
  }
  return (stage) => ordered.get(stage) ?? withoutChecks;
}

const withoutChecks: OrderedStage = { checks: [], deadlineMs: 0, shadow: false };

function takesOptions(check: Guard | LazyGuard): check is LazyGuard {
  return "load" in check && Object.keys(check.options?.shape ?? {}).length > 0;
}

const needsOptions = (check: Guard | LazyGuard): boolean =>
  "load" in check && check.options?.safeParse({}).success === false;

const rankOf = ({ check, rule }: RuledCheck): number =>
  costs.indexOf(rule.judge === undefined ? check.cost : "language-model");

/**
 * Returns a guard that is loaded by its first text only, since weights take long to load. A failed load is tried again.
 */
function loadOnce(check: LazyGuard, options?: CheckOptions): LazyGuard {
  let loaded: Promise<Guard> | undefined;
  return {
    ...check,
    async load() {
      loaded ??= check.load(options);
      try {
        return await loaded;
      } catch (error) {
        loaded = undefined;
        throw error;
      }
    },
  };
}

function missingOptions(id: string): InvalidSettingsError {
  return new InvalidSettingsError(`The guard "${id}" needs options.`, {
    hint: `Add \`options\` to the rule of "${id}". Its options are in docs/reference/guard-checks.md.`,
  });
}

function noOptions(id: string): InvalidSettingsError {
  return new InvalidSettingsError(`The guard "${id}" has no options.`, {
    hint: `Remove \`options\` from the rule of "${id}".`,
  });
}

function unknownGuard(id: string, known: readonly string[]): InvalidSettingsError {
  const [nearest] = nearestNames(id, known);
  return new InvalidSettingsError(`The guard policy names "${id}", which is not a guard.`, {
    hint: nearest === undefined ? `The guards are ${known.join(", ")}.` : `Did you mean "${nearest}"?`,
  });
}
