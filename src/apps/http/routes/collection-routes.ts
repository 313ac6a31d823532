import { createRoute, z } from "@hono/zod-openapi";
import { type Caller, seesCollection } from "../../../core/index.ts";
import { count, text } from "../../../core/schemas/index.ts";
import type { CollectionStatus, Lydian } from "../../../library/index.ts";
import { unknownCollection } from "../caller-options.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { collectionParam, responses } from "./route-schemas.ts";

const collectionSchema = z
  .object({
    name: text,
    documents: count.meta({ description: "Number of documents that this key may read." }),
    chunks: count.exactOptional(),
    chunksWithoutVectors: count.exactOptional(),
    documentsToRechunk: count.exactOptional(),
    documentsWithWarnings: count,
  })
  .meta({ id: "Collection" });

type PublicCollection = z.infer<typeof collectionSchema>;

const listRoute = createRoute({
  method: "get",
  path: "/collections",
  summary: "List collections",
  tags: ["collections"],
  responses: responses(
    z.object({ collections: z.array(collectionSchema) }).meta({ id: "Collections" }),
    "The collections by name.",
  ),
});

const readRoute = createRoute({
  method: "get",
  path: "/collections/{collection}",
  summary: "Read a collection",
  tags: ["collections"],
  request: { params: collectionParam },
  responses: responses(collectionSchema, "The collection with its counts."),
});

export function addCollectionRoutes(api: Api, { lydian }: ApiParts): void {
  api.openapi(listRoute, async (c) => {
    const collections = await listCollections(lydian, c.get("caller"), c.get("signal"));
    return c.json({ collections: [...collections] }, 200);
  });
  api.openapi(readRoute, async (c) => {
    const { collection } = c.req.valid("param");
    const all = await listCollections(lydian, c.get("caller"), c.get("signal"));
    const status = all.find(({ name }) => name === collection);
    if (status === undefined) throw unknownCollection(collection);
    return c.json(status, 200);
  });
}

/** Lists the collections that a caller may use. */
async function listCollections(
  lydian: Lydian,
  caller: Caller,
  signal: AbortSignal,
): Promise<readonly PublicCollection[]> {
  const { collections } = await lydian.status({ signal });
  const seen = collections.filter(({ name }) => seesCollection(caller, name));
  const described: PublicCollection[] = [];
  for (const status of seen) described.push(await describe(lydian, caller, status, signal));
  return described;
}

/** Counts only the documents that the caller may read, since other counts would reveal the rest. */
async function describe(
  lydian: Lydian,
  caller: Caller,
  status: CollectionStatus,
  signal: AbortSignal,
): Promise<PublicCollection> {
  const { name, documents, chunks, chunksWithoutVectors, documentsToRechunk, documentsWithWarnings } = status;
  if (caller.scope.kind === "everything")
    return { name, documents, chunks, chunksWithoutVectors, documentsToRechunk, documentsWithWarnings };
  const readable = await lydian.list({ collection: name, scope: caller.scope, signal });
  const withWarnings = readable.filter(({ receipt }) => receipt.warnings.length > 0);
  return { name, documents: readable.length, documentsWithWarnings: withWarnings.length };
}
