import {
  GuardBlockedError,
  type GuardDecision,
  type GuardEngine,
  type GuardRequest,
  mayPass,
  NeedsReviewError,
} from "../../core/index.ts";

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

/** Returns a JSON value with each of its texts changed, names of fields included. */
export async function mapTexts(value: unknown, change: (text: string) => string | Promise<string>): Promise<unknown> {
  if (typeof value === "string") return change(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) items.push(await mapTexts(item, change));
    return items;
  }
  const entries: [string, unknown][] = [];
  for (const [name, inner] of Object.entries(value)) entries.push([await change(name), await mapTexts(inner, change)]);
  return Object.fromEntries(entries);
}

const names: Readonly<Partial<Record<GuardRequest["stage"], string>>> = {
  prompt: "The prompt to the language model",
  stream: "The reply of the language model",
};

/** Returns the error for a text that may not pass. It never repeats a part of the text. */
export function stoppedText(
  { action, why }: GuardDecision,
  stage: GuardRequest["stage"],
): GuardBlockedError | NeedsReviewError {
  const message = `${names[stage] ?? `A text at the stage "${stage}"`} was stopped (${action}): ${why}`;
  const details = { hint: "Ask the author of the guard policy. In Lydian, `lydian status` names it." };
  return action === "block" ? new GuardBlockedError(message, details) : new NeedsReviewError(message, details);
}
