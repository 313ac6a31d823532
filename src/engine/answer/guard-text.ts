import {
  type Abstained,
  checkText,
  type GuardContext,
  type GuardServices,
  type GuardStage,
  type Warning,
  warnWithHelp,
} from "../../core/index.ts";

/** A text after the guard. */
export interface GuardedText {
  /** The text as redacted, even if it was stopped. */
  readonly text: string;
  /** Reason why the guard stopped the text; absent if it may pass. */
  readonly stopped?: Extract<Abstained["reason"], "guard-blocked" | "needs-review">;
  /** Places where a person in need finds help. The answer must carry them even if the guard stopped the text. */
  readonly warnings: readonly Warning[];
}

interface TextToGuard {
  readonly stage: Extract<GuardStage, "input" | "output">;
  readonly text: string;
  /** Question and evidence of an answer. */
  readonly context?: GuardContext;
}

/**
 * Asks the guard whether a question or an answer may pass.
 *
 * A redacted question passes in its redacted form. A redacted answer is stopped: it no longer says what the documents say, so
 * its citations would be wrong.
 */
export async function guardText(
  services: GuardServices,
  { text, ...request }: TextToGuard,
  signal: AbortSignal,
): Promise<GuardedText> {
  const { stage } = request;
  const origin = stage === "input" ? "user" : "model";
  const decision = await checkText(services, { ...request, text, origin }, signal);
  const { action, text: allowedText } = decision;
  const warnings = warnWithHelp(decision);
  switch (action) {
    case "block":
      return { text: allowedText, stopped: "guard-blocked", warnings };
    case "review":
    case "quarantine":
      return { text: allowedText, stopped: "needs-review", warnings };
    case "redact":
    case "allow":
      return stage === "output" && allowedText !== text
        ? { text: allowedText, stopped: "guard-blocked", warnings }
        : { text: allowedText, warnings };
  }
}
