import { type Guard, reportGuards, type StageVerdicts } from "../../core/index.ts";
import { type SearchContext, underGuard } from "../search/open-search.ts";
import type { Answered } from "./answer-question.ts";

/** The guard of one call, which remembers its verdicts. */
export interface CallGuard {
  /** Context in which everything of the call runs. */
  readonly context: SearchContext;
  /** Adds the policy and the verdicts so far to an answer. */
  report(answered: Answered): Promise<Answered>;
}

/** Opens the guard of one call. */
export function openCallGuard(outer: SearchContext): CallGuard {
  const { guard } = outer.parts;
  const decisions: StageVerdicts[] = [];
  const remembering: Guard = {
    ...guard,
    check: async (request, signal) => {
      const decision = await guard.check(request, signal);
      decisions.push({ stage: request.stage, verdicts: decision.verdicts });
      return decision;
    },
  };
  return {
    context: underGuard(outer, remembering),
    report: async (answered) => ({
      ...answered,
      answer: { ...answered.answer, guard: reportGuards(await guard.policy(), decisions) },
    }),
  };
}
