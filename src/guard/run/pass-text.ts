import { type GuardEngine, type GuardRequest, mapTexts, mayPass, stoppedText } from "../../core/index.ts";

/**
 * Returns the text that the guard allows: as given, or redacted.
 *
 * @throws {GuardBlockedError} if the policy blocks it
 * @throws {NeedsReviewError} if a person has to see it first, or it is quarantined
 */
export async function passText(
  guard: Pick<GuardEngine, "check">,
  request: GuardRequest,
  signal: AbortSignal,
): Promise<string> {
  const decision = await guard.check(request, signal);
  if (mayPass(decision)) return decision.text;
  throw stoppedText(decision, request.stage);
}

/** Passes each text in a JSON value, names of fields included. Numbers and Booleans stay as they are. */
export async function passValue(
  guard: Pick<GuardEngine, "check">,
  { value, ...request }: Omit<GuardRequest, "text"> & { readonly value: unknown },
  signal: AbortSignal,
): Promise<unknown> {
  return mapTexts(value, (text) => passText(guard, { ...request, text }, signal));
}
