import type { KeptConversation } from "../../core/index.ts";
import type { CallGroup } from "../call/call-group.ts";
import type { Conversation, ConversationOptions, ConversationsOptions, RemovedConversations } from "./conversations.ts";

/** Conversations. */
export interface ConversationCalls {
  /**
   * Lists the conversations, most recently used first.
   *
   * @example
   * await lydian.ask("Who repairs the autoclave?", { conversation: "autoclave" });
   * for (const { id, name } of await lydian.conversations()) console.log(id, name); // conversation_… autoclave
   */
  conversations(options?: ConversationsOptions): Promise<readonly KeptConversation[]>;

  /**
   * Returns a conversation with its turns, by id or name. A name means the only conversation of exactly this scope, or
   * else the only one of that name that the scope may read.
   *
   * @throws {ConversationNotFoundError} if there is none
   * @throws {InvalidArgumentError} if several have this name; the hint lists their ids
   *
   * @example
   * const { turns } = await lydian.conversation("autoclave");
   * for (const { text, reason } of turns) console.log(text ?? reason); // …repaired by Steriservice Ltd, …
   */
  conversation(name: string, options?: ConversationOptions): Promise<Conversation>;

  /**
   * Removes conversations and erases their text from the store's files. Saved answers stay.
   *
   * @example
   * const { removed } = await lydian.removeConversations(["autoclave"]);
   * console.log(removed.length); // 1
   */
  removeConversations(names: readonly string[], options?: ConversationOptions): Promise<RemovedConversations>;
}

export const conversationCalls: CallGroup<ConversationCalls> = {
  load: () => import("./index.ts"),
  names: ["conversations", "conversation", "removeConversations"],
};
