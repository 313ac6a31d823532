import type { Guard, GuardOrigin, GuardStage, GuardVerdict } from "../core/index.ts";

/** One check of a policy. */
export interface GuardCheck {
  /** For the reason that a verdict gives: `prompt-injection`. */
  readonly id: string;
  check(text: string, origin: GuardOrigin, signal: AbortSignal): Promise<GuardVerdict>;
}

/** The checks of each stage, in the order in which they run. */
export type GuardPolicy = Readonly<Partial<Record<GuardStage, readonly GuardCheck[]>>>;

const severity: readonly GuardVerdict["action"][] = ["allow", "redact", "quarantine", "review", "block"];
const certainty: readonly GuardVerdict["verdict"][] = ["pass", "unmeasured", "fail"];

/**
 * Runs the checks of a stage in order; each sees the text as the one before left it.
 *
 * The verdict is that of the severest action, the first of equals; `block` ends the run. A check that throws is
 * `unmeasured` and allows, which never looks like a pass. A stage without checks is `unmeasured` too.
 */
export function createGuard(policy: GuardPolicy = {}): Guard {
  return {
    async check(stage, text, origin, signal) {
      let verdict: GuardVerdict = unmeasured(`No check is set for the stage "${stage}".`);
      let current = text;
      for (const [index, check] of (policy[stage] ?? []).entries()) {
        const next = await runCheck(check, current, origin, signal);
        current = next.action === "redact" ? (next.text ?? current) : current;
        verdict = index === 0 ? next : severer(verdict, next);
        if (verdict.action === "block") break;
      }
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
    // What went wrong may quote the text, so that only the check's name is told.
    return { ...unmeasured(`The check "${check.id}" failed, so that nothing was measured.`), check: check.id };
  }
}

function unmeasured(why: string): GuardVerdict {
  return { verdict: "unmeasured", action: "allow", why };
}

/** A `fail` that only allows still outweighs what was not measured, and that outweighs a pass. */
function severer(left: GuardVerdict, right: GuardVerdict): GuardVerdict {
  const weight = ({ action, verdict }: GuardVerdict) => severity.indexOf(action) * 3 + certainty.indexOf(verdict);
  return weight(right) > weight(left) ? right : left;
}
