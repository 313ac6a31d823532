import { everything, type Feedback, InvalidArgumentError } from "../core/index.ts";
import { type CallContext, collectionOf, signalOf } from "../library/call-context.ts";
import type { FeedbackCalls } from "./feedback.ts";

const MOST_CHARACTERS = 1_000;
const MOST_LISTED = 1_000;
const ANSWER_ID = /^[A-Za-z0-9_-]{1,100}$/;

/** See `FeedbackCalls`. */
export function createFeedbackCalls(context: CallContext): FeedbackCalls {
  const { state, clock } = context.parts;
  return {
    async giveFeedback({ answerId, rating, reason, scope = everything, by = "local", ...options }) {
      if (!ANSWER_ID.test(answerId))
        throw new InvalidArgumentError(`"${answerId.slice(0, 100)}" is not the id of an answer.`);
      const said = reason?.trim();
      if (said !== undefined && said.length > MOST_CHARACTERS)
        throw new InvalidArgumentError(
          `The reason has ${said.length} characters; it has at most ${MOST_CHARACTERS.toLocaleString("en")}.`,
        );
      const feedback: Feedback = {
        answerId,
        collection: collectionOf(context, options),
        rating,
        ...(said === undefined || said === "" ? {} : { reason: said }),
        givenAt: new Date(clock.now()).toISOString(),
        givenBy: by,
      };
      await (await state.write()).keepFeedback({ ...feedback, scope }, signalOf(options));
      return feedback;
    },
    async feedback({ limit = MOST_LISTED, scope = everything, ...options } = {}) {
      const query = { scope, collection: collectionOf(context, options), limit };
      return (await (await state.read())?.listFeedback(query, signalOf(options))) ?? [];
    },
  };
}
