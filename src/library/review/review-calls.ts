import type { Review, ReviewOutcome, ReviewSummary } from "../../core/index.ts";
import type { CallGroup } from "../call/call-group.ts";
import type { DecideReviewOptions, ReviewOptions, ReviewOutcomeOptions, ReviewsOptions } from "./reviews.ts";

/** Answers that wait for a person. */
export interface ReviewCalls {
  /**
   * Lists the cases that a guard wants a person to see first, of all collections, latest first. They are kept for 30
   * days.
   *
   * @example
   * const reviews = await lydian.reviews({ status: "waiting" });
   * for (const { question } of reviews) console.log(question); // Where do questions about this handbook go?
   */
  reviews(options?: ReviewsOptions): Promise<readonly ReviewSummary[]>;

  /**
   * Reads a case with its draft and the verdicts of the guards. Its id is that of the answer.
   *
   * @throws {ReviewNotFoundError} if there is no such case
   *
   * @example
   * const [first] = await lydian.reviews({ status: "waiting" });
   * if (first !== undefined) console.log((await lydian.review(first.id)).draft?.status); // grounded
   */
  review(id: string, options?: ReviewOptions): Promise<Review>;

  /**
   * Approves or rejects a case. The caller who asked sees an approved answer; if there was no draft,
   * the question may be asked again.
   *
   * @throws {ReviewNotFoundError} if there is no such case
   * @throws {InvalidArgumentError} if it was decided before
   *
   * @example
   * const [first] = await lydian.reviews({ status: "waiting" });
   * if (first !== undefined) await lydian.decideReview(first.id, { status: "approved" });
   */
  decideReview(id: string, options: DecideReviewOptions): Promise<Review>;

  /**
   * Reads what became of a caller's own question.
   *
   * @throws {ReviewNotFoundError} if this caller has no such case
   *
   * @example
   * const { id } = await lydian.ask("Where do questions about this handbook go?");
   * const { status } = await lydian.reviewOutcome(id);
   * console.log(status); // waiting
   */
  reviewOutcome(id: string, options?: ReviewOutcomeOptions): Promise<ReviewOutcome>;
}

export const reviewCalls: CallGroup<ReviewCalls> = {
  load: () => import("./index.ts"),
  names: ["reviews", "review", "decideReview", "reviewOutcome"],
};
