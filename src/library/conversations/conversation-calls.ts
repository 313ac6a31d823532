import type { KeptConversation } from "../../core/index.ts";
import type { CallGroup } from "../call/call-group.ts";
import type { Conversation, ConversationOptions, ConversationsOptions, RemovedConversations } from "./conversations.ts";

/** Conversations. */
export interface ConversationCalls {
  /** Lists the conversations, most recently used first. */
  conversations(options?: ConversationsOptions): Promise<readonly KeptConversation[]>;

  /**
   * Returns a conversation with its turns, by id or name. A name means the only conversation of exactly this scope, or
   * else the only one of that name that the scope may read.
   *
   * @throws {ConversationNotFoundError} if there is none
   * @throws {InvalidArgumentError} if several have this name; the hint lists their ids
   */
  conversation(name: string, options?: ConversationOptions): Promise<Conversation>;

  /** Removes conversations and erases their text from the store's files. Saved answers stay. */
  removeConversations(names: readonly string[], options?: ConversationOptions): Promise<RemovedConversations>;
}

export const conversationCalls: CallGroup<ConversationCalls> = {
  load: () => import("./index.ts"),
  names: ["conversations", "conversation", "removeConversations"],
};
