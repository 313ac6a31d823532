import { createRoute, z } from "@hono/zod-openapi";
import {
  type AccessKey,
  type Caller,
  coversScope,
  defined,
  everything,
  KeyNotFoundError,
  NotPermittedError,
  permissions,
  seesCollection,
} from "../../../core/index.ts";
import { collectionName, givenObject, text } from "../../../core/schemas/index.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { jsonBody, responses } from "./route-schemas.ts";

const permission = z.enum(permissions);
const keySchema = z
  .object({
    id: text,
    name: text,
    permission,
    collections: z
      .array(text)
      .exactOptional()
      .meta({ description: "Absent if the key gives access to all collections." }),
    labels: z
      .array(text)
      .exactOptional()
      .meta({ description: "Absent if the key gives access to documents with any label." }),
    createdAt: text,
    revokedAt: text.exactOptional(),
  })
  .meta({ id: "Key", description: "A key without its secret, of which only a hash is stored." });

const newKey = givenObject({
  name: z.string().trim().min(1).max(100),
  permission: permission.default("read"),
  collections: z.array(collectionName).min(1).max(100).exactOptional(),
  labels: z.array(z.string().min(1).max(100)).max(100).exactOptional(),
}).meta({ id: "NewKey" });

const tags = ["keys"];

const listRoute = createRoute({
  method: "get",
  path: "/keys",
  summary: "List keys",
  tags,
  "x-permission": "admin",
  responses: responses(
    z.object({ keys: z.array(keySchema) }).meta({ id: "Keys" }),
    "The keys, oldest first, including revoked ones.",
  ),
});

const addRoute = createRoute({
  method: "post",
  path: "/keys",
  summary: "Create a key",
  tags,
  "x-permission": "admin",
  request: { body: jsonBody(newKey) },
  responses: responses(
    z.object({ key: keySchema, token: text }).meta({ id: "CreatedKey" }),
    "The key and its secret, which is shown only once.",
  ),
});

const revokeRoute = createRoute({
  method: "delete",
  path: "/keys/{key}",
  summary: "Revoke a key",
  tags,
  "x-permission": "admin",
  request: { params: z.object({ key: z.string().min(1).max(100) }) },
  responses: responses(keySchema, "The revoked key."),
});

/** Adds the routes of keys. An administrator of a part of the store manages only the keys of that part. */
export function addKeyRoutes(api: Api, { server }: ApiParts): void {
  api.openapi(listRoute, async (c) => {
    const caller = c.get("caller");
    const keys = await server.keys({ signal: c.get("signal") });
    return c.json({ keys: keys.filter((key) => governs(caller, key)).map(toPublicKey) }, 200);
  });
  api.openapi(addRoute, async (c) => {
    const caller = c.get("caller");
    const { labels, ...request } = c.req.valid("json");
    const scope = labels === undefined ? everything : ({ kind: "labels", labels } as const);
    if (!governs(caller, { ...request, scope }))
      throw new NotPermittedError("The new key would give more access than your key.", {
        hint: "Limit it to collections and labels that your key gives access to.",
      });
    const { key, token } = await server.addKey({ ...request, scope, signal: c.get("signal") });
    c.header("Cache-Control", "no-store");
    return c.json({ key: toPublicKey(key), token }, 200);
  });
  api.openapi(revokeRoute, async (c) => {
    const caller = c.get("caller");
    const { key: id } = c.req.valid("param");
    const signal = c.get("signal");
    const isManaged = (await server.keys({ signal })).some((key) => key.id === id && governs(caller, key));
    if (!isManaged) throw new KeyNotFoundError(`No key has the id "${id}".`, { hint: "GET /api/v1/keys lists them." });
    return c.json(toPublicKey(await server.revokeKey(id, { signal })), 200);
  });
}

/** Returns whether the caller may read everything that the key opens. */
function governs(caller: Caller, { collections, scope }: Pick<AccessKey, "collections" | "scope">): boolean {
  if (!coversScope(caller.scope, scope)) return false;
  if (caller.collections === undefined) return true;
  return collections?.every((name) => seesCollection(caller, name)) ?? false;
}

function toPublicKey({ scope, collections, ...key }: AccessKey): z.infer<typeof keySchema> {
  return defined({
    ...key,
    collections: collections && [...collections],
    labels: scope.kind === "everything" ? undefined : [...scope.labels],
  });
}
