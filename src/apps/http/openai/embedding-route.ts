import type { Hono } from "hono";
import { z } from "zod";
import { defined, InvalidArgumentError } from "../../../core/index.ts";
import type { HttpVariables } from "../http-variables.ts";
import { readGiven } from "../refuse-given.ts";
import type { OpenAiParts } from "./openai-parts.ts";
import { OPENAI_HINT, readBody } from "./read-json-body.ts";

const MAX_TEXTS = 2_048;
const words = z.string().max(200_000);

const embeddingsRequest = z.object({
  /** Name of the model; ignored, since there is only one embedder. */
  model: z.string().max(200).nullish(),
  /**
   * A text or texts. The items are checked later: a union of all that clients send would report each item several
   * times.
   */
  input: z.union([words, z.array(z.unknown()).min(1)]),
  encoding_format: z.enum(["float", "base64"]).nullish(),
  dimensions: z.int().min(1).nullish(),
  /** Kind of the texts: some models treat queries and documents differently. */
  input_type: z.enum(["query", "document", "search_query", "search_document"]).nullish(),
});

export function addEmbeddingRoutes(api: Hono<HttpVariables>, { lydian }: OpenAiParts): void {
  api.post("/embeddings", async (c) => {
    const { input, encoding_format: format, dimensions, input_type: type } = await readBody(c, embeddingsRequest);
    const texts = textsOf(input);
    const as = type === "query" || type === "search_query" ? "query" : "document";
    const options = defined({ as, dimensions: dimensions ?? undefined, signal: c.get("signal") });
    const { space, vectors, cut, tokens: read } = await lydian.embedTexts(texts, options);
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

/**
 * Returns the texts of a request.
 *
 * @throws {InvalidArgumentError} for token numbers, which belong to another model, and for items that are not texts
 */
function textsOf(input: z.output<typeof embeddingsRequest>["input"]): readonly string[] {
  if (typeof input === "string") return [input];
  if (input.some(isTokens))
    throw new InvalidArgumentError("Token numbers cannot be embedded, since they belong to another model.", {
      argument: "input",
      hint: "Send texts in `input`. LangChain does so with check_embedding_ctx_length=False.",
    });
  if (input.length > MAX_TEXTS)
    throw new InvalidArgumentError(`"input" has ${input.length} texts; the maximum is ${MAX_TEXTS}.`, {
      argument: "input",
      hint: "Send them in several calls.",
    });
  return readGiven(z.object({ input: z.array(words) }), { input }, OPENAI_HINT).input;
}

/** Returns whether an item is a token or a list of tokens, which the models of OpenAI accept. */
function isTokens(item: unknown): boolean {
  return typeof item === "number" || (Array.isArray(item) && item.every((token) => typeof token === "number"));
}

/** Encodes a vector as little-endian float32, as OpenAI's clients expect it. */
function toBase64(vector: Float32Array): string {
  const bytes = Buffer.alloc(vector.length * Float32Array.BYTES_PER_ELEMENT);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * Float32Array.BYTES_PER_ELEMENT);
  return bytes.toString("base64");
}
