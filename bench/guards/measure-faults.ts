import { type Clock, checkText, GUARD_STAGES, type GuardStage } from "../../src/core/index.ts";
import { allChecks, createGuard, type Guard } from "../../src/guard/index.ts";

/** Results of a fault in every guard at every stage. */
export interface FaultCount {
  readonly fault: string;
  /** Number of pairs of a guard and a stage. */
  readonly trials: number;
  /** Number of trials in which the verdict was unmeasured and the text was blocked. */
  readonly blocked: number;
}

/** Milliseconds after which a guard that hangs counts as unmeasured. */
const DEADLINE_MS = 20;

const faults: Readonly<Record<string, Guard["check"]>> = {
  throws: () => {
    throw new Error("The guard is broken.");
  },
  hangs: () => new Promise(() => undefined),
  "returns rubbish": ({ text }) => ({
    score: Number.NaN,
    spans: [{ start: 0, end: text.length + 1, type: "", evidence: "" }],
  }),
};

/** Breaks every guard at every stage in each way, and counts the texts that are blocked. */
export async function measureFaults(
  clock: Pick<Clock, "monotonicMs">,
  signal: AbortSignal,
): Promise<readonly FaultCount[]> {
  const counts: FaultCount[] = [];
  for (const [fault, check] of Object.entries(faults)) {
    let blocked = 0;
    for (const { id } of allChecks) {
      const broken = { id, version: "broken", cost: "rules", threshold: 0.5, check } as const;
      for (const stage of GUARD_STAGES) if (await isBlocked({ broken, stage, clock }, signal)) blocked++;
    }
    counts.push({ fault, trials: allChecks.length * GUARD_STAGES.length, blocked });
  }
  return counts;
}

interface Trial {
  readonly broken: Guard;
  readonly stage: GuardStage;
  readonly clock: Pick<Clock, "monotonicMs">;
}

async function isBlocked({ broken, stage, clock }: Trial, signal: AbortSignal): Promise<boolean> {
  const rule = { guard: broken.id, action: "redact", onError: "block" } as const;
  const policy = { name: "faults", stages: { [stage]: { deadlineMs: DEADLINE_MS, shadow: false, guards: [rule] } } };
  const guard = createGuard({ policy, checks: [broken], clock });
  const services = { guard, emit: () => undefined };
  const request = { stage, text: "Any text.", origin: "user" } as const;
  const { action, verdicts } = await checkText(services, request, signal);
  return action === "block" && verdicts.every(({ verdict }) => verdict === "unmeasured");
}
