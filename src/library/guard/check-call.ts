import { checkText, type GuardDecision, mayPassUnchanged } from "../../core/index.ts";
import type { CallContext } from "../call/call-context.ts";

/**
 * Lets the guard check a whole call before anything is read.
 *
 * @param texts  all texts that the caller gives
 * @returns      the decision that stops the call; undefined if the call may continue
 */
export async function checkCall(
  { parts: { guard }, emit }: Pick<CallContext, "parts" | "emit">,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<GuardDecision | undefined> {
  if (!(await guard.hasChecks("preflight"))) return undefined;
  const request = { stage: "preflight", text: texts.join("\n"), origin: "user" } as const;
  const decision = await checkText({ guard, emit }, request, signal);
  // A redaction cannot be carried over to the parts of a call.
  return mayPassUnchanged(decision) ? undefined : decision;
}
