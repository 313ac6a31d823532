import type { ConversationTurn, TextGenerator } from "../../core/index.ts";
import type { Conversation, Previous, rewriteByModel } from "../../engine/answer/index.ts";
import type { LydianParts } from "../lydian-parts.ts";

/** What is taken from an earlier question of a conversation. */
export type HeardTurn = Pick<ConversationTurn, "question" | "searchedAs" | "text">;

interface Talk {
  readonly turns: readonly HeardTurn[] | undefined;
  /** Absent: follow-up questions are understood by rules. */
  readonly generator: TextGenerator | undefined;
  readonly rewriteByModel: typeof rewriteByModel;
}

/** What was said before a question, each earlier one as it was understood; undefined where it belongs to no conversation. */
export function converse(
  { followUpPrompts, ids }: Pick<LydianParts, "followUpPrompts" | "ids">,
  { turns, generator, rewriteByModel: rewrite }: Talk,
): Conversation | undefined {
  if (turns === undefined) return undefined;
  const previous = turns.map(asPrevious);
  if (generator === undefined) return { turns: previous };
  return {
    turns: previous,
    rewrite: async (asked, signal) => {
      const services = { generator, templates: await followUpPrompts(), nextFence: () => ids.next("fence") };
      return rewrite(services, asked, signal);
    },
  };
}

/** A turn as the next question leans on it. */
export function asPrevious({ question, searchedAs = question, text }: HeardTurn): Previous {
  return text === undefined ? { question: searchedAs } : { question: searchedAs, answer: text };
}
