import { LydianError } from "./lydian-error.ts";

/** No saved answer has this id. */
export class AnswerNotFoundError extends LydianError {
  readonly code = "answer-not-found";
}
