import { GUARD_ACTIONS, GUARD_STAGES, type GuardPolicyId, type GuardStage, type GuardVerdict } from "../ports/guard.ts";
import type { GuardOutcome, GuardReport } from "../schemas/guard-report.ts";

/** Verdicts on one text. */
export interface StageVerdicts {
  readonly stage: GuardStage;
  readonly verdicts: readonly GuardVerdict[];
}

/** Sums up verdicts by stage, guard, verdict and action, in an order that does not depend on when they were given. */
export function reportGuards({ name, version }: GuardPolicyId, decisions: readonly StageVerdicts[]): GuardReport {
  const outcomes = new Map<string, GuardOutcome>();
  for (const { stage, verdicts } of decisions) {
    for (const { guard, version, verdict, action, score, spans } of verdicts) {
      const key = [
        String(GUARD_STAGES.indexOf(stage)).padStart(2, "0"),
        guard,
        version,
        verdict,
        GUARD_ACTIONS.indexOf(action),
      ].join("\n");
      const before = outcomes.get(key);
      const types = new Set([...(before?.types ?? []), ...spans.map(({ type }) => type)]);
      outcomes.set(key, {
        stage,
        guard,
        version,
        verdict,
        action,
        texts: (before?.texts ?? 0) + 1,
        score: Math.max(before?.score ?? 0, score),
        types: [...types].sort(),
      });
    }
  }
  const sorted = [...outcomes].sort(([one], [other]) => (one < other ? -1 : 1));
  return { policy: { name, version }, outcomes: sorted.map(([, outcome]) => outcome) };
}
