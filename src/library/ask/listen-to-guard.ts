import type { Guard } from "../../core/index.ts";
import type { QuestionVerdict } from "../proof/build-saved-answer.ts";

export interface GuardListener {
  readonly guard: Guard;
  /** Returns the guard's verdict on the question; empty if the question passed unchanged. */
  questionVerdict(): { readonly questionVerdict?: QuestionVerdict };
}

/** Wraps a guard and remembers its verdict on a question, so that withheld text is never saved. */
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
