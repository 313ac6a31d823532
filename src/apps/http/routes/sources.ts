import { createRoute, z } from "@hono/zod-openapi";
import { count, text } from "../../../contract/index.ts";
import { callOptionsFor } from "../call-options.ts";
import { requireWholeStore } from "../caller.ts";
import type { Api, ApiParts } from "./create-api.ts";
import { collectionParam, responses } from "./schemas.ts";

const sourceSchema = z
  .object({
    uri: text,
    documents: count,
    addedAt: text,
    syncedAt: text.exactOptional().meta({ description: "Absent before it was walked to its end." }),
    depth: count.exactOptional(),
  })
  .meta({ id: "Source", description: "A folder of the server's machine, or an address of the web." });

const tags = ["sources"];

const listRoute = createRoute({
  method: "get",
  path: "/collections/{collection}/sources",
  summary: "Where documents come from",
  description:
    "For administrators, since it tells of the server's folders. A job of the kind `sync` brings them in step.",
  tags,
  request: { params: collectionParam },
  responses: responses(z.object({ sources: z.array(sourceSchema) }).meta({ id: "Sources" }), "By URI."),
});

const removeRoute = createRoute({
  method: "delete",
  path: "/collections/{collection}/sources",
  summary: "Forget a source",
  tags,
  request: {
    params: collectionParam,
    query: z.object({
      uri: z.string().min(1).max(8_192),
      keep: z.enum(["true", "false"]).default("false").meta({ description: "Whether its documents stay." }),
    }),
  },
  responses: responses(
    z.object({ source: text, removed: count }).meta({ id: "RemovedSource" }),
    "How many documents have gone with it.",
  ),
});

export function addSourceRoutes(api: Api, { lydian }: ApiParts): void {
  api.openapi(listRoute, async (c) => {
    requireWholeStore(c.get("caller"), "admin");
    const { scope: _, ...call } = callOptionsFor(c, c.req.valid("param").collection);
    const sources = await lydian.sources(call);
    const told = sources.map(({ uri, documents, addedAt, syncedAt, options: { depth } }) => ({
      ...{ uri, documents, addedAt },
      ...(syncedAt === undefined ? {} : { syncedAt }),
      ...(depth === undefined ? {} : { depth }),
    }));
    return c.json({ sources: told }, 200);
  });
  api.openapi(removeRoute, async (c) => {
    requireWholeStore(c.get("caller"), "admin");
    const { scope: _, ...call } = callOptionsFor(c, c.req.valid("param").collection);
    const { uri, keep } = c.req.valid("query");
    const { source, removed } = await lydian.removeSource(uri, { ...call, keep: keep === "true" });
    return c.json({ source: source.uri, removed: removed.length }, 200);
  });
}
