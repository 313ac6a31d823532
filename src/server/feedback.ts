import {
  type AccessScope,
  AnswerNotFoundError,
  everything,
  type Feedback,
  InvalidArgumentError,
  LOCAL_CALLER_ID,
} from "../core/index.ts";
import { collectionOf, quotaOf, type ReadOptions, signalOf } from "../library/index.ts";
import type { GivenAnswers } from "./given-answers.ts";
import type { ServerParts } from "./server-parts.ts";

const MAX_CHARACTERS = 1_000;
const MAX_LISTED = 1_000;
const ANSWER_ID = /^[A-Za-z0-9_-]{1,100}$/;

/** A reader's opinion of an answer. */
export interface NewFeedback extends Pick<Feedback, "answerId" | "rating"> {
  /** Reason, at most 1,000 characters. */
  readonly reason?: string;
  /** Collection of the answer. Default: the setting `collection`. */
  readonly collection?: string;
  /** Access scope of the reader. Default: `everything`. */
  readonly scope?: AccessScope;
  /** Author; the latest feedback of each author on an answer counts. Default: `local`. */
  readonly by?: string;
  readonly signal?: AbortSignal;
}

export interface FeedbackOptions extends Omit<ReadOptions, "onEvent"> {
  /** Maximum number of entries, latest first; from 1, default 1,000. */
  readonly limit?: number;
}

/** Feedback on answers. */
export interface FeedbackCalls {
  /**
   * Stores feedback on an answer that its author got lately from this server, or on a saved one that they may read.
   *
   * @throws {InvalidArgumentError} if the answer's id is malformed or the reason is too long
   * @throws {AnswerNotFoundError} if the answer is neither saved nor one of the author's last
   *         1,000 since the server started
   * @throws {QuotaExceededError} if the author has rated as many answers as a key may
   */
  giveFeedback(feedback: NewFeedback): Promise<Feedback>;

  /** Lists the feedback on a collection's answers. Feedback that was given with a wider scope is left out. */
  feedback(options?: FeedbackOptions): Promise<readonly Feedback[]>;
}

/** Makes the methods of `LydianServer` about feedback. */
export function createFeedback(parts: ServerParts, givenAnswers: Pick<GivenAnswers, "has">): FeedbackCalls {
  const { state, clock, settings } = parts;

  const isSaved = async (id: string, collection: string, scope: AccessScope, signal: AbortSignal) =>
    (await (await state.read())?.readAnswer({ id, scope }, signal))?.collection === collection;

  return {
    async giveFeedback({ answerId, rating, reason: text = "", scope = everything, by = LOCAL_CALLER_ID, ...options }) {
      if (!ANSWER_ID.test(answerId))
        throw new InvalidArgumentError(`"${answerId.slice(0, 100)}" is not the id of an answer.`);
      const reason = text.trim();
      if (reason.length > MAX_CHARACTERS)
        throw new InvalidArgumentError(
          `The reason has ${reason.length} characters; the maximum is ${MAX_CHARACTERS.toLocaleString("en")}.`,
        );

      const collection = collectionOf({ parts }, options);
      const signal = signalOf(options);
      if (!givenAnswers.has(by, answerId, collection) && !(await isSaved(answerId, collection, scope, signal)))
        throw new AnswerNotFoundError(
          `The answer "${answerId}" cannot be rated: it is not saved, and this server does not remember it.`,
          {
            hint: "Ask again and rate the new answer. A server remembers the last 1,000 answers of each key until it restarts; a saved answer can be rated at any time.",
          },
        );

      const feedback: Feedback = {
        answerId,
        collection,
        rating,
        reason: reason === "" ? undefined : reason,
        givenAt: new Date(clock.now()).toISOString(),
        givenBy: by,
      };
      const quota = quotaOf(settings, "feedback", by);
      await (await state.write()).keepFeedback({ ...feedback, scope, quota }, signal);
      return feedback;
    },

    async feedback({ limit = MAX_LISTED, scope = everything, ...options } = {}) {
      const query = { scope, collection: collectionOf({ parts }, options), limit };
      return (await (await state.read())?.listFeedback(query, signalOf(options))) ?? [];
    },
  };
}
