import { z } from "zod";
import { keyName } from "../key-name.ts";

/** The settings `rerank.*`. */
export const rerank = z.strictObject({
  model: z
    .string()
    .min(1)
    .max(2_048)
    .default("auto")
    .meta({
      level: "basic",
      needsTrust: { exceptFor: ["auto", "off", "bundled"] },
      description:
        "Model that reads the top chunks together with the question. `auto`: the bundled cross-encoder reads for answers only, and changes no order. `bundled`, a folder with an ONNX cross-encoder (`./models/mine`), `cohere:NAME` and `cohere-compatible:URL#NAME` read for searches too, and change the order. `off`: no model reads.",
    }),
  keyName: keyName.exactOptional().meta({
    needsTrust: true,
    description:
      "Environment variable with the provider's key. Default: `COHERE_API_KEY` for `cohere:`; other servers get no key.",
  }),
  depth: z
    .int()
    .min(1)
    .max(200)
    .exactOptional()
    .describe("Number of top chunks that are reranked. Default: 30, or 5 where `auto` reads for an answer."),
  weight: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe(
      "Weight of the reranker against words and vectors. 0 does not change the order; 1 follows the reranker alone.",
    ),
  budgetMs: z
    .int()
    .min(1)
    .max(600_000)
    .default(2_000)
    .describe(
      "Maximum time for reranking from its start. After that, words and vectors alone decide, with a warning. Reading for an answer by `auto` has no limit.",
    ),
});
