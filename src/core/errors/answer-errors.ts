import { LydianError } from "./lydian-error.ts";

/** No saved answer has this id. */
export class AnswerNotFoundError extends LydianError {
  readonly code = "answer-not-found";
}

/** No conversation has this name or id. */
export class ConversationNotFoundError extends LydianError {
  readonly code = "conversation-not-found";
}

/** A guard stopped a text. */
export class GuardBlockedError extends LydianError {
  readonly code = "guard-blocked";
}

/** A guard wants a person to look at a text first. */
export class NeedsReviewError extends LydianError {
  readonly code = "needs-review";
}

/** No case for review has this id. */
export class ReviewNotFoundError extends LydianError {
  readonly code = "review-not-found";
}
