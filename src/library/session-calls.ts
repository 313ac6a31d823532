import type { CallContext } from "./call-context.ts";
import type { SessionCalls } from "./conversations/conversing.ts";

/** The calls about conversations; their code is loaded by the first of them. */
export function createSessionCalls(context: CallContext): SessionCalls {
  const kept = () => import("./conversations/sessions.ts");
  return {
    sessions: async (options = {}) => (await kept()).sessions(context, options),
    session: async (name, options = {}) => (await kept()).session(context, name, options),
    removeSessions: async (names, options = {}) => (await kept()).removeSessions(context, names, options),
  };
}
