import type { Abstained, Guard, GuardStage, Listener } from "../../core/index.ts";

/** A text after the guard. */
export interface GuardedText {
  readonly text: string;
  /** Reason why the guard stopped the text; absent if it may pass. */
  readonly stopped?: Extract<Abstained["reason"], "guard-blocked" | "needs-review">;
}

/** The guard, and the listener that hears its decisions. */
export interface GuardServices {
  readonly guard: Guard;
  readonly emit: Listener;
}

interface TextToGuard {
  readonly stage: Extract<GuardStage, "question" | "answer">;
  readonly text: string;
}

/**
 * Asks the guard whether a question or an answer may pass.
 *
 * A redacted question passes in its redacted form. A redacted answer is stopped: it no longer says what the documents say, so
 * its citations would be wrong.
 */
export async function guardText(
  { guard, emit }: GuardServices,
  { stage, text }: TextToGuard,
  signal: AbortSignal,
): Promise<GuardedText> {
  const verdict = await guard.check(stage, text, stage === "question" ? "user" : "model", signal);
  emit({ type: "guarded", stage, verdict: verdict.verdict, action: verdict.action });
  const allowedText = verdict.text ?? text;
  switch (verdict.action) {
    case "block":
      return { text, stopped: "guard-blocked" };
    case "review":
    case "quarantine":
      return { text, stopped: "needs-review" };
    case "redact":
    case "allow":
      return stage === "answer" && allowedText !== text ? { text, stopped: "guard-blocked" } : { text: allowedText };
  }
}
