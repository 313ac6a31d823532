import { z } from "zod";
import type { AskedSettings, SavedAnswer } from "../../core/index.ts";
import { answer, count, hash, number, span, text, type WholeOf } from "../../core/schemas/index.ts";

const asked = z.object({
  mode: z.enum(["hybrid", "lexical", "vector"]),
  scope: z.union([
    z.object({ kind: z.literal("everything") }),
    z.object({ kind: z.literal("labels"), labels: z.array(text) }),
  ]),
  where: text.exactOptional(),
  language: text,
  embedder: z.object({ model: text, dimensions: count, fingerprint: text }).exactOptional(),
  reranker: z.object({ id: text, depth: count, weight: number, budgetMs: number }).exactOptional(),
  answer: z.object({
    model: text,
    budgetTokens: count,
    order: z.enum(["ends", "rank", "reverse"]).exactOptional(),
    maxSentences: count,
    threshold: number.exactOptional(),
    maxOutputTokens: count,
    effort: z.enum(["low", "medium", "high"]).exactOptional(),
    onFailure: z.enum(["quotes", "error"]),
    unsupported: z.enum(["drop", "flag", "abstain"]).exactOptional(),
  }),
  survey: z
    .object({
      kind: z.enum(["summary", "question"]),
      documents: z.array(text).exactOptional(),
      about: text.exactOptional(),
      words: count.exactOptional(),
    })
    .exactOptional(),
  verifier: text,
  promptsHash: hash.exactOptional(),
  synonymsHash: hash.exactOptional(),
}) satisfies WholeOf<AskedSettings>;

/** A saved answer as it is written; what it gives has its keys in one order, so that equal saved answers have equal JSON. */
export const savedAnswerSchema = z.object({
  recordVersion: z.literal(1),
  savedAt: text,
  writtenBy: text,
  asked,
  answer,
  documents: z.array(
    z.object({ documentId: text, uri: text, title: text, contentHash: hash, textHash: hash, characters: count }),
  ),
  excerpts: z.array(z.object({ documentId: text, span, text, hash })),
  quoteHashes: z.array(hash),
  withheld: z.object({ check: text, questionHash: hash }).exactOptional(),
}) satisfies WholeOf<SavedAnswer>;
