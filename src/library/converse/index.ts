export { asPrevious, converse, type HeardTurn } from "./converse.ts";
export { hearTurns } from "./hear-turns.ts";
export { openConversation } from "./open-conversation.ts";
export { removeSessions, session, sessions } from "./sessions.ts";
