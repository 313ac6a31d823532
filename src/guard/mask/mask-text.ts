import { type GuardEngine, type GuardRequest, mayPass, stoppedText } from "../../core/index.ts";
import { redactedSpans } from "../run/redact-spans.ts";
import type { Vault } from "./create-vault.ts";

/** A guard, and the vault of what it redacts. */
export interface MaskingGuard {
  readonly guard: Pick<GuardEngine, "check">;
  /** Undefined to redact for good. */
  readonly vault: Vault | undefined;
}

/**
 * Returns the text that the guard allows. What it redacts is masked, so that the vault can restore it;
 * without a vault, it is redacted.
 *
 * @throws {GuardBlockedError} if the policy blocks the text
 * @throws {NeedsReviewError} if a person has to see it first, or it is quarantined
 */
export async function maskText(
  { guard, vault }: MaskingGuard,
  request: GuardRequest,
  signal: AbortSignal,
): Promise<string> {
  const decision = await guard.check(request, signal);
  if (!mayPass(decision)) throw stoppedText(decision, request.stage);
  return vault === undefined ? decision.text : vault.mask(request.text, redactedSpans(decision));
}
