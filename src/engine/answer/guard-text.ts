import type { Abstained, Guard, GuardStage, Listener } from "../../core/index.ts";

export interface GuardedText {
  readonly text: string;
  /** Why the text may not go on; absent when it may. */
  readonly stopped?: Extract<Abstained["reason"], "guard-blocked" | "needs-review">;
}

/**
 * Asks the guard whether a question or an answer may pass.
 *
 * A redacted question goes on as redacted. A redacted answer is stopped: what is left is no longer what the documents
 * say, so that its citations would not hold.
 */
export async function guardText(
  { guard, emit }: { readonly guard: Guard; readonly emit: Listener },
  { stage, text }: { readonly stage: Extract<GuardStage, "question" | "answer">; readonly text: string },
  signal: AbortSignal,
): Promise<GuardedText> {
  const verdict = await guard.check(stage, text, stage === "question" ? "user" : "model", signal);
  emit({ type: "guarded", stage, verdict: verdict.verdict, action: verdict.action });
  const passed = verdict.text ?? text;
  switch (verdict.action) {
    case "block":
      return { text, stopped: "guard-blocked" };
    case "review":
    case "quarantine":
      return { text, stopped: "needs-review" };
    case "redact":
    case "allow":
      return stage === "answer" && passed !== text ? { text, stopped: "guard-blocked" } : { text: passed };
  }
}
