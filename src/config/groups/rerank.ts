import { z } from "zod";

/** The settings `rerank.*`. */
export const rerank = z.strictObject({
  model: z
    .string()
    .min(1)
    .max(2_048)
    .default("auto")
    .describe(
      "What reads the first hits again, together with the question. `auto`: the bundled cross-encoder reads for answers, which changes no order, and searches are left alone; `off`: nothing does. In searches too, and their order follows it: `bundled`; a folder with an ONNX cross-encoder (`./models/mine`); `cohere:NAME`, or `cohere-compatible:URL#NAME` for a server that speaks its protocol.",
    ),
  keyName: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable")
    .exactOptional()
    .describe(
      "Name of the environment variable that holds the provider's key. Left out: `COHERE_API_KEY` for `cohere:`, none for others.",
    ),
  depth: z
    .int()
    .min(1)
    .max(200)
    .exactOptional()
    .describe("How many of the first chunks are read again. Left out: 30, and 5 where `auto` reads for an answer."),
  weight: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe(
      "Weight of the reranker beside words and vectors: 0 only reads and changes no order, 1 follows it alone.",
    ),
  budgetMs: z
    .int()
    .min(1)
    .max(600_000)
    .default(2_000)
    .describe(
      "Longest time that reranking may take, from when it begins; then words and vectors alone decide, with a warning. What `auto` reads for an answer is read to the end.",
    ),
});
