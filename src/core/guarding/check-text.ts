import type { Listener } from "../event.ts";
import type { GuardDecision, GuardEngine, GuardRequest } from "../ports/guard.ts";

/** A guard, and the listener that hears its decisions. */
export interface GuardServices {
  readonly guard: GuardEngine;
  readonly emit: Listener;
}

/** Returns whether a text may be used, as given or redacted. */
export const mayPass = ({ action }: Pick<GuardDecision, "action">): boolean =>
  action === "allow" || action === "redact";

/** Returns whether a text may be used exactly as given, for uses that a redacted one does not serve. */
export const mayPassUnchanged = ({ action }: Pick<GuardDecision, "action">): boolean => action === "allow";

/** Asks the guard what may be done with a text. Every text passes here, so that listeners hear of every decision. */
export async function checkText(
  { guard, emit }: GuardServices,
  request: GuardRequest,
  signal: AbortSignal,
): Promise<GuardDecision> {
  const decision = await guard.check(request, signal);
  const { action, policy, verdicts } = decision;
  emit({ type: "guarded", stage: request.stage, action, policy, verdicts });
  return decision;
}
