import type { Hono } from "hono";
import { z } from "zod";
import { defined } from "../../../core/index.ts";
import type { HttpVariables } from "../http-variables.ts";
import type { OpenAiParts } from "./openai-parts.ts";
import { readBody } from "./read-json-body.ts";

const MAX_DOCUMENTS = 1_000;
/** Number of documents that Cohere counts as one search. */
const DOCUMENTS_PER_UNIT = 100;
const words = z.string().max(200_000);
const document = z.union([words, z.object({ text: words, title: z.string().max(1_000).nullish() })]);

const rerankRequest = z.object({
  /** Name of the model; ignored, since there is only one reranker. */
  model: z.string().max(200).nullish(),
  query: z.string().min(1).max(10_000),
  documents: z.array(document).min(1).max(MAX_DOCUMENTS),
  top_n: z.int().min(1).nullish(),
  return_documents: z.boolean().nullish(),
});

/** Adds reranking in the format of Jina's and Cohere's clients. */
export function addRerankRoutes(api: Hono<HttpVariables>, { lydian }: OpenAiParts): void {
  api.post("/rerank", async (c) => {
    const { query, documents, top_n: top, return_documents: withDocuments } = await readBody(c, rerankRequest);
    const texts = documents.map((item) =>
      typeof item === "string" ? { title: "", text: item } : { title: item.title ?? "", text: item.text },
    );
    const { model, ranking, tokens } = await lydian.rerankTexts(query, texts, { signal: c.get("signal") });
    const results = ranking.slice(0, top ?? undefined).map(({ index, relevance, isNoise }) =>
      defined({
        index,
        relevance_score: toShare(relevance),
        document: withDocuments === true ? { text: texts[index]?.text ?? "" } : undefined,
        lydian: defined({ relevance, isNoise }),
      }),
    );
    // Jina's clients read `usage`, Cohere's read `meta`.
    const usage = tokens === undefined ? undefined : { total_tokens: tokens, prompt_tokens: tokens };
    const meta = {
      api_version: { version: "2" },
      billed_units: { search_units: Math.ceil(texts.length / DOCUMENTS_PER_UNIT) },
    };
    return c.json(defined({ id: c.get("requestId"), model, results, usage, meta }), 200);
  });
}

/** Converts the log odds of the model to a number from 0 to 1, which clients expect. */
const toShare = (logit: number): number => 1 / (1 + Math.exp(-logit));
