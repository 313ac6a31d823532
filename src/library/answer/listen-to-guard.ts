import { type GuardEngine, mayPass } from "../../core/index.ts";
import type { QuestionVerdict } from "../proof/build-saved-answer.ts";

export interface GuardListener {
  readonly guard: GuardEngine;
  /** Returns the guard's verdict on the question; empty if the question passed. */
  questionVerdict(): { readonly questionVerdict?: QuestionVerdict };
}

/** Wraps a guard and remembers which check stopped a question, so that withheld text is never saved. */
export function listenToGuard(guard: GuardEngine): GuardListener {
  let verdict: QuestionVerdict | undefined;
  return {
    guard: {
      ...guard,
      check: async (request, signal) => {
        const decision = await guard.check(request, signal);
        if (request.stage !== "input") return decision;
        if (!mayPass(decision)) verdict = { stoppedBy: decision.decidedBy ?? "guard" };
        return decision;
      },
    },
    questionVerdict: () => (verdict === undefined ? {} : { questionVerdict: verdict }),
  };
}
