import type { CallContext } from "./call-context.ts";
import type { ConversationCalls } from "./conversations/conversing.ts";

/** The calls about conversations; their code is loaded by the first of them. */
export function createConversationCalls(context: CallContext): ConversationCalls {
  const kept = () => import("./conversations/conversations.ts");
  return {
    conversations: async (options = {}) => (await kept()).conversations(context, options),
    conversation: async (name, options = {}) => (await kept()).conversation(context, name, options),
    removeConversations: async (names, options = {}) => (await kept()).removeConversations(context, names, options),
  };
}
