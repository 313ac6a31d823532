import { createRoute, z } from "@hono/zod-openapi";
import { ConversationNotFoundError, seesCollection } from "../../../core/index.ts";
import { text } from "../../../core/schemas/index.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { responses } from "./route-schemas.ts";

const conversation = z
  .object({
    id: text,
    name: text,
    collection: text,
    startedAt: text,
    usedAt: text.meta({ description: "Time of the last question." }),
    turns: z.int().meta({ description: "Number of questions." }),
  })
  .meta({ id: "Conversation" });

const listRoute = createRoute({
  method: "get",
  path: "/conversations",
  summary: "List the conversations of this key",
  tags: ["answers"],
  responses: responses(
    z.object({ conversations: z.array(conversation) }).meta({ id: "Conversations" }),
    "At most 1,000 conversations, the last used first.",
  ),
});

const removeRoute = createRoute({
  method: "delete",
  path: "/conversations/{conversation}",
  summary: "Remove a conversation of this key",
  tags: ["answers"],
  request: { params: z.object({ conversation: z.string().min(1).max(100) }) },
  responses: responses(
    z.object({ removed: z.array(text) }).meta({ id: "RemovedConversations" }),
    "The id of the removed conversation; its text is erased.",
  ),
});

/** Adds the routes of conversations. A caller sees and removes only their own conversations. */
export function addConversationRoutes(api: Api, { lydian }: ApiParts): void {
  api.openapi(listRoute, async (c) => {
    const caller = c.get("caller");
    const all = await lydian.conversations({ caller: caller.id, scope: caller.scope, signal: c.get("signal") });
    const visible = all.filter(({ collection }) => seesCollection(caller, collection));
    return c.json({ conversations: visible.map(({ caller: _, scope: __, ...rest }) => rest) }, 200);
  });
  api.openapi(removeRoute, async (c) => {
    const { id: caller, scope } = c.get("caller");
    const name = c.req.valid("param").conversation;
    const { removed } = await lydian.removeConversations([name], { caller, scope, signal: c.get("signal") });
    if (removed.length > 0) return c.json({ removed: [...removed] }, 200);
    throw new ConversationNotFoundError(`This key has no conversation "${name}".`, {
      hint: "GET /api/v1/conversations lists them.",
    });
  });
}
