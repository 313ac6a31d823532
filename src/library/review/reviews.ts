import {
  defined,
  everything,
  InvalidArgumentError,
  type KeptReview,
  LOCAL_CALLER_ID,
  type Review,
  ReviewNotFoundError,
  type ReviewOutcome,
  type ReviewStatus,
  type ReviewSummary,
} from "../../core/index.ts";
import { type CallContext, signalOf } from "../call/call-context.ts";
import type { ReadOptions } from "../call/call-options.ts";
import { recordOf, toReview } from "./read-record.ts";

/** Options of a call on cases for review. A case that was asked with a wider scope is not found. */
export interface ReviewOptions extends Pick<ReadOptions, "scope" | "signal"> {}

export interface ReviewsOptions extends ReviewOptions {
  /** Only cases of this status. Default: all. */
  readonly status?: ReviewStatus;
  /** Only cases of these collections. Default: of all. */
  readonly collections?: readonly string[];
  /** Maximum number of cases, latest first; from 1. Default: 100. */
  readonly limit?: number;
}

export interface DecideReviewOptions extends ReviewOptions {
  readonly status: Exclude<ReviewStatus, "waiting">;
  /** Id of the caller who decides. Default: `local`, the user of this machine. */
  readonly caller?: string;
}

export interface ReviewOutcomeOptions extends ReviewOptions {
  /** Id of the caller who asked. Default: `local`, the user of this machine. */
  readonly caller?: string;
}

const DEFAULT_LIMIT = 100;

export async function reviews({ parts }: CallContext, options: ReviewsOptions = {}): Promise<readonly ReviewSummary[]> {
  const { limit = DEFAULT_LIMIT, scope = everything, status, collections } = options;
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new InvalidArgumentError(`limit must be a whole number of at least 1, not ${limit}.`);
  const state = await parts.state.read();
  const kept = (await state?.listReviews({ limit, scope, status, collections }, signalOf(options))) ?? [];
  return kept.map(({ scope: _, record: __, ...summary }) => summary);
}

export async function review(context: CallContext, id: string, options: ReviewOptions = {}): Promise<Review> {
  return toReview(await find(context, id, options));
}

export async function decideReview(context: CallContext, id: string, options: DecideReviewOptions): Promise<Review> {
  const { status, scope = everything, caller = LOCAL_CALLER_ID } = options;
  const { clock, state } = context.parts;
  const kept = await find(context, id, options);
  const decidedAt = new Date(clock.now()).toISOString();
  const decision = { id, scope, status, decidedAt, decidedBy: caller };
  const isDecided = await (await state.write()).decideReview(decision, signalOf(options));
  if (isDecided) return toReview({ ...kept, status, decidedAt, decidedBy: caller });
  const { status: before } = await find(context, id, options);
  throw new InvalidArgumentError(`The review ${id} was ${before} before, and a case is decided once.`);
}

export async function reviewOutcome(
  context: CallContext,
  id: string,
  { caller = LOCAL_CALLER_ID, ...options }: ReviewOutcomeOptions = {},
): Promise<ReviewOutcome> {
  const kept = await find(context, id, options);
  if (kept.caller !== caller) throw notFound(id);
  const { draft } = recordOf(kept);
  return defined({ id, status: kept.status, answer: kept.status === "approved" ? draft : undefined });
}

async function find({ parts }: CallContext, id: string, options: ReviewOptions): Promise<KeptReview> {
  const { scope = everything } = options;
  const kept = await (await parts.state.read())?.readReview({ id, scope }, signalOf(options));
  if (kept !== undefined) return kept;
  throw notFound(id);
}

const notFound = (id: string) =>
  new ReviewNotFoundError(`No case for review has the id "${id}".`, {
    hint: "`lydian review list` shows the cases. They are kept for 30 days.",
  });
