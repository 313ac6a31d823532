import { createRoute, z } from "@hono/zod-openapi";
import { count, text } from "../../../core/schemas/index.ts";
import type { CollectionStatus, Lydian } from "../../../index.ts";
import { unknownCollection } from "../call-options.ts";
import { type Caller, seesCollection } from "../caller.ts";
import type { Api, ApiParts } from "./create-api.ts";
import { collectionParam, responses } from "./schemas.ts";

const collectionSchema = z
  .object({
    name: text,
    documents: count.meta({ description: "Those that this key may read." }),
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
  summary: "Which collections there are",
  tags: ["collections"],
  responses: responses(z.object({ collections: z.array(collectionSchema) }).meta({ id: "Collections" }), "By name."),
});

const readRoute = createRoute({
  method: "get",
  path: "/collections/{collection}",
  summary: "One collection",
  tags: ["collections"],
  request: { params: collectionParam },
  responses: responses(collectionSchema, "What is in it."),
});

export function addCollectionRoutes(api: Api, { lydian }: ApiParts): void {
  api.openapi(listRoute, async (c) => {
    const collections = await listCollections(lydian, c.get("caller"), c.get("signal"));
    return c.json({ collections: [...collections] }, 200);
  });
  api.openapi(readRoute, async (c) => {
    const { collection } = c.req.valid("param");
    const all = await listCollections(lydian, c.get("caller"), c.get("signal"));
    const found = all.find(({ name }) => name === collection);
    if (found === undefined) throw unknownCollection(collection);
    return c.json(found, 200);
  });
}

/** Those that a caller may know of. */
async function listCollections(
  lydian: Lydian,
  caller: Caller,
  signal: AbortSignal,
): Promise<readonly PublicCollection[]> {
  const { collections } = await lydian.status({ signal });
  const seen = collections.filter(({ name }) => seesCollection(caller, name));
  const described: PublicCollection[] = [];
  for (const status of seen) described.push(await describe(lydian, { caller, status }, signal));
  return described;
}

/** Who may not read all is told only of what they may: counts of the whole would tell of the rest. */
async function describe(
  lydian: Lydian,
  { caller, status }: { readonly caller: Caller; readonly status: CollectionStatus },
  signal: AbortSignal,
): Promise<PublicCollection> {
  const { name, documents, chunks, chunksWithoutVectors, documentsToRechunk, documentsWithWarnings } = status;
  if (caller.scope.kind === "everything")
    return { name, documents, chunks, chunksWithoutVectors, documentsToRechunk, documentsWithWarnings };
  const readable = await lydian.list({ collection: name, scope: caller.scope, signal });
  const withWarnings = readable.filter(({ receipt }) => receipt.warnings.length > 0);
  return { name, documents: readable.length, documentsWithWarnings: withWarnings.length };
}
