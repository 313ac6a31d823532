import type { ConversationTurn, TextGenerator } from "../../core/index.ts";
import type { Conversation, Previous } from "../../engine/answer/index.ts";
import type { LydianParts } from "../parts/lydian-parts.ts";

/** Part of an earlier turn that helps to understand the next question. */
export type HeardTurn = Pick<ConversationTurn, "question" | "searchedAs" | "text">;

/**
 * Returns the conversation that a question continues, with its earlier questions as rewritten; undefined if there is
 * none.
 *
 * @param generator  language model that rewrites follow-up questions; if absent, rules do
 */
export function converse(
  { followUpPrompts, ids }: Pick<LydianParts, "followUpPrompts" | "ids">,
  turns: readonly HeardTurn[] | undefined,
  generator?: TextGenerator,
): Conversation | undefined {
  if (turns === undefined) return undefined;
  const previous = turns.map(asPrevious);
  if (generator === undefined) return { turns: previous };
  return {
    turns: previous,
    rewrite: async (asked, signal) => {
      const services = { generator, templates: await followUpPrompts(), nextFence: () => ids.next("fence") };
      const { rewriteByModel } = await import("../../engine/answer/index.ts");
      return rewriteByModel(services, asked, signal);
    },
  };
}

/** Converts a turn to what the next question refers to. */
export function asPrevious({ question, searchedAs = question, text }: HeardTurn): Previous {
  return text === undefined ? { question: searchedAs } : { question: searchedAs, answer: text };
}
