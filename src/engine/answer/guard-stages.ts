import {
  type Abstained,
  checkText,
  type GuardContext,
  type GuardDecision,
  type GuardServices,
  mayPass,
  mayPassUnchanged,
  type Warning,
  warnWithHelp,
} from "../../core/index.ts";

/** A text after the guard. */
export interface GuardedText {
  /** The text as redacted, even if it was stopped. */
  readonly text: string;
  /** Reason why the guard stopped the text; absent if it may pass. */
  readonly stopped?: Extract<Abstained["reason"], "guard-blocked" | "needs-review">;
  /** Guard that stopped the text; absent if it may pass. */
  readonly decidedBy?: string;
  /** Places where a person in need finds help. The answer must carry them even if the guard stopped the text. */
  readonly warnings: readonly Warning[];
}

/** Asks the guard whether a question, or a text of an earlier turn, may pass. It passes in its redacted form. */
export async function guardInput(services: GuardServices, text: string, signal: AbortSignal): Promise<GuardedText> {
  return readDecision(await checkText(services, { stage: "input", text, origin: "user" }, signal));
}

/**
 * Asks the guard whether an answer, or a part of it, may pass. A redacted one is stopped: it no longer says what the
 * documents say, so its citations would be wrong.
 *
 * @param context  question and evidence of the answer
 */
export async function guardOutput(
  services: GuardServices,
  text: string,
  context: GuardContext | undefined,
  signal: AbortSignal,
): Promise<GuardedText> {
  const request = { stage: "output", text, origin: "model", context } as const;
  const decision = await checkText(services, request, signal);
  const guarded = readDecision(decision);
  return mayPass(decision) && !mayPassUnchanged(decision) ? { ...guarded, stopped: "guard-blocked" } : guarded;
}

function readDecision(decision: GuardDecision): GuardedText {
  const { action, text, decidedBy = "guard" } = decision;
  const warnings = warnWithHelp(decision);
  if (mayPass(decision)) return { text, warnings };
  return { text, stopped: action === "block" ? "guard-blocked" : "needs-review", decidedBy, warnings };
}
