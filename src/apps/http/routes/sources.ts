import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { count, givenObject, jobSchema, text } from "../../../core/schemas/index.ts";
import { SourceNotFoundError, type SourceStatus } from "../../../index.ts";
import { callOptionsFor } from "../call-options.ts";
import { requireWholeStore } from "../caller.ts";
import type { HttpVariables } from "../http-variables.ts";
import { allowSource } from "../security/allow-source.ts";
import type { Api, ApiParts } from "./create-api.ts";
import { collectionParam, jsonBody, responses } from "./schemas.ts";

const uri = z.string().min(1).max(8_192);
const problem = z.object({ since: text, code: text, message: text, hint: text.exactOptional() });
const watch = z
  .object({ since: text, problem: problem.exactOptional().meta({ description: "Absent while all is well." }) })
  .meta({ id: "Watch", description: "This server keeps the source in step." });

const sourceSchema = z
  .object({
    uri: text,
    documents: count,
    addedAt: text,
    syncedAt: text.exactOptional().meta({ description: "Absent before it was walked to its end." }),
    depth: count.exactOptional(),
    accessLabels: z.array(text),
    watch: watch.exactOptional(),
  })
  .meta({ id: "Source", description: "A folder of the server's machine, or an address of the web." });

const sourceRequest = givenObject({
  uri: uri.meta({
    description: "An absolute path or `file:` URI of the server's machine, or an address of the web.",
  }),
  watch: z.boolean().default(false).meta({ description: "Whether the server keeps it in step from now on." }),
  depth: z.int().min(0).max(10).exactOptional().meta({ description: "Of an address: how many links away." }),
  accessLabels: z.array(z.string().min(1).max(100)).max(100).exactOptional(),
}).meta({ id: "SourceRequest" });

const path = "/collections/{collection}/sources";
const tags = ["sources"];

const listRoute = createRoute({
  method: "get",
  path,
  summary: "Where documents come from",
  description:
    "For administrators, since it tells of the server's folders. A job of the kind `sync` brings them in step.",
  tags,
  request: { params: collectionParam },
  responses: responses(z.object({ sources: z.array(sourceSchema) }).meta({ id: "Sources" }), "By URI."),
});

const { 200: begun, ...problems } = responses(
  z.object({ source: text, job: jobSchema }).meta({ id: "AddedSource" }),
  "The job that brings it in step, which goes on after this call.",
);

const addRoute = createRoute({
  method: "post",
  path,
  summary: "Make a folder or an address a source",
  description: "A folder has to lie within those of the setting `server.allowedFolders`, where keys are demanded.",
  tags,
  request: { params: collectionParam, body: jsonBody(sourceRequest) },
  responses: { 202: begun, ...problems },
});

const watchRoute = createRoute({
  method: "patch",
  path,
  summary: "Watch a source, or no longer",
  tags,
  request: { params: collectionParam, body: jsonBody(givenObject({ uri, watch: z.boolean() })) },
  responses: responses(sourceSchema, "As it is now."),
});

const removeRoute = createRoute({
  method: "delete",
  path,
  summary: "Forget a source",
  tags,
  request: {
    params: collectionParam,
    query: z.object({
      uri,
      keep: z.enum(["true", "false"]).default("false").meta({ description: "Whether its documents stay." }),
    }),
  },
  responses: responses(
    z.object({ source: text, removed: count }).meta({ id: "RemovedSource" }),
    "How many documents have gone with it.",
  ),
});

export function addSourceRoutes(api: Api, { lydian, server, options }: ApiParts): void {
  api.openapi(listRoute, async (c) => {
    const sources = await lydian.sources(administrating(c, c.req.valid("param").collection));
    return c.json({ sources: sources.map(toPublic) }, 200);
  });
  api.openapi(addRoute, async (c) => {
    const call = administrating(c, c.req.valid("param").collection);
    const { uri: place, watch: isWatched, ...more } = c.req.valid("json");
    await allowSource(options, place);
    return c.json(await server.addSource(place, { ...call, ...more, isWatched }), 202);
  });
  api.openapi(watchRoute, async (c) => {
    const call = administrating(c, c.req.valid("param").collection);
    const { uri: place, watch: isWatched } = c.req.valid("json");
    const find = async () => (await lydian.sources(call)).find((source) => source.uri === place);
    const source = await find();
    if (source === undefined) throw unknownSource(place);
    await server.setWatched(source.uri, isWatched, call);
    return c.json(toPublic((await find()) ?? source), 200);
  });
  api.openapi(removeRoute, async (c) => {
    const call = administrating(c, c.req.valid("param").collection);
    const { uri: name, keep } = c.req.valid("query");
    const { source, removed } = await lydian.removeSource(name, { ...call, keep: keep === "true" });
    return c.json({ source: source.uri, removed: removed.length }, 200);
  });
}

/** Sources are the server's own folders, and every document of theirs is at stake. */
function administrating(c: Context<HttpVariables>, collection: string) {
  requireWholeStore(c.get("caller"), "admin");
  const { scope: _, ...call } = callOptionsFor(c, collection);
  return call;
}

function toPublic({ uri: place, documents, addedAt, syncedAt, options, watch: watched }: SourceStatus) {
  const { depth, accessLabels } = options;
  return {
    uri: place,
    documents,
    addedAt,
    accessLabels: [...accessLabels],
    ...(syncedAt === undefined ? {} : { syncedAt }),
    ...(depth === undefined ? {} : { depth }),
    ...(watched === undefined ? {} : { watch: watched }),
  };
}

const unknownSource = (place: string): SourceNotFoundError =>
  new SourceNotFoundError(`The collection has no source ${place}.`, {
    hint: "POST makes a folder or an address one.",
  });
