import type { AccessScope, Feedback } from "../core/index.ts";
import type { ReadOptions } from "../library/call-options.ts";

/** What a reader thinks of an answer. */
export interface NewFeedback extends Pick<Feedback, "answerId" | "rating"> {
  /** At most 1,000 characters. */
  readonly reason?: string;
  /** Default: the setting `collection`. */
  readonly collection?: string;
  /** Of the reader. Default `everything`. */
  readonly scope?: AccessScope;
  /** Whose it is; the last one on an answer counts. Default `local`. */
  readonly by?: string;
  readonly signal?: AbortSignal;
}

export interface FeedbackOptions extends Omit<ReadOptions, "onEvent"> {
  /** Only these many, the last given first; from 1, default 1,000. */
  readonly limit?: number;
}

export interface FeedbackCalls {
  /** @throws {InvalidArgumentError} if the id is none of an answer, or the reason is too long */
  giveFeedback(feedback: NewFeedback): Promise<Feedback>;
  /** What readers think of a collection's answers; what was said with a wider scope than this one is not there. */
  feedback(options?: FeedbackOptions): Promise<readonly Feedback[]>;
}
