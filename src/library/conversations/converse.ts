import type { ConversationTurn, TextGenerator } from "../../core/index.ts";
import type { Conversation, Previous, rewriteByModel } from "../../engine/answer/index.ts";
import type { LydianParts } from "../parts/lydian-parts.ts";

/** Part of an earlier turn that helps to understand the next question. */
export type HeardTurn = Pick<ConversationTurn, "question" | "searchedAs" | "text">;

interface Talk {
  readonly turns: readonly HeardTurn[] | undefined;
  /** Language model that rewrites follow-up questions; if absent, rules do. */
  readonly generator: TextGenerator | undefined;
  readonly rewriteByModel: typeof rewriteByModel;
}

/** Returns the conversation that a question continues, with its earlier questions as rewritten; undefined if there is none. */
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

/** Converts a turn to what the next question refers to. */
export function asPrevious({ question, searchedAs = question, text }: HeardTurn): Previous {
  return text === undefined ? { question: searchedAs } : { question: searchedAs, answer: text };
}
