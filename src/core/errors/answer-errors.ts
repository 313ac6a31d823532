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
