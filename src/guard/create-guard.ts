import type { Guard, GuardOrigin, GuardStage, GuardVerdict } from "../core/index.ts";

/** One check of a policy. */
export interface GuardCheck {
  /** Name of the check in verdicts, such as `prompt-injection`. */
  readonly id: string;
  check(text: string, origin: GuardOrigin, signal: AbortSignal): Promise<GuardVerdict>;
}

/** Checks of each stage, in the order in which they run. */
export type GuardPolicy = Readonly<Partial<Record<GuardStage, readonly GuardCheck[]>>>;

/** Actions, the least severe first. */
const severity: readonly GuardVerdict["action"][] = ["allow", "redact", "quarantine", "review", "block"];
const certainty: readonly GuardVerdict["verdict"][] = ["pass", "unmeasured", "fail"];

/**
 * Creates a guard that runs the checks of a stage in order. Each check gets the text as redacted by the ones before.
 *
 * The most severe verdict counts, the first of equal ones; `block` ends the run. A check that throws gives `unmeasured` and
 * allows the text, which differs from a pass. A stage without checks gives `unmeasured` too.
 */
export function createGuard(policy: GuardPolicy = {}): Guard {
  return {
    async check(stage, text, origin, signal) {
      let strictest: GuardVerdict | undefined;
      let current = text;
      for (const check of policy[stage] ?? []) {
        const next = await runCheck(check, current, origin, signal);
        current = redactedText(next) ?? current;
        strictest = moreSevere(strictest, next);
        if (strictest.action === "block") break;
      }
      const verdict = strictest ?? unmeasured(`No check is set for the stage "${stage}".`);
      return current === text ? verdict : { ...verdict, text: current };
    },
  };
}

async function runCheck(
  check: GuardCheck,
  text: string,
  origin: GuardOrigin,
  signal: AbortSignal,
): Promise<GuardVerdict> {
  try {
    return { ...(await check.check(text, origin, signal)), check: check.id };
  } catch {
    signal.throwIfAborted();
    // The error may quote the text, so the verdict names only the check.
    return { ...unmeasured(`The check "${check.id}" failed, so nothing was measured.`), check: check.id };
  }
}

function redactedText({ action, text }: GuardVerdict): string | undefined {
  return action === "redact" ? text : undefined;
}

function unmeasured(why: string): GuardVerdict {
  return { verdict: "unmeasured", action: "allow", why };
}

/**
 * Returns the more severe verdict, the left one if they are equal. With equal actions, a fail outweighs an unmeasured check,
 * and that outweighs a pass.
 */
function moreSevere(left: GuardVerdict | undefined, right: GuardVerdict): GuardVerdict {
  if (left === undefined) return right;
  const weight = ({ action, verdict }: GuardVerdict) => severity.indexOf(action) * 3 + certainty.indexOf(verdict);
  return weight(right) > weight(left) ? right : left;
}
