import type { KeptReview, ReviewRecord } from "../../core/index.ts";
import { type CallContext, signalOf } from "../call-context.ts";
import type { StopOptions } from "../call-options.ts";

/** Maximum number of stored cases. */
const MAX_REVIEWS = 1_000;
const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

/** A case that begins to wait. */
export interface NewReview extends Omit<KeptReview, "record" | "status" | "decidedAt" | "decidedBy"> {
  readonly record: ReviewRecord;
}

/** Stores a case, so that a person can decide it. Cases are kept for 30 days, and the oldest are forgotten beyond 1,000. */
export async function keepReview(
  { parts }: CallContext,
  { record, ...review }: NewReview,
  options: StopOptions,
): Promise<void> {
  const forgetBefore = new Date(parts.clock.now() - KEPT_DAYS * DAY_MS).toISOString();
  const state = await parts.state.write();
  await state.keepReview(
    { ...review, status: "waiting", record: JSON.stringify(record) },
    { limit: MAX_REVIEWS, forgetBefore },
    signalOf(options),
  );
}
