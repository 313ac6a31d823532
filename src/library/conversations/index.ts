export { conversation, conversations, removeConversations } from "./conversations.ts";
