import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { defined, SourceNotFoundError } from "../../../core/index.ts";
import { count, givenObject, jobSchema, text } from "../../../core/schemas/index.ts";
import type { SourceStatus } from "../../../library/index.ts";
import { requireWholeStore } from "../caller.ts";
import { callOptionsFor } from "../caller-options.ts";
import type { HttpVariables } from "../http-variables.ts";
import { allowSource } from "../security/allow-source.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { collectionParam, jsonBody, responses } from "./route-schemas.ts";

const uri = z.string().min(1).max(8_192);
const problem = z.object({ since: text, code: text, message: text, hint: text.exactOptional() });
const watch = z
  .object({
    since: text,
    problem: problem.exactOptional().meta({ description: "The latest problem; absent if there is none." }),
  })
  .meta({ id: "Watch", description: "Present if the server watches the source and keeps it synced." });

const sourceSchema = z
  .object({
    uri: text,
    documents: count,
    addedAt: text,
    syncedAt: text
      .exactOptional()
      .meta({ description: "Time of the last complete sync; absent before the first one." }),
    depth: count.exactOptional(),
    accessLabels: z.array(text),
    watch: watch.exactOptional(),
  })
  .meta({ id: "Source", description: "A folder on the machine of the server, or a web address." });

const sourceRequest = givenObject({
  uri: uri.meta({
    description: "Absolute path or `file:` URI on the machine of the server, or a web address.",
  }),
  watch: z.boolean().default(false).meta({ description: "Whether the server watches the source and keeps it synced." }),
  depth: z
    .int()
    .min(0)
    .max(10)
    .exactOptional()
    .meta({ description: "For web addresses: maximum number of links to follow." }),
  accessLabels: z.array(z.string().min(1).max(100)).max(100).exactOptional(),
}).meta({ id: "SourceRequest" });

const path = "/collections/{collection}/sources";
const tags = ["sources"];

const listRoute = createRoute({
  method: "get",
  path,
  summary: "List sources",
  description: "Only for administrators, since it reveals folders of the server. A job of the kind `sync` syncs them.",
  tags,
  "x-permission": "admin",
  request: { params: collectionParam },
  responses: responses(z.object({ sources: z.array(sourceSchema) }).meta({ id: "Sources" }), "The sources by URI."),
});

const { 200: accepted, ...problems } = responses(
  z.object({ source: text, job: jobSchema }).meta({ id: "AddedSource" }),
  "The source and the job that syncs it, which continues after this call.",
);

const addRoute = createRoute({
  method: "post",
  path,
  summary: "Add a source",
  description:
    "If the server requires keys, a folder must be inside a folder that the setting `server.allowedFolders` names.",
  tags,
  "x-permission": "admin",
  request: { params: collectionParam, body: jsonBody(sourceRequest) },
  responses: { 202: accepted, ...problems },
});

const watchRoute = createRoute({
  method: "patch",
  path,
  summary: "Start or stop watching a source",
  tags,
  "x-permission": "admin",
  request: { params: collectionParam, body: jsonBody(givenObject({ uri, watch: z.boolean() })) },
  responses: responses(sourceSchema, "The source after the change."),
});

const removeRoute = createRoute({
  method: "delete",
  path,
  summary: "Remove a source",
  tags,
  "x-permission": "admin",
  request: {
    params: collectionParam,
    query: z.object({
      uri,
      keep: z.enum(["true", "false"]).default("false").meta({ description: "Whether its documents are kept." }),
    }),
  },
  responses: responses(
    z.object({ source: text, removed: count }).meta({ id: "RemovedSource" }),
    "The source and the number of removed documents.",
  ),
});

export function addSourceRoutes(api: Api, { lydian, server, options }: ApiParts): void {
  api.openapi(listRoute, async (c) => {
    const sources = await lydian.sources(administratorCall(c, c.req.valid("param").collection));
    return c.json({ sources: sources.map(toPublic) }, 200);
  });
  api.openapi(addRoute, async (c) => {
    const call = administratorCall(c, c.req.valid("param").collection);
    const { uri: place, watch: isWatched, ...more } = c.req.valid("json");
    const allowed = await allowSource(options, place);
    return c.json(await server.addSource(allowed, { ...call, ...more, isWatched }), 202);
  });
  api.openapi(watchRoute, async (c) => {
    const call = administratorCall(c, c.req.valid("param").collection);
    const { uri: place, watch: isWatched } = c.req.valid("json");
    const find = async () => (await lydian.sources(call)).find((source) => source.uri === place);
    const source = await find();
    if (source === undefined) throw unknownSource(place);
    await server.setWatched(source.uri, isWatched, call);
    return c.json(toPublic((await find()) ?? source), 200);
  });
  api.openapi(removeRoute, async (c) => {
    const call = administratorCall(c, c.req.valid("param").collection);
    const { uri: name, keep } = c.req.valid("query");
    const { source, removed } = await lydian.removeSource(name, { ...call, keep: keep === "true" });
    return c.json({ source: source.uri, removed: removed.length }, 200);
  });
}

/** Returns the options of a call about sources, which only administrators of the whole store may make. */
function administratorCall(c: Context<HttpVariables>, collection: string) {
  const { scope: _, ...call } = callOptionsFor(c, collection);
  requireWholeStore(c.get("caller"), "admin");
  return call;
}

function toPublic({ uri: place, documents, addedAt, syncedAt, options, watch: watched }: SourceStatus) {
  const { depth } = options;
  const accessLabels = [...options.accessLabels];
  return defined({
    uri: place,
    documents,
    addedAt,
    accessLabels,
    syncedAt,
    depth,
    watch: watched,
  });
}

const unknownSource = (place: string): SourceNotFoundError =>
  new SourceNotFoundError(`The collection has no source ${place}.`, {
    hint: "Add it with POST.",
  });
