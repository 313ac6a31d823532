import { defined, GUARD_STAGES, type GuardPolicy, InvalidSettingsError } from "../../core/index.ts";
import type { LazyGuard } from "../guard.ts";

/**
 * Checks the options of all rules, so that wrong options are an error when a policy is read,
 * and not an unmeasured verdict.
 *
 * @param path  path of the policy's file, for messages
 * @throws {InvalidSettingsError} for options that are not valid
 */
export async function checkRuleOptions(
  { stages }: GuardPolicy,
  checks: readonly LazyGuard[],
  path = "guards.yaml",
): Promise<void> {
  for (const stage of GUARD_STAGES) {
    for (const { guard, options } of stages[stage]?.guards ?? []) {
      const check = checks.find(({ id }) => id === guard);
      if (options === undefined || check === undefined) continue;
      const checked = check.checkOptions === undefined ? check.load(options) : check.checkOptions(options);
      await checked.catch((error: unknown) => {
        throw placed(error, `(stage "${stage}" in ${path})`);
      });
    }
  }
}

function placed(error: unknown, place: string): unknown {
  if (!(error instanceof InvalidSettingsError)) return error;
  return new InvalidSettingsError(
    `${error.message.replace(/\.$/, "")} ${place}.`,
    defined({ hint: error.hint, cause: error }),
  );
}
