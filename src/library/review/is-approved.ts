import { isUnreadableState, type KeptReview } from "../../core/index.ts";
import type { CallContext } from "../call/call-context.ts";
import { recordOf } from "./read-record.ts";

/** Maximum number of approved cases of one caller that are compared. */
const MAX_COMPARED = 1_000;

/** Returns whether a person has approved that this caller asks this question of this collection. */
export async function isApproved(
  { parts }: CallContext,
  { question, collection, caller, scope }: Pick<KeptReview, "question" | "collection" | "caller" | "scope">,
  signal: AbortSignal,
): Promise<boolean> {
  // No approval counts if none can be read.
  const state = await parts.state.read().catch((error: unknown) => {
    if (!isUnreadableState(error)) throw error;
    return undefined;
  });
  const query = { scope, caller, collections: [collection], status: "approved", limit: MAX_COMPARED } as const;
  const approved = (await state?.listReviews(query, signal)) ?? [];
  return approved.some((review) => review.question === question && recordOf(review).draft === undefined);
}
