import { createRoute, z } from "@hono/zod-openapi";
import type { VectorBlock } from "../../../core/index.ts";
import { defined, type VectorsAsText } from "../../../core/index.ts";
import { collectionMapSchema, givenObject, placedQuestionsSchema } from "../../../core/schemas/index.ts";
import { callOptionsFor } from "../caller-options.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { collectionParam, jsonBody, responses } from "./route-schemas.ts";

const MAX_QUESTIONS = 100;
const tags = ["map"];

const mapRoute = createRoute({
  method: "get",
  path: "/collections/{collection}/map",
  summary: "Read passages with vectors for a map",
  description:
    "If there are more passages than the limit, a sample is returned, which stays the same as long as the documents do. A request with the current ETag gets 304.",
  tags,
  request: {
    params: collectionParam,
    query: z.object({
      limit: z.coerce.number().int().min(1).max(5_000).default(2_000),
      where: z.string().max(10_000).exactOptional(),
    }),
  },
  responses: {
    ...responses(collectionMapSchema, "Passages that this key may read."),
    304: { description: "The collection has not changed." },
  },
});

const questionsRoute = createRoute({
  method: "post",
  path: "/collections/{collection}/map/questions",
  summary: "Embed questions for the map",
  tags,
  request: {
    params: collectionParam,
    body: jsonBody(
      givenObject({ questions: z.array(z.string().min(1).max(10_000)).min(1).max(MAX_QUESTIONS) }).meta({
        id: "QuestionsToPlace",
      }),
    ),
  },
  responses: responses(placedQuestionsSchema, "The vectors in the order of the questions."),
});

export function addMapRoutes(api: Api, { lydian }: ApiParts): void {
  api.openapi(mapRoute, async (c) => {
    const call = callOptionsFor(c, c.req.valid("param").collection);
    // The version of a collection reveals changes of hidden documents. Other callers get a tag of the response.
    const seesAll = call.scope.kind === "everything";
    const version = seesAll ? versionIn(c.req.header("if-none-match")) : undefined;
    const sample = await lydian.embeddingSample(defined({ ...call, ...c.req.valid("query"), unlessVersion: version }));
    if (sample === undefined) return c.body(null, 304, { ETag: tagOf(version ?? "") });
    const { version: currentVersion, vectors, ...map } = sample;
    if (seesAll) c.header("ETag", tagOf(currentVersion));
    c.header("Cache-Control", "private, no-cache");
    return c.json({ ...map, vectors: toText(vectors) }, 200);
  });
  api.openapi(questionsRoute, async (c) => {
    const { scope: _, ...call } = callOptionsFor(c, c.req.valid("param").collection);
    const { space, vectors } = await lydian.embedQuestions(c.req.valid("json").questions, call);
    return c.json({ space, vectors: toText(vectors) }, 200);
  });
}

const tagOf = (version: string): string => `"${version}"`;
const versionIn = (header: string | undefined): string | undefined => /"([0-9a-f]{32})"/.exec(header ?? "")?.[1];

function toText({ values, scales }: VectorBlock): VectorsAsText {
  const littleEndian = Buffer.alloc(scales.length * Float32Array.BYTES_PER_ELEMENT);
  for (const [row, scale] of scales.entries()) littleEndian.writeFloatLE(scale, row * Float32Array.BYTES_PER_ELEMENT);
  return {
    values: Buffer.from(values.buffer, values.byteOffset, values.length).toString("base64"),
    scales: littleEndian.toString("base64"),
  };
}
