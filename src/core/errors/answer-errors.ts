import { type ErrorDetails, LydianError } from "./lydian-error.ts";

/** No saved answer has this id. */
export class AnswerNotFoundError extends LydianError {
  readonly code = "answer-not-found";
}

/** No conversation has this name or id. */
export class ConversationNotFoundError extends LydianError {
  readonly code = "conversation-not-found";
}

/** A text may not pass. The code is also the reason of an abstention. */
export abstract class StoppedTextError extends LydianError {
  abstract override readonly code: "guard-blocked" | "needs-review";
  /** Places where the writer of the text finds help, if a guard saw a person in need. */
  readonly help: string | undefined;

  constructor(message: string, { help, ...details }: ErrorDetails & { readonly help?: string } = {}) {
    super(message, details);
    this.help = help;
  }
}

/** A guard stopped a text. */
export class GuardBlockedError extends StoppedTextError {
  readonly code = "guard-blocked";
}

/** A guard wants a person to look at a text first. */
export class NeedsReviewError extends StoppedTextError {
  readonly code = "needs-review";
}

/** No case for review has this id. */
export class ReviewNotFoundError extends LydianError {
  readonly code = "review-not-found";
}
