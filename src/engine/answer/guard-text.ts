import { type Abstained, checkText, type GuardServices, type GuardStage } from "../../core/index.ts";

/** A text after the guard. */
export interface GuardedText {
  readonly text: string;
  /** Reason why the guard stopped the text; absent if it may pass. */
  readonly stopped?: Extract<Abstained["reason"], "guard-blocked" | "needs-review">;
}

interface TextToGuard {
  readonly stage: Extract<GuardStage, "input" | "output">;
  readonly text: string;
}

/**
 * Asks the guard whether a question or an answer may pass.
 *
 * A redacted question passes in its redacted form. A redacted answer is stopped: it no longer says what the documents say, so
 * its citations would be wrong.
 */
export async function guardText(
  services: GuardServices,
  { stage, text }: TextToGuard,
  signal: AbortSignal,
): Promise<GuardedText> {
  const origin = stage === "input" ? "user" : "model";
  const { action, text: allowedText } = await checkText(services, { stage, text, origin }, signal);
  switch (action) {
    case "block":
      return { text, stopped: "guard-blocked" };
    case "review":
    case "quarantine":
      return { text, stopped: "needs-review" };
    case "redact":
    case "allow":
      return stage === "output" && allowedText !== text ? { text, stopped: "guard-blocked" } : { text: allowedText };
  }
}
