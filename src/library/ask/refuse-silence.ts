import type { Warning } from "../../core/index.ts";
import { type Answered, citeNothing } from "../answer/answered.ts";
import { type CallContext, collectionOf, requireStore, signalOf } from "../call/call-context.ts";
import type { CallOptions } from "../call/call-options.ts";

/** Abstains from a question that asks what documents do not say. The nearest passages would be those that do say it. */
export async function refuseSilence(context: CallContext, question: string, options: CallOptions): Promise<Answered> {
  const { parts, emit } = context;
  const { clock, ids, guard } = parts;
  const signal = signalOf(options);
  const collection = collectionOf(context, options);
  await requireStore(context, collection);
  const { abstain, addNotes, openAnswer } = await import("../../engine/answer/index.ts");
  const opened = await openAnswer({ clock, ids, guard, emit }, { question, collection }, signal);
  const { stopped } = opened;
  const answer =
    stopped === undefined
      ? abstain({ clock, emit }, addNotes(opened, { warnings: [notUnderstood] }), "not-understood")
      : abstain({ clock, emit }, opened, stopped);
  return citeNothing(answer);
}

const notUnderstood: Warning = {
  code: "negation-not-understood",
  message:
    "The question asks which documents do not say something. Ask which of them say it: that answer lists every document that does, and the others do not.",
};
