import type { Guard } from "../../core/index.ts";
import type { QuestionVerdict } from "../proof/build-saved-answer.ts";

export interface GuardListener {
  readonly guard: Guard;
  /** Empty where every text of the question passed as it was. */
  questionVerdict(): { readonly questionVerdict?: QuestionVerdict };
}

/** Remembers what the guard says of a question, so that nothing is kept of what it holds back. */
export function listenToGuard(guard: Guard): GuardListener {
  let verdict: QuestionVerdict | undefined;
  return {
    guard: {
      check: async (stage, text, origin, signal) => {
        const said = await guard.check(stage, text, origin, signal);
        if (stage !== "question") return said;
        const passes = said.action === "allow" || said.action === "redact";
        if (!passes) verdict = { stoppedBy: said.check ?? "guard" };
        else if (said.text !== undefined && said.text !== text) verdict = { redactedTo: said.text };
        return said;
      },
    },
    questionVerdict: () => (verdict === undefined ? {} : { questionVerdict: verdict }),
  };
}
