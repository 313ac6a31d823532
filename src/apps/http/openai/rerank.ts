import type { Hono } from "hono";
import { z } from "zod";
import { defined } from "../../../core/index.ts";
import type { HttpVariables } from "../http-variables.ts";
import type { OpenAiParts } from "./create-openai-api.ts";
import { readBody } from "./read-body.ts";

const MOST_DOCUMENTS = 1_000;
/** So many documents Cohere counts as one search. */
const A_UNIT = 100;
const words = z.string().max(200_000);
const document = z.union([words, z.object({ text: words, title: z.string().max(1_000).nullish() })]);

const rerankRequest = z.object({
  /** There is one reranker, whatever it is called by. */
  model: z.string().max(200).nullish(),
  query: z.string().min(1).max(10_000),
  documents: z.array(document).min(1).max(MOST_DOCUMENTS),
  top_n: z.int().min(1).nullish(),
  return_documents: z.boolean().nullish(),
});

/** In the shape that Jina's and Cohere's clients send and read. */
export function addRerankRoutes(api: Hono<HttpVariables>, { lydian }: OpenAiParts): void {
  api.post("/rerank", async (c) => {
    const { query, documents, top_n: top, return_documents: withDocuments } = await readBody(c, rerankRequest);
    const texts = documents.map((one) =>
      typeof one === "string" ? { title: "", text: one } : { title: one.title ?? "", text: one.text },
    );
    const { model, ranking, tokens } = await lydian.rerankTexts(query, texts, { signal: c.get("signal") });
    const results = ranking.slice(0, top ?? undefined).map(({ index, relevance, isNoise }) => ({
      index,
      relevance_score: toShare(relevance),
      ...(withDocuments === true ? { document: { text: texts[index]?.text ?? "" } } : {}),
      lydian: defined({ relevance, isNoise }),
    }));
    // Jina's clients read the first of both, Cohere's the other.
    const usage = tokens === undefined ? {} : { usage: { total_tokens: tokens, prompt_tokens: tokens } };
    const meta = { api_version: { version: "2" }, billed_units: { search_units: Math.ceil(texts.length / A_UNIT) } };
    return c.json({ id: c.get("requestId"), model, results, ...usage, meta }, 200);
  });
}

/** The model gives log odds; clients expect from 0 to 1, in the same order. */
const toShare = (logit: number): number => 1 / (1 + Math.exp(-logit));
