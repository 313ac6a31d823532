import type { Hono } from "hono";
import { z } from "zod";
import { InvalidArgumentError } from "../../../index.ts";
import type { HttpVariables } from "../http-variables.ts";
import type { OpenAiParts } from "./create-openai-api.ts";
import { readBody } from "./read-body.ts";

const MOST_TEXTS = 2_048;
const words = z.string().max(200_000);

/** What OpenAI's own models take as well: numbers of their tokens. */
const tokens = z.union([z.array(z.int()).min(1), z.array(z.array(z.int()).min(1)).min(1)]);

const embeddingsRequest = z.object({
  /** There is one embedder, whatever it is called by. */
  model: z.string().max(200).nullish(),
  input: z.union([words, z.array(words).min(1).max(MOST_TEXTS), tokens]),
  encoding_format: z.enum(["float", "base64"]).nullish(),
  dimensions: z.int().min(1).nullish(),
  /** Models treat what is searched for otherwise than what is searched in. */
  input_type: z.enum(["query", "document", "search_query", "search_document"]).nullish(),
});

export function addEmbeddingRoutes(api: Hono<HttpVariables>, { lydian }: OpenAiParts): void {
  api.post("/embeddings", async (c) => {
    const { input, encoding_format: format, dimensions, input_type: type } = await readBody(c, embeddingsRequest);
    const texts = textsOf(input);
    const as = type === "query" || type === "search_query" ? "query" : "document";
    const wanted = { as, ...(dimensions == null ? {} : { dimensions }) } as const;
    const embedded = await lydian.embedTexts(texts, { ...wanted, signal: c.get("signal") });
    const { space, vectors, cut, tokens: read } = embedded;
    const encode = format === "base64" ? toBase64 : (vector: Float32Array) => [...vector];
    return c.json(
      {
        object: "list",
        model: space.model,
        data: vectors.map((vector, index) => ({ object: "embedding", index, embedding: encode(vector) })),
        usage: { prompt_tokens: read, total_tokens: read },
        lydian: { fingerprint: space.fingerprint, cut },
      },
      200,
    );
  });
}

/** @throws {InvalidArgumentError} for numbers of tokens: they are another model's */
function textsOf(input: z.output<typeof embeddingsRequest>["input"]): readonly string[] {
  const given = typeof input === "string" ? [input] : input;
  const texts = given.filter((one) => typeof one === "string");
  if (texts.length === given.length) return texts;
  throw new InvalidArgumentError("Numbers of tokens can not be embedded: they are those of another model.", {
    argument: "input",
    hint: "Send the texts in `input`. LangChain does so with check_embedding_ctx_length=False.",
  });
}

/** Little-endian float32, as OpenAI's own clients ask for it. */
function toBase64(vector: Float32Array): string {
  const bytes = Buffer.alloc(vector.length * Float32Array.BYTES_PER_ELEMENT);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * Float32Array.BYTES_PER_ELEMENT);
  return bytes.toString("base64");
}
