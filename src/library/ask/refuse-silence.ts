import type { Warning } from "../../core/index.ts";
import type { AllowedAnswer } from "../../engine/answer/index.ts";
import { type Answered, citeNothing } from "../answer/answered.ts";
import { type CallContext, requireStore } from "../call/call-context.ts";

/** Abstains from a question that asks what documents do not say. The nearest passages would be those that do say it. */
export async function refuseSilence(context: CallContext, opened: AllowedAnswer): Promise<Answered> {
  const { parts, emit } = context;
  await requireStore(context, opened.collection);
  const { abstain, addNotes } = await import("../../engine/answer/index.ts");
  const answer = addNotes(opened, { warnings: [notUnderstood] });
  return citeNothing(abstain({ clock: parts.clock, emit }, answer, "not-understood"));
}

const notUnderstood: Warning = {
  code: "negation-not-understood",
  message:
    "The question asks which documents do not say something. Ask which of them say it: that answer lists every document that does, and the others do not.",
};
