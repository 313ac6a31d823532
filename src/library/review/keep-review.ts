import type { KeptOrFull, KeptReview, ReviewRecord } from "../../core/index.ts";
import { type CallContext, signalOf } from "../call/call-context.ts";
import type { StopOptions } from "../call/call-options.ts";

/** Maximum number of stored cases. */
const MAX_REVIEWS = 1_000;
/** Maximum number of waiting cases of a caller, so that no key fills the queue of all. */
const MAX_OF_CALLER = 200;
const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

/** A case that begins to wait. */
export interface NewReview extends Omit<KeptReview, "record" | "status" | "decidedAt" | "decidedBy"> {
  readonly record: ReviewRecord;
}

/**
 * Stores a case, so that a person can decide it, unless 1,000 cases wait, or 200 of the same caller. A case waits until
 * it is decided. Decided ones are kept for 30 days.
 */
export async function keepReview(
  { parts }: CallContext,
  { record, ...review }: NewReview,
  options: StopOptions,
): Promise<KeptOrFull> {
  const forgetBefore = new Date(parts.clock.now() - KEPT_DAYS * DAY_MS).toISOString();
  const state = await parts.state.write();
  return state.keepReview(
    { ...review, status: "waiting", record: JSON.stringify(record) },
    { limit: MAX_REVIEWS, limitOfCaller: MAX_OF_CALLER, forgetBefore },
    signalOf(options),
  );
}
